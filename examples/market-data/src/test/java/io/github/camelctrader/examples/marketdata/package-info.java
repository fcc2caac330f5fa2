/** Quotes and bars into a data base, bars of one's own, and an order book on the terminal. */
@NullMarked
package io.github.camelctrader.examples.marketdata;

import org.jspecify.annotations.NullMarked;
