package io.github.camelctrader.springboot;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_ID;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_SECRET;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application with routes in YAML and Java, against the simulator over TLS. */
@CamelSpringBootTest
@DirtiesContext
@SpringBootTest(
        properties = {
            "camel.main.routes-include-pattern=classpath:routes/*.yaml",
            "camel.component.ctrader.client-id=" + CLIENT_ID,
            "camel.component.ctrader.client-secret=" + CLIENT_SECRET,
            "camel.component.ctrader.access-token=" + ACCESS_TOKEN,
            "camel.component.ctrader.account-id=" + DEMO_ACCOUNT,
            "camel.component.ctrader.ssl-context-parameters=#bean:simulatorTrust",
            "camel.component.ctrader.request-timeout=7s",
            "camel.component.ctrader.connect-timeout=PT8S",
            "camel.component.ctrader.reconnect-delay=250ms",
            "camel.component.ctrader.idle-timeout=45000",
            "camel.component.ctrader.requests-per-second=40"
        })
class StarterTest {
    private static final CTraderSimulator SIMULATOR = CTraderSimulator.start();

    @Autowired
    private CamelContext camelContext;

    @Autowired
    private ProducerTemplate producer;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry properties) {
        properties.add("camel.component.ctrader.host", SIMULATOR::host);
        properties.add("camel.component.ctrader.port", SIMULATOR::demoPort);
    }

    @Test
    void yamlRouteReceivesQuotes() throws InterruptedException {
        MockEndpoint quotes = camelContext.getEndpoint("mock:quotes", MockEndpoint.class);
        quotes.expectedMinimumMessageCount(2);
        quotes.expectedHeaderReceived(CTraderConstants.SYMBOL_NAME, "EURUSD");

        quotes.assertIsSatisfied();

        assertThat(quotes.getExchanges().get(0).getMessage().getHeader(CTraderConstants.BID, BigDecimal.class))
                .isBetween(new BigDecimal("0.5"), new BigDecimal("2"));
    }

    @Test
    void javaRouteAsksOverTheSameConnection() {
        ProtoOATraderRes answer = producer.requestBody("direct:trader", null, ProtoOATraderRes.class);

        assertThat(answer.getTrader().getCtidTraderAccountId()).isEqualTo(DEMO_ACCOUNT);
        assertThat(SIMULATOR.acceptedConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
    }

    @Test
    void propertiesBecomeOptions() {
        CTraderConfiguration options =
                camelContext.getComponent("ctrader", CTraderComponent.class).getConfiguration();

        assertThat(options.getRequestTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.getConnectTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(options.getReconnectDelay()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.getIdleTimeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(options.getRequestsPerSecond()).isEqualTo(40);
        assertThat(options.getHeartbeatInterval()).isEqualTo(new CTraderConfiguration().getHeartbeatInterval());
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        /** A bean, so that it is closed after the routes have stopped. */
        @Bean
        CTraderSimulator simulator() {
            return SIMULATOR;
        }

        @Bean
        SSLContextParameters simulatorTrust(CTraderSimulator simulator) throws Exception {
            return trusting(simulator.trustStore());
        }

        @Bean
        RoutesBuilder traderRoute() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:trader").to("ctrader:demo?messageType=TraderReq");
                }
            };
        }

        private static SSLContextParameters trusting(KeyStore trustStore) throws Exception {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trustStore);
            TrustManagersParameters trustManagers = new TrustManagersParameters();
            trustManagers.setTrustManager(factory.getTrustManagers()[0]);
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setTrustManagers(trustManagers);
            return parameters;
        }
    }
}
