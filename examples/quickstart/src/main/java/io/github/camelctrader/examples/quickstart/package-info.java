/** A Camel application that shows live quotes and takes one order through its life. */
@NullMarked
package io.github.camelctrader.examples.quickstart;

import org.jspecify.annotations.NullMarked;
