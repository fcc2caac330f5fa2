/** The command of the example, and its test; the application itself is routes and properties. */
@NullMarked
package io.github.camelctrader.examples.quarkus;

import org.jspecify.annotations.NullMarked;
