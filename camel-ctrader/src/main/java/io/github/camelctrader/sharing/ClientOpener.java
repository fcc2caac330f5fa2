package io.github.camelctrader.sharing;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import java.util.concurrent.Executor;

/** Opens the client of one connection. It returns at once; connecting goes on in the background. */
@FunctionalInterface
public interface ClientOpener {
    /**
     * @param callbackExecutor where the client's futures complete
     */
    CTraderClient open(ConnectionSettings settings, Executor callbackExecutor);
}
