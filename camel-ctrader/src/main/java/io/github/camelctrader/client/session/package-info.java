/** Wires the packages below into the implementation of CTraderClient. */
@NullMarked
package io.github.camelctrader.client.session;

import org.jspecify.annotations.NullMarked;
