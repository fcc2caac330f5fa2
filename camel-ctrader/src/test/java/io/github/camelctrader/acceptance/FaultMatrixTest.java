package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every named fault of the simulator, over both transports: what is promised happens, and then all works as before. */
class FaultMatrixTest {

    @Nested
    class OverTcp extends Matrix {
        OverTcp() {
            super(Transport.TCP);
        }
    }

    @Nested
    class OverWebSocket extends Matrix {
        OverWebSocket() {
            super(Transport.WEBSOCKET);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Matrix {
        private final Transport transport;
        private FaultHarness harness;

        Matrix(Transport transport) {
            this.transport = transport;
        }

        @BeforeAll
        void open() throws Exception {
            harness = new FaultHarness(transport);
        }

        @AfterAll
        void close() {
            harness.close();
        }

        @BeforeEach
        void works() {
            harness.awaitWorking();
        }

        @AfterEach
        void endFaults() {
            harness.clearFaults();
        }

        static Stream<Fault> faults() {
            return Stream.of(Fault.values());
        }

        @ParameterizedTest
        @MethodSource("faults")
        void hasItsPromisedOutcome(Fault fault) throws Exception {
            FaultOutcomes.of(fault).accept(harness);
            harness.clearFaults();
            if (FaultOutcomes.LASTING.contains(fault)) {
                close();
                open();
            }
            harness.awaitWorking();
            assertThat(harness.openConnections()).isOne();
        }
    }

    @Test
    void everyFaultIsOnThePage() {
        assertThat(ReliabilityPage.firstColumn("Faults"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Fault.values()).map(Fault::id).toList());
    }
}
