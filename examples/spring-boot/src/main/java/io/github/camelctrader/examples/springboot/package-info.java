/** Quotes, an order and health. */
@NullMarked
package io.github.camelctrader.examples.springboot;

import org.jspecify.annotations.NullMarked;
