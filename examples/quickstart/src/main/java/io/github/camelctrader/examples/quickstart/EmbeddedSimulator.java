package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A simulator in this process, on a free port, with a certificate that only this application trusts. */
final class EmbeddedSimulator implements TradingServer {
    private static final String TRUST = "simulatorTrust";

    private final CTraderSimulator simulator;

    EmbeddedSimulator(int quotesPerSecond) {
        simulator = CTraderSimulator.builder().quotesPerSecond(quotesPerSecond).start();
    }

    @Override
    public String description() {
        return "embedded simulator at " + simulator.host() + ":" + simulator.demoPort();
    }

    @Override
    public Credentials credentials() {
        return new Credentials(
                SimulatorDefaults.CLIENT_ID,
                SimulatorDefaults.CLIENT_SECRET,
                SimulatorDefaults.ACCESS_TOKEN,
                String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
    }

    @Override
    public void configure(Main main) {
        main.bind(TRUST, trusting(simulator.trustStore()));
        main.addInitialProperty("camel.component.ctrader.host", simulator.host());
        main.addInitialProperty("camel.component.ctrader.port", String.valueOf(simulator.demoPort()));
        main.addInitialProperty("camel.component.ctrader.ssl-context-parameters", "#bean:" + TRUST);
    }

    @Override
    public void close() {
        simulator.close();
    }

    private static SSLContextParameters trusting(KeyStore trustStore) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trustStore);
            TrustManagersParameters trustManagers = new TrustManagersParameters();
            trustManagers.setTrustManager(factory.getTrustManagers()[0]);
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setTrustManagers(trustManagers);
            return parameters;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot read its own kind of trust store", e);
        }
    }
}
