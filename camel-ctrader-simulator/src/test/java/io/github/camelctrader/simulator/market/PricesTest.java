package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
    @ParameterizedTest
    @CsvSource({"1.1, 110000", "0.00001, 1", "64000.01, 6400001000", "162.455, 16245500", "1e9, 100000000000000"})
    void readsDoublesExactly(double value, long price) {
        assertThat(Prices.fromDouble(value)).isEqualTo(price);
        assertThat(Prices.toDouble(price)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity", "1.000001", "1.1e9", "0.000001"})
    void refusesWhatIsNoPrice(double value) {
        assertThat(Prices.fromDouble(value)).isEqualTo(Prices.OFF_SCALE);
    }

    @Test
    void everyPriceSurvivesTheWayThroughADouble() {
        for (long price = 99_990; price < 110_010; price++) {
            assertThat(Prices.fromDouble(Prices.toDouble(price))).isEqualTo(price);
        }
    }
}
