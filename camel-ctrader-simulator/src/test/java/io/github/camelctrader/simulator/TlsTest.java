package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    /** Connects to the loopback address, verifying whatever host name is claimed. */
    private static String handshake(SSLContext context, String host, int port, String... protocols) throws Exception {
        try (Socket tcp = new Socket("127.0.0.1", port);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (protocols.length > 0) {
                parameters.setProtocols(protocols);
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void theTrustStoreHoldsOneCertificateAndNoKey() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            KeyStore store = simulator.trustStore();
            List<String> aliases = Collections.list(store.aliases());
            assertThat(aliases).hasSize(1);
            assertThat(store.isCertificateEntry(aliases.get(0))).isTrue();
            assertThat(store.getCertificate(aliases.get(0))).isEqualTo(simulator.certificate());
            X509Certificate certificate = simulator.certificate();
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsWork(String protocol) throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            assertThat(handshake(simulator.clientSslContext(), "localhost", simulator.demoPort(), protocol))
                    .isEqualTo(protocol);
            assertThat(handshake(simulator.clientSslContext(), "127.0.0.1", simulator.livePort(), protocol))
                    .isEqualTo(protocol);
        }
    }

    @Test
    void hostNamesAreThoseAskedFor() throws Exception {
        try (CTraderSimulator simulator = CTraderSimulator.builder()
                .hostNames("broker.example", "127.0.0.2")
                .start()) {
            handshake(simulator.clientSslContext(), "broker.example", simulator.demoPort());
            handshake(simulator.clientSslContext(), "127.0.0.2", simulator.demoPort());
            assertThatThrownBy(() -> handshake(simulator.clientSslContext(), "localhost", simulator.demoPort()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void anotherSimulatorIsNotTrusted() throws Exception {
        try (CTraderSimulator one = CTraderSimulator.start();
                CTraderSimulator other = CTraderSimulator.start()) {
            assertThatThrownBy(() -> handshake(one.clientSslContext(), "localhost", other.demoPort()))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> handshake(SSLContext.getDefault(), "localhost", one.demoPort()))
                    .isInstanceOf(SSLException.class);
        }
    }
}
