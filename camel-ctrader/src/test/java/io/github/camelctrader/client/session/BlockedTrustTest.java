package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trust manager of the user that asks somebody who does not answer. */
class BlockedTrustTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean interruptible;

    @AfterEach
    void answer() {
        answers.release(1000);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void stopsNeitherTimeOutsNorTheEndOfTheClient(Transport transport) throws Exception {
        CTraderSimulator simulator = CTraderSimulator.start();
        try (ClientHarness harness = harness(simulator, transport)) {
            Recorder recorder = harness.subscribe(Set.of("connection"));
            asked.await();

            assertThat(harness.client.request(ClientHarness.VERSION, Duration.ofMillis(100)))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(NotSentException.class);
            awaitLoss(recorder, DisconnectReason.TLS_TIMEOUT);
            assertThat(harness.client.closeAsync()).succeedsWithin(PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isLeftAloneWhenTheServerClosesTheLinkMeanwhile(Transport transport) throws Exception {
        CTraderSimulator simulator = CTraderSimulator.start();
        try (ClientHarness harness = harness(simulator, transport)) {
            Recorder recorder = harness.subscribe(Set.of("connection"));
            asked.await();
            simulator.cut(SimulatorEnvironment.DEMO, CutKind.FIN);

            awaitLoss(recorder, DisconnectReason.CLOSED_BY_SERVER);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isInterruptedSoThatTheNextHandshakeHasItsChance(Transport transport) throws Exception {
        interruptible = true;
        CTraderSimulator simulator = CTraderSimulator.start();
        try (ClientHarness harness = harness(simulator, transport)) {
            Recorder recorder = harness.subscribe(Set.of("connection"));
            for (int i = 1; i <= 6; i++) {
                int losses = i;
                Awaitility.await().atMost(PATIENCE).until(() -> lost(recorder, DisconnectReason.TLS_TIMEOUT) >= losses);
            }
            answers.release(1000);

            harness.awaitState(ConnectionState.READY);
        }
    }

    private static void awaitLoss(Recorder recorder, DisconnectReason reason) {
        Awaitility.await().atMost(PATIENCE).until(() -> lost(recorder, reason) > 0);
    }

    private static long lost(Recorder recorder, DisconnectReason reason) {
        return recorder.events().stream()
                .filter(event -> event.body() instanceof ConnectionEvent news && news.reason() == reason)
                .count();
    }

    private ClientHarness harness(CTraderSimulator simulator, Transport transport) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Asking(trustOf(simulator))}, null);
        return new ClientHarness(
                simulator,
                settings -> settings.transport(transport).sslContext(context).connectTimeout(Duration.ofMillis(500)));
    }

    private static X509ExtendedTrustManager trustOf(CTraderSimulator simulator) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(simulator.trustStore());
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** Asks first, then does what another one does. */
    private final class Asking extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager trust;

        private Asking(X509ExtendedTrustManager trust) {
            this.trust = trust;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            asked.countDown();
            if (interruptible) {
                try {
                    answers.acquire();
                } catch (InterruptedException e) {
                    throw new CertificateException("nobody answered", e);
                }
            } else {
                answers.acquireUninterruptibly();
            }
            trust.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            trust.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
