package io.github.camelctrader.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CamelProperties;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two applications in one JVM, each with a server of its own. */
class TwoContextsTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private final CTraderSimulator first = CTraderSimulator.start();
    private final CTraderSimulator second = CTraderSimulator.start();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void eachHasItsOwnConnectionWhichEndsWithIt() {
        try (ConfigurableApplicationContext one = run(first)) {
            try (ConfigurableApplicationContext other = run(second)) {
                awaitQuotes(one);
                awaitQuotes(other);
            }
            // With one second of quotes at the least, those that were on their way when the other ended are not
            // counted.
            MockEndpoint quotes = quotes(one);
            int before = quotes.getReceivedCounter();
            await().atMost(LONG).until(() -> quotes.getReceivedCounter() > before + 2);
        }
        assertThat(first.acceptedConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
        assertThat(second.acceptedConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
    }

    private static void awaitQuotes(ConfigurableApplicationContext application) {
        await().atMost(LONG).until(() -> quotes(application).getReceivedCounter() > 0);
    }

    private static MockEndpoint quotes(ConfigurableApplicationContext application) {
        return application.getBean(CamelContext.class).getEndpoint("mock:quotes", MockEndpoint.class);
    }

    private static ConfigurableApplicationContext run(CTraderSimulator simulator) {
        return new SpringApplicationBuilder(QuotesApplication.class)
                .web(WebApplicationType.NONE)
                .run(CamelProperties.forSpringBoot(simulator).entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }
}
