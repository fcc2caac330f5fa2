package io.github.camelctrader.examples.main;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.control.ControlServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/** A simulator in this process, which can be made to misbehave over HTTP. */
final class LocalServer implements AutoCloseable {
    /** A trust store holds nothing secret; the format wants a password all the same. */
    private static final String TRUST_STORE_PASSWORD = "changeit";

    private final CTraderSimulator simulator = CTraderSimulator.start();
    private final ControlServer control;

    /** @param controlPort 0 for any */
    LocalServer(int controlPort) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), controlPort);
        control = ControlServer.start(simulator, address, null);
    }

    URI control() {
        return control.uri();
    }

    /** What an application's own properties would say of another server. */
    Map<String, String> properties() throws IOException, GeneralSecurityException {
        Map<String, String> properties = new HashMap<>();
        properties.put("camel.component.ctrader.client-id", SimulatorDefaults.CLIENT_ID);
        properties.put("camel.component.ctrader.client-secret", SimulatorDefaults.CLIENT_SECRET);
        properties.put("camel.component.ctrader.access-token", SimulatorDefaults.ACCESS_TOKEN);
        properties.put("camel.component.ctrader.account-id", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        properties.put("camel.component.ctrader.host", simulator.host());
        properties.put("camel.component.ctrader.port", String.valueOf(simulator.demoPort()));
        properties.put("camel.component.ctrader.use-global-ssl-context-parameters", "true");
        properties.put("camel.ssl.enabled", "true");
        properties.put("camel.ssl.trust-store", "file:" + trustStore());
        properties.put("camel.ssl.trust-store-password", TRUST_STORE_PASSWORD);
        properties.put("example.trade", "true");
        return properties;
    }

    private Path trustStore() throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("camel-ctrader-example-", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            simulator.trustStore().store(out, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    @Override
    public void close() {
        control.close();
        simulator.close();
    }
}
