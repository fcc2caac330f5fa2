/** The examples, run as a person would. */
@NullMarked
package io.github.camelctrader.examples.orders;

import org.jspecify.annotations.NullMarked;
