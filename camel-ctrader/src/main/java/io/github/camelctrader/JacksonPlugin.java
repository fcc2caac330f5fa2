package io.github.camelctrader;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.jackson.AbstractJacksonDataFormat;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * Registers {@link CTraderJacksonModule} with the data formats of Camel, so that {@code marshal().json()} and REST answers
 * can write events and answers of this component. Camel calls it when a context starts, before the first route does; without
 * camel-jackson on the class path it does nothing.
 */
public final class JacksonPlugin implements ContextServicePlugin {
    private static final String FORMAT = "org.apache.camel.component.jackson.AbstractJacksonDataFormat";

    @Override
    public void load(CamelContext context) {
        if (context.getClassResolver().resolveClass(FORMAT) != null) {
            context.addLifecycleStrategy(new ModuleForNewFormats());
        }
    }

    private static final class ModuleForNewFormats extends LifecycleStrategySupport {
        @Override
        public void onDataFormatCreated(String name, DataFormat dataFormat) {
            addTo(dataFormat);
        }

        /** Data formats that a route makes itself are seen here only. */
        @Override
        public void onServiceAdd(CamelContext context, Service service, @Nullable Route route) {
            addTo(service);
        }

        /** Registering twice does no harm: Jackson recognises the module by its type. */
        private static void addTo(Object created) {
            if (created instanceof AbstractJacksonDataFormat format) {
                format.addModule(new CTraderJacksonModule());
            }
        }
    }
}
