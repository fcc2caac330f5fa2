/**
 * A client for the cTrader Open API that knows nothing of Camel: its public API.
 *
 * <p>The values and interfaces of this package are all that a user of the client sees; the packages below it
 * ({@code client.wire}, {@code client.connection}, ...) implement them and may change at any time.
 * {@link io.github.camelctrader.client.session.NettyCTraderClient} opens a client.
 */
@NullMarked
package io.github.camelctrader.client;

import org.jspecify.annotations.NullMarked;
