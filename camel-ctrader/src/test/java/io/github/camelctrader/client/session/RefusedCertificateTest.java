package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.simulator.CTraderSimulator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server whose certificate the JVM does not trust. */
class RefusedCertificateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Test
    void isTriedAgainAtThePaceOfTheLongestReconnectDelay() throws NoSuchAlgorithmException {
        SSLContext ofTheJvm = SSLContext.getDefault();
        Instant before = Instant.now();
        try (ClientHarness harness = new ClientHarness(
                CTraderSimulator.start(),
                settings -> settings.sslContext(ofTheJvm).reconnectDelay(Duration.ofSeconds(1), LONGEST))) {
            harness.subscribe(Set.of("connection"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> harness.client.snapshot().state() == ConnectionState.SUSPENDED);

            ConnectionSnapshot seen = harness.client.snapshot();
            assertThat(seen.lastFailure()).contains("UNTRUSTED_CERTIFICATE");
            assertThat(Objects.requireNonNull(seen.nextAttempt()))
                    .isBetween(
                            before.plus(LONGEST).minusSeconds(1),
                            Instant.now().plus(LONGEST).plusSeconds(1));
        }
    }
}
