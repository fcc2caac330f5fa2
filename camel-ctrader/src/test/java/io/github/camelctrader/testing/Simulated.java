package io.github.camelctrader.testing;

import io.github.camelctrader.CTraderComponent;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Duration;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

final class Simulated {
    private Simulated() {}

    static CTraderComponent component(CTraderSimulator simulator) {
        KeyStoreParameters trusted = new KeyStoreParameters();
        trusted.setKeyStore(simulator.trustStore());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(trusted);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);

        CTraderComponent component = new CTraderComponent();
        CTraderConfiguration configuration = component.getConfiguration();
        configuration.setHost(simulator.host());
        configuration.setPort(simulator.demoPort());
        configuration.setSslContextParameters(tls);
        configuration.setClientId(SimulatorDefaults.CLIENT_ID);
        configuration.setClientSecret(SimulatorDefaults.CLIENT_SECRET);
        configuration.setAccessToken(SimulatorDefaults.ACCESS_TOKEN);
        configuration.setAccountId(String.valueOf(SimulatorDefaults.DEMO_ACCOUNT));
        configuration.setOrderTimeout(Duration.ofSeconds(1));
        return component;
    }
}
