/** The example, as Quarkus tests an application. */
@NullMarked
package io.github.camelctrader.examples.quarkus;

import org.jspecify.annotations.NullMarked;
