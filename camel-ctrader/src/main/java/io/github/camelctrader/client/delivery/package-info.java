/** Events on their way to consumers: filters, lanes, and what happens to them when a consumer is slow. */
@NullMarked
package io.github.camelctrader.client.delivery;

import org.jspecify.annotations.NullMarked;
