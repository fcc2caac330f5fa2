/** What is known of the market: symbols and the last quote of each. */
@NullMarked
package io.github.camelctrader.client.market;

import org.jspecify.annotations.NullMarked;
