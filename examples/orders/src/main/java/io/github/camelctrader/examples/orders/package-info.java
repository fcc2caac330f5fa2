/** Two applications that are nothing but YAML routes, with a simulator to run against. */
@NullMarked
package io.github.camelctrader.examples.orders;

import org.jspecify.annotations.NullMarked;
