package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ChildProcess;
import io.github.camelctrader.client.session.RefreshingProcess.Point;
import io.github.camelctrader.client.token.FileTokenStore;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed at any point of a token refresh: the next one goes on with the accounts, or says that a new consent is
 * needed and why. Only an answer that nobody got to save costs the grant, since a refresh token works once.
 */
class RefreshKilledTest {
    private static final int REFRESH = ProtoOAPayloadType.PROTO_OA_REFRESH_TOKEN_REQ_VALUE;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Point.class)
    void theNextProcessGoesOnOrSaysWhatIsNeeded(Point point) throws Exception {
        CTraderSimulator simulator = CTraderSimulator.start();
        Path file = directory.resolve("tokens");
        simulator.expireToken(SimulatorDefaults.ACCESS_TOKEN);
        if (point == Point.AFTER_SEND) {
            simulator.swallow(REFRESH, 1);
        }
        killAt(point, simulator, file);

        boolean lost = point == Point.AFTER_SEND || point == Point.AFTER_REPLY;
        long refreshesBefore = simulator.journal().count(SimulatorEnvironment.DEMO, REFRESH);
        assertThat(refreshesBefore).isEqualTo(point.compareTo(Point.AFTER_SEND) < 0 ? 0 : 1);
        try (TokenHarness harness = new TokenHarness(simulator, FileTokenStore.open(file))) {
            harness.demo.useAccount(TokenHarness.DEMO, harness.tokens);
            if (lost) {
                assertThat(ClientHarness.failureOf(harness.reconcile(harness.demo, TokenHarness.DEMO)))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("was under way when its answer was lost")
                        .hasMessageContaining("a new consent is needed");
            } else {
                harness.reconcile(harness.demo, TokenHarness.DEMO).join();
                assertThat(harness.received(SimulatorEnvironment.DEMO, REFRESH)).isOne();
            }
        }
    }

    private void killAt(Point point, CTraderSimulator simulator, Path file) throws Exception {
        ProcessBuilder command = new ProcessBuilder(ChildProcess.java(
                        RefreshingProcess.class,
                        point.name(),
                        simulator.host(),
                        String.valueOf(simulator.demoPort()),
                        TrustFile.write(simulator, directory.resolve("trust.p12"))
                                .toString(),
                        file.toString()))
                .redirectErrorStream(true);
        try (ChildProcess process = ChildProcess.start(command)) {
            if (point == Point.AFTER_SEND) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> simulator.journal().count(SimulatorEnvironment.DEMO, REFRESH) == 1);
            } else {
                process.awaitLine(RefreshingProcess.THERE);
            }
        }
    }
}
