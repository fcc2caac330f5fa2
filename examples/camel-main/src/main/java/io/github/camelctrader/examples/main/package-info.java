/** Quotes, an order and health. */
@NullMarked
package io.github.camelctrader.examples.main;

import org.jspecify.annotations.NullMarked;
