package io.github.camelctrader;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.session.NettyCTraderClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Clients that look outcomes up within moments, and say that they were opened as the component asked. */
final class QuickClient {
    private QuickClient() {}

    /**
     * @param absence how long a request that left no trace may still be on its way
     * @param answer how long after its timeout a caller still waits
     * @param delay between two look-ups, at first
     */
    static CTraderClient open(
            ConnectionSettings settings, Executor executor, Duration absence, Duration answer, Duration delay) {
        CTraderClient client = NettyCTraderClient.open(
                settings.toBuilder()
                        .outcomes(new OutcomeSettings(absence, answer, delay, delay.multipliedBy(5)))
                        .build(),
                executor);
        return openedWith(settings, client);
    }

    /** A client that says that it was opened with these settings. */
    static CTraderClient openedWith(ConnectionSettings settings, CTraderClient client) {
        return (CTraderClient) Proxy.newProxyInstance(
                CTraderClient.class.getClassLoader(),
                new Class<?>[] {CTraderClient.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("settings") ? settings : method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
