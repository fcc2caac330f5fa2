package io.github.camelctrader.acceptance;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** A Camel context whose component is set up for the demo environment of a simulator. */
final class TradingHarness implements AutoCloseable {
    final CTraderSimulator simulator;
    final CamelContext camel = new DefaultCamelContext();

    TradingHarness(CTraderSimulator simulator) {
        this.simulator = simulator;
        CTraderConfiguration configuration = configuration();
        configuration.setClientId(SimulatorDefaults.CLIENT_ID);
        configuration.setClientSecret(SimulatorDefaults.CLIENT_SECRET);
        configuration.setAccessToken(SimulatorDefaults.ACCESS_TOKEN);
        configuration.setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        configuration.setHost(simulator.host());
        configuration.setPort(simulator.demoPort());
        configuration.setSslContextParameters(trusting(simulator.clientSslContext()));
    }

    /** The component's options, to be changed before the start. */
    CTraderConfiguration configuration() {
        return camel.getComponent("ctrader", CTraderComponent.class).getConfiguration();
    }

    TradingHarness start(RoutesBuilder routes) throws Exception {
        camel.addRoutes(routes);
        camel.start();
        return this;
    }

    private static SSLContextParameters trusting(SSLContext context) {
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext camelContext) {
                return context;
            }
        };
    }

    @Override
    public void close() {
        camel.stop();
        simulator.close();
    }
}
