package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelctrader.simulator.SimulatedSymbol;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
    private final Instruments instruments = MarketHarness.instruments();
    private final Conversion conversion =
            new Conversion(new Market(instruments, 1, MarketHarness.PAST, 0, (instrument, tick) -> {}));

    @ParameterizedTest
    @CsvSource({
        "USD, USD, 1",
        "EUR, USD, 1.1",
        "USD, JPY, 150",
        "EUR, JPY, 165",
        "XAU, JPY, 300000",
        "JPY, USD, 0.006666666666666667",
        "USD, EUR, 0.9090909090909091"
    })
    void multipliesOrDividesByTheBidAlongTheShortestChain(String from, String to, BigDecimal rate) {
        assertThat(conversion.rate(instruments.assetId(from), instruments.assetId(to)))
                .isEqualByComparingTo(rate);
    }

    @Test
    void namesTheChain() {
        assertThat(conversion
                        .chain(instruments.assetId("XAU"), instruments.assetId("EUR"))
                        .orElseThrow())
                .extracting(instrument -> instrument.symbol().name())
                .containsExactly("XAUUSD", "EURUSD");
        assertThat(conversion.chain(1, 1).orElseThrow()).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNone() {
        assertThat(conversion.chain(instruments.assetId("GBP"), instruments.assetId("USD")))
                .isEmpty();
        assertThatThrownBy(() -> conversion.rate(instruments.assetId("USD"), instruments.assetId("CHF")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void symbolsWithOneIdAreRefused() {
        SimulatedSymbol symbol = SimulatedSymbol.forex(1, "EURUSD", "1.10000", "0.00010");
        SimulatedSymbol twin = SimulatedSymbol.forex(1, "GBPUSD", "1.10000", "0.00010");
        assertThatThrownBy(() -> new Instruments(List.of(symbol, twin), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id 1");
    }
}
