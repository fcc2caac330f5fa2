package io.github.camelctrader.benchmarks;

import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** What a Camel component needs to trust the server. */
final class Trust {
    private Trust() {}

    static SSLContextParameters of(Pump pump) {
        KeyStoreParameters trusted = new KeyStoreParameters();
        trusted.setKeyStore(pump.certificate().trustStore());
        TrustManagersParameters trustManagers = new TrustManagersParameters();
        trustManagers.setKeyStore(trusted);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trustManagers);
        return parameters;
    }
}
