package io.github.camelctrader.springboot.test;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.springboot.CTraderComponentConfiguration;
import java.util.Map;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the simulator before the application context, and points the component at it. Equal ones share a context, as tests of
 * Spring do.
 */
record SimulatorCustomizer(boolean feedPaused) implements ContextCustomizer {
    private static final String SIMULATOR = "ctraderSimulator";
    private static final String TRUST = "ctraderSimulatorTrust";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        SimulatorBuilder builder = CTraderSimulator.builder();
        CTraderSimulator simulator = (feedPaused ? builder.feedPaused() : builder).start();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(SIMULATOR, simulator);
        // Also when the context fails to start; beans are destroyed after the routes have stopped.
        beans.registerDisposableBean(SIMULATOR, simulator::close);
        beans.registerSingleton(TRUST, trusting(simulator));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(SIMULATOR, properties(simulator)));
    }

    private static Map<String, Object> properties(CTraderSimulator simulator) {
        String prefix = CTraderComponentConfiguration.PREFIX;
        return Map.of(
                prefix + ".host",
                simulator.host(),
                prefix + ".port",
                simulator.demoPort(),
                prefix + ".ssl-context-parameters",
                "#bean:" + TRUST,
                prefix + ".client-id",
                SimulatorDefaults.CLIENT_ID,
                prefix + ".client-secret",
                SimulatorDefaults.CLIENT_SECRET,
                prefix + ".access-token",
                SimulatorDefaults.ACCESS_TOKEN,
                prefix + ".account-id",
                String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
    }

    private static SSLContextParameters trusting(CTraderSimulator simulator) {
        KeyStoreParameters trusted = new KeyStoreParameters();
        trusted.setKeyStore(simulator.trustStore());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(trusted);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        return tls;
    }
}
