package io.github.camelctrader.quarkus.deployment;

import io.github.camelctrader.simulator.SimulatorDefaults;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.util.StringHelper;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts a simulator for an application in development or under test that names no server and no credentials. */
class DevServicesProcessor {
    private static final Logger LOG = Logger.getLogger(DevServicesProcessor.class);
    private static final String COMPONENT = "camel.component.ctrader.";
    private static final String TRUST = "ctraderDevServicesTrust";
    private static final String TRUST_STORE = "camel.beans." + TRUST + ".trust-managers.key-store.";

    /** Options each of which says that the application knows where to go, or as whom. */
    private static final List<String> DECIDING = List.of(
            "clientId",
            "clientSecret",
            "accessToken",
            "refreshToken",
            "tokenFile",
            "tokenStore",
            "configuration",
            "host");

    // Nothing has taken the place of highPriorityConfig in Quarkus 3.33.
    @SuppressWarnings("removal")
    @BuildStep(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
    void simulator(CTraderBuildTimeConfig config, BuildProducer<DevServicesResultBuildItem> services) {
        if (!config.devservices().enabled() || isDecided(ConfigProvider.getConfig())) {
            return;
        }
        Map<String, Function<SimulatorService, String>> properties = properties();
        int controlPort = config.devservices().controlPort();
        services.produce(DevServicesResultBuildItem.<SimulatorService>owned()
                .feature(CTraderProcessor.FEATURE)
                .serviceName("simulator")
                .serviceConfig(controlPort)
                .startable(() -> new SimulatorService(controlPort))
                .postStartHook(DevServicesProcessor::tell)
                .configProvider(properties)
                .highPriorityConfig(properties.keySet())
                .build());
    }

    private static boolean isDecided(Config config) {
        return DECIDING.stream()
                .flatMap(option -> List.of(option, StringHelper.camelCaseToDash(option)).stream())
                .anyMatch(option -> config.getOptionalValue(COMPONENT + option, String.class)
                        .filter(value -> !value.isBlank())
                        .isPresent());
    }

    /** What the application is told, also where its own configuration has empty values for want of credentials. */
    private static Map<String, Function<SimulatorService, String>> properties() {
        Map<String, Function<SimulatorService, String>> properties = new HashMap<>();
        properties.put(COMPONENT + "client-id", service -> SimulatorDefaults.CLIENT_ID);
        properties.put(COMPONENT + "client-secret", service -> SimulatorDefaults.CLIENT_SECRET);
        properties.put(COMPONENT + "access-token", service -> SimulatorDefaults.ACCESS_TOKEN);
        properties.put(COMPONENT + "account-id", service -> String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        properties.put(COMPONENT + "host", SimulatorService::host);
        properties.put(COMPONENT + "port", SimulatorService::port);
        properties.put(COMPONENT + "ssl-context-parameters", service -> "#bean:" + TRUST);
        properties.put("camel.beans." + TRUST, service -> "#class:org.apache.camel.support.jsse.SSLContextParameters");
        properties.put(TRUST_STORE + "type", service -> "PKCS12");
        properties.put(TRUST_STORE + "password", service -> SimulatorService.TRUST_STORE_PASSWORD);
        properties.put(TRUST_STORE + "resource", SimulatorService::trustStore);
        properties.put("ctrader.simulator.running", service -> "true");
        properties.put("ctrader.simulator.control-address", SimulatorService::controlAddress);
        return properties;
    }

    private static void tell(SimulatorService service) {
        LOG.infof(
                "Dev Services for cTrader: no credentials are configured, so a simulator was started at %s, controlled at %s"
                        + " (quarkus.camel.ctrader.devservices.enabled=false switches it off)",
                service.getConnectionInfo(), service.controlAddress());
    }
}
