package io.github.camelctrader.springboot;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.context.ApplicationContext;

/** Copies the properties that were set, and no others, to the component. */
final class CTraderComponentCustomizer implements ComponentCustomizer {
    private static final String CONFIGURATION = "configuration";

    private final ApplicationContext applicationContext;
    private final CamelContext camelContext;
    private final CTraderComponentConfiguration configuration;

    CTraderComponentCustomizer(
            ApplicationContext applicationContext,
            CamelContext camelContext,
            CTraderComponentConfiguration configuration) {
        this.applicationContext = applicationContext;
        this.camelContext = camelContext;
        this.configuration = configuration;
    }

    @Override
    public boolean isEnabled(String name, Component component) {
        return component instanceof CTraderComponent
                && HierarchicalPropertiesEvaluator.evaluate(
                        applicationContext,
                        "camel.component.customizer",
                        CTraderComponentConfiguration.PREFIX + ".customizer");
    }

    /** @throws IllegalArgumentException when a property is no option of the component */
    @Override
    public void configure(String name, Component component) {
        Map<String, Object> options = CamelPropertiesHelper.getNonNullProperties(camelContext, configuration);
        // These two say whether to configure at all; the component knows nothing of them.
        options.remove("enabled");
        options.remove("customizer");
        // The whole configuration first, because options that stand beside it shall win.
        if (options.remove(CONFIGURATION) instanceof CTraderConfiguration whole) {
            ((CTraderComponent) component).setConfiguration(whole.copy());
        }
        CamelPropertiesHelper.setCamelProperties(camelContext, component, options, true);
    }
}
