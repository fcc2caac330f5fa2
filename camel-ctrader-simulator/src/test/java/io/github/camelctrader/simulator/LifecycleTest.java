package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ctrader-simulator-"))
                .collect(Collectors.toSet());
    }

    @Test
    void leavesNoThreadAndNoConnectionBehind() throws Exception {
        Set<Thread> before = threads();
        CTraderSimulator simulator = CTraderSimulator.start();
        TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT);
        assertThat(threads()).hasSize(before.size() + 1).allMatch(Thread::isDaemon);

        simulator.close();
        simulator.close();

        assertThat(threads()).isSubsetOf(before);
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> TestClient.demo(simulator)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> simulator.cut(DEMO, CutKind.RST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> simulator.refuseConnections(DEMO, false)).isInstanceOf(IllegalStateException.class);
        assertThat(simulator.acceptedConnections(DEMO)).isEqualTo(1);
        assertThat(simulator.openConnections(DEMO)).isZero();
        assertThat(simulator.journal().received(DEMO, 2100)).hasSize(1);
        client.close();
    }

    @Test
    void aPortThatIsTakenIsNamedAndLeavesNothingBehind() {
        Set<Thread> before = threads();
        try (CTraderSimulator simulator = CTraderSimulator.start()) {
            assertThatThrownBy(() -> CTraderSimulator.builder()
                            .livePort(simulator.demoPort())
                            .start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(simulator.demoPort()));
        }
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    void settingsThatContradictEachOtherAreNamedAndLeaveNothingBehind() {
        Set<Thread> before = threads();
        assertThatThrownBy(() -> CTraderSimulator.builder()
                        .account(SimulatedAccount.demo(1, "token").withBalance("1", "BTX"))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BTX")
                .hasMessageContaining("account 1");
        assertThatThrownBy(() -> SimulatedSymbol.forex(1, "EURUSD", "1e10", "0.0001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("startPrice 1E+10 is no price of 5 digits");
        assertThatThrownBy(() -> SimulatedAccount.demo(1, "token").withBalance("1e13", "USD"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1E+13");
        assertThatThrownBy(() -> CTraderSimulator.builder().requestsPerSecond(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requestsPerSecond 0 is not between 1 and 2147483647");
        assertThatThrownBy(() -> CTraderSimulator.builder().quotesPerSecond(1001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quotesPerSecond 1001 is not between 0 and 1000");
        assertThatThrownBy(() -> CTraderSimulator.builder().demoPort(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("demoPort 65536 is not between 0 and 65535");
        assertThatThrownBy(() -> CTraderSimulator.builder().idleTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idleTimeout PT0S is shorter than a millisecond");
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    void simulatorsDoNotKnowEachOther() throws Exception {
        try (CTraderSimulator one = CTraderSimulator.start();
                CTraderSimulator other = CTraderSimulator.start();
                TestClient client = TestClient.demo(one)) {
            assertThat(one.demoPort()).isNotEqualTo(other.demoPort()).isNotEqualTo(one.livePort());
            assertThat(one.openConnections(DEMO)).isEqualTo(1);
            assertThat(other.acceptedConnections(DEMO)).isZero();
            assertThat(client.end()).isNull();
        }
    }
}
