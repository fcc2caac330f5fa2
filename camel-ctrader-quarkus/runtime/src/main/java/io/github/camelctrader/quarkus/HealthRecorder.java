package io.github.camelctrader.quarkus;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.spi.CamelContextCustomizer;

/**
 * Makes Camel keep health checks where the configuration does not say whether it should; {@code camel.health.*} takes
 * precedence.
 */
@Recorder
public class HealthRecorder {
    /** Those of consumers are on and those of producers are off, as Camel has them by default. */
    public RuntimeValue<CamelContextCustomizer> keepChecks() {
        return new RuntimeValue<>(context -> {
            keep(context, "consumers", true);
            keep(context, "producers", false);
        });
    }

    private static void keep(CamelContext context, String repository, boolean enabled) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null && registry.resolveById(repository) instanceof HealthCheckRepository found) {
            found.setEnabled(enabled);
            registry.register(found);
        }
    }
}
