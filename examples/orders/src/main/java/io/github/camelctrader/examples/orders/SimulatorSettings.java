package io.github.camelctrader.examples.orders;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.camel.main.Main;

/** What an application with an account of its own would write into its {@code application.properties}. */
final class SimulatorSettings {
    /** A trust store holds nothing secret; the format wants a password all the same. */
    private static final String TRUST_STORE_PASSWORD = "changeit";

    private SimulatorSettings() {}

    static void apply(Main main, CTraderSimulator simulator, Path folder) throws IOException, GeneralSecurityException {
        main.addInitialProperty("camel.component.ctrader.client-id", SimulatorDefaults.CLIENT_ID);
        main.addInitialProperty("camel.component.ctrader.client-secret", SimulatorDefaults.CLIENT_SECRET);
        main.addInitialProperty("camel.component.ctrader.access-token", SimulatorDefaults.ACCESS_TOKEN);
        main.addInitialProperty("camel.component.ctrader.host", simulator.host());
        main.addInitialProperty("camel.component.ctrader.port", String.valueOf(simulator.demoPort()));
        main.addInitialProperty("camel.component.ctrader.use-global-ssl-context-parameters", "true");
        main.addInitialProperty("camel.ssl.enabled", "true");
        main.addInitialProperty("camel.ssl.trust-store", "file:" + trustStore(simulator.trustStore(), folder));
        main.addInitialProperty("camel.ssl.trust-store-password", TRUST_STORE_PASSWORD);
        main.addInitialProperty("account.first", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        main.addInitialProperty("account.second", String.valueOf(SimulatorDefaults.SECOND_DEMO_ACCOUNT));
    }

    private static Path trustStore(KeyStore trustStore, Path folder) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("simulator-trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore.store(out, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }
}
