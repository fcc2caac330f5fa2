package io.github.camelctrader;

import static org.awaitility.Awaitility.await;

import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A simulator and a Camel context whose component is set up for its demo environment, over real TLS sockets. Registered as an
 * extension, it is started with its routes before each test and closed after it.
 */
final class SimulatorCamel implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
    static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;

    final CTraderSimulator simulator;
    final DefaultCamelContext context = new DefaultCamelContext();
    final CTraderComponent component;
    private final ProducerTemplate template = context.createProducerTemplate();
    private @Nullable RouteBuilder routes;

    SimulatorCamel(CTraderSimulator simulator) {
        this(simulator, new CTraderComponent());
    }

    SimulatorCamel(CTraderSimulator simulator, CTraderComponent component) {
        this.simulator = simulator;
        this.component = component;
        CTraderConfiguration configuration = component.getConfiguration();
        configuration.setHost(simulator.host());
        configuration.setPort(simulator.demoPort());
        configuration.setSslContextParameters(trusting(simulator));
        configuration.setClientId(SimulatorDefaults.CLIENT_ID);
        configuration.setClientSecret(SimulatorDefaults.CLIENT_SECRET);
        configuration.setAccessToken(SimulatorDefaults.ACCESS_TOKEN);
        configuration.setReconnectDelay(Duration.ofMillis(50));
        configuration.setReconnectMaxDelay(Duration.ofMillis(200));
        context.addComponent("ctrader", component);
        context.getShutdownStrategy().setTimeout(10);
    }

    SimulatorCamel() {
        this(CTraderSimulator.start());
    }

    /** To be registered, with one price of EURUSD, which no feed moves. */
    static SimulatorCamel atOnePrice(RouteBuilder routes) {
        SimulatorCamel camel =
                new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
        camel.routes = routes;
        return camel;
    }

    /** For downloads of one account: ten rows to an answer, and as many requests as one likes. */
    static SimulatorCamel withShortPages(SimulatorBuilder simulator) {
        SimulatorCamel camel = new SimulatorCamel(simulator
                .historyRows(10)
                .historicalRequestsPerSecond(1000)
                .requestsPerSecond(1000)
                .start());
        CTraderConfiguration configuration = camel.component.getConfiguration();
        configuration.setRequestsPerSecond(1000);
        configuration.setHistoricalRequestsPerSecond(1000);
        configuration.setAccountId(Long.toString(ACCOUNT));
        return camel;
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        start(Objects.requireNonNull(routes));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    SimulatorCamel start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        return this;
    }

    ProducerTemplate template() {
        return template;
    }

    MockEndpoint mock(String name) {
        MockEndpoint mock = context.getEndpoint("mock:" + name, MockEndpoint.class);
        // Camel's own ten seconds can pass while a busy machine does nothing else.
        mock.setResultWaitTime(40_000);
        return mock;
    }

    /** Ends the demo connection, which begins anew after the client knew of it and something was done. */
    void cut(Runnable meanwhile) {
        simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        await().until(() -> component.reports().stream()
                .noneMatch(report -> report.connection().state() == ConnectionState.READY));
        meanwhile.run();
        simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
    }

    /** Parameters that trust the simulator and nobody else. */
    static SSLContextParameters trusting(CTraderSimulator simulator) {
        KeyStoreParameters trusted = new KeyStoreParameters();
        trusted.setKeyStore(simulator.trustStore());
        TrustManagersParameters trustManagers = new TrustManagersParameters();
        trustManagers.setKeyStore(trusted);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trustManagers);
        return parameters;
    }

    /** The body of an exchange that must have one of this type. */
    static <T> T body(Exchange exchange, Class<T> type) {
        return Objects.requireNonNull(exchange.getMessage().getBody(type), type.getName());
    }

    @Override
    public void close() {
        context.stop();
        simulator.close();
    }
}
