package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** How properties meet components that the application made itself, and properties that do not fit. */
class AutoConfigurationTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, CTraderComponentAutoConfiguration.class));

    @Test
    void componentOfTheApplicationKeepsWhatNoPropertySets() {
        runner.withBean("ctrader", CTraderComponent.class, AutoConfigurationTest::ownComponent)
                .withPropertyValues("camel.component.ctrader.connect-timeout=4s")
                .run(context -> {
                    CTraderConfiguration options = component(context).getConfiguration();
                    assertThat(component(context)).isSameAs(context.getBean(CTraderComponent.class));
                    assertThat(options.getRequestTimeout()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(options.getRequestsPerSecond()).isEqualTo(20);
                    assertThat(options.getClientId()).isEqualTo("own-client");
                    assertThat(component(context).isLazyStartProducer()).isTrue();
                    assertThat(options.getConnectTimeout()).isEqualTo(Duration.ofSeconds(4));
                });
    }

    @Test
    void customizerCanBeSwitchedOff() {
        runner.withPropertyValues(
                        "camel.component.ctrader.connect-timeout=4s",
                        "camel.component.ctrader.customizer.enabled=false")
                .run(context -> assertThat(component(context).getConfiguration().getConnectTimeout())
                        .isEqualTo(new CTraderConfiguration().getConnectTimeout()));
    }

    @Test
    void autoConfigurationCanBeSwitchedOff() {
        runner.withPropertyValues("camel.component.ctrader.enabled=false", "camel.component.ctrader.connect-timeout=4s")
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(CTraderComponentConfiguration.class));
    }

    @Test
    void objectsAreGivenAsBeans() {
        CTraderConfiguration whole = new CTraderConfiguration();
        whole.setHost("simulator.example");
        whole.setRequestsPerSecond(30);
        runner.withBean("settings", CTraderConfiguration.class, () -> whole)
                .withBean("trust", SSLContextParameters.class, SSLContextParameters::new)
                .withBean("journal", OrderJournal.class, MemoryOrderJournal::new)
                .withPropertyValues(
                        "camel.component.ctrader.configuration=#settings",
                        "camel.component.ctrader.order-journal=#bean:journal",
                        "camel.component.ctrader.ssl-context-parameters=#bean:trust",
                        "camel.component.ctrader.requests-per-second=40")
                .run(context -> {
                    CTraderConfiguration options = component(context).getConfiguration();
                    assertThat(options.getHost()).isEqualTo("simulator.example");
                    assertThat(options.getRequestsPerSecond()).isEqualTo(40);
                    assertThat(options.getSslContextParameters()).isSameAs(context.getBean(SSLContextParameters.class));
                    assertThat(component(context).getOrderJournal()).isSameAs(context.getBean(OrderJournal.class));
                    assertThat(whole.getRequestsPerSecond()).isEqualTo(30);
                });
    }

    @Test
    void beanThatDoesNotExistIsNamed() {
        runner.withPropertyValues("camel.component.ctrader.ssl-context-parameters=#bean:nobody")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class)
                        .rootCause()
                        .hasMessageContaining("nobody"));
    }

    @Test
    void textInPlaceOfABeanIsRefused() {
        runner.withPropertyValues("camel.component.ctrader.ssl-context-parameters=trust.jks")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage(
                                "An option of type SSLContextParameters takes the name of a bean, as in #bean:name"));
    }

    @Test
    void misspeltPropertyIsRefused() {
        runner.withPropertyValues("camel.component.ctrader.reqest-timeout=7s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class)
                        .rootCause()
                        .hasMessageContaining("camel.component.ctrader.reqest-timeout"));
    }

    private static CTraderComponent component(ApplicationContext context) {
        return context.getBean(CamelContext.class).getComponent("ctrader", CTraderComponent.class);
    }

    private static CTraderComponent ownComponent() {
        CTraderComponent own = new CTraderComponent();
        own.getConfiguration().setClientId("own-client");
        own.getConfiguration().setRequestTimeout(Duration.ofSeconds(3));
        own.getConfiguration().setRequestsPerSecond(20);
        own.setLazyStartProducer(true);
        return own;
    }
}
