package io.github.camelctrader;

import io.github.camelctrader.client.ClientReport;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Meters of a component where the application has Micrometer. Knows none of its classes, which may not be there. */
final class ComponentMeters {
    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private ComponentMeters() {}

    /**
     * Begins them.
     *
     * @param component under which name the component is known
     * @param reports what its connections are doing, asked for whenever somebody looks at a meter
     * @return ends them
     */
    static AutoCloseable of(CamelContext context, String component, Supplier<List<ClientReport>> reports) {
        return context.getClassResolver().resolveClass(REGISTRY) == null
                ? () -> {}
                : MicrometerMeters.of(context, component, reports);
    }
}
