package io.github.camelctrader.simulator.market;

import io.github.camelctrader.simulator.SimulatedSymbol;
import java.time.Duration;
import java.util.List;

/** Three currency pairs and a metal. */
final class MarketHarness {
    static final Duration PAST = Duration.ofDays(4_000);

    private MarketHarness() {}

    static Instruments instruments() {
        return new Instruments(
                List.of(
                        SimulatedSymbol.forex(1, "EURUSD", "1.10000", "0.00010"),
                        SimulatedSymbol.forex(2, "USDJPY", "150.000", "0.010"),
                        SimulatedSymbol.forex(3, "GBPNZD", "2.10000", "0.00030"),
                        SimulatedSymbol.other(4, "XAUUSD", "Metals", "XAU", "USD", 2, "2000.00", "0.30")),
                List.of("USD", "CHF"));
    }
}
