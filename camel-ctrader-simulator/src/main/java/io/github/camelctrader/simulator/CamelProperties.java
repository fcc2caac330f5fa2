package io.github.camelctrader.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the properties of a Camel application say so that its component {@code ctrader} uses the demo environment of a simulator, with the
 * credentials and the demo account of {@link SimulatorDefaults}. The application needs no other setting for it.
 *
 * <p>All methods may be called from any thread. They write the certificate to trust into a file of its own, which is deleted when the JVM ends,
 * and throw {@link UncheckedIOException} when that fails.
 */
public final class CamelProperties {
    private static final String COMPONENT = "camel.component.ctrader.";

    private CamelProperties() {}

    /** For an application of camel-main. The map may be changed. */
    public static Map<String, String> forMain(CTraderSimulator simulator) {
        Map<String, String> properties = forComponent(simulator);
        String trustStore = "file:" + trustStore(simulator);
        properties.put("camel.ssl.enabled", "true");
        properties.put("camel.ssl.trust-store", trustStore);
        properties.put("camel.ssl.trust-store-password", SimulatorDefaults.TRUST_STORE_PASSWORD);
        // Camel 4.22 takes no notice of a trust store without a key store. This one has no key.
        properties.put("camel.ssl.key-store", trustStore);
        properties.put("camel.ssl.keystore-password", SimulatorDefaults.TRUST_STORE_PASSWORD);
        return properties;
    }

    /** For an application of Spring Boot. The map may be changed. */
    public static Map<String, String> forSpringBoot(CTraderSimulator simulator) {
        Map<String, String> properties = forComponent(simulator);
        String trustStore = "camel.ssl.config.trust-managers.key-store.";
        properties.put(trustStore + "resource", "file:" + trustStore(simulator));
        properties.put(trustStore + "password", SimulatorDefaults.TRUST_STORE_PASSWORD);
        return properties;
    }

    private static Map<String, String> forComponent(CTraderSimulator simulator) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(COMPONENT + "host", simulator.host(SimulatorEnvironment.DEMO));
        properties.put(COMPONENT + "port", String.valueOf(simulator.demoPort()));
        properties.put(COMPONENT + "client-id", SimulatorDefaults.CLIENT_ID);
        properties.put(COMPONENT + "client-secret", SimulatorDefaults.CLIENT_SECRET);
        properties.put(COMPONENT + "access-token", SimulatorDefaults.ACCESS_TOKEN);
        properties.put(COMPONENT + "account-id", String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        properties.put(COMPONENT + "use-global-ssl-context-parameters", "true");
        return properties;
    }

    private static Path trustStore(CTraderSimulator simulator) {
        try {
            Path file = Files.createTempFile("ctrader-simulator-", ".p12");
            file.toFile().deleteOnExit();
            simulator.writeTrustStore(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a file for the certificate to trust", e);
        }
    }
}
