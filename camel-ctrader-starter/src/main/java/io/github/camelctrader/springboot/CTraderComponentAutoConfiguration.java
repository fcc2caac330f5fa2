package io.github.camelctrader.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** Sets the options of the component from {@link CTraderComponentConfiguration} as soon as a route needs the component. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", CTraderComponentConfiguration.PREFIX})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, CTraderComponentConfiguration.class})
public class CTraderComponentAutoConfiguration {

    /** Lets object-typed options be given as {@code #bean:name}. Static, because properties are bound very early. */
    @Bean
    @ConfigurationPropertiesBinding
    static BeanReferenceConverter ctraderBeanReferenceConverter(ApplicationContext applicationContext) {
        return new BeanReferenceConverter(applicationContext);
    }

    /** Camel calls the customizer once for each component that it makes or finds in the registry. */
    @Lazy
    @Bean
    ComponentCustomizer configureCTraderComponent(
            ApplicationContext applicationContext,
            CamelContext camelContext,
            CTraderComponentConfiguration configuration) {
        return new CTraderComponentCustomizer(applicationContext, camelContext, configuration);
    }
}
