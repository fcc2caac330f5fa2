package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {
    @RegisterExtension
    static final SimulatorExtension EXTENSION =
            new SimulatorExtension(CTraderSimulator.builder().quotesPerSecond(0));

    private final CTraderSimulator ofConstructor;

    SimulatorExtensionTest(CTraderSimulator simulator) {
        ofConstructor = simulator;
    }

    @Test
    void oneSimulatorServesTheWholeClass(CTraderSimulator simulator) {
        assertThat(simulator).isSameAs(EXTENSION.simulator()).isSameAs(ofConstructor);
    }

    @Nested
    class Within {
        @Test
        void andItsNestedClasses(CTraderSimulator simulator) {
            assertThat(simulator).isSameAs(ofConstructor);
        }
    }

    @Test
    void thereIsNoneOutsideOfAClass() {
        assertThatThrownBy(() -> new SimulatorExtension().simulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("static field");
    }
}
