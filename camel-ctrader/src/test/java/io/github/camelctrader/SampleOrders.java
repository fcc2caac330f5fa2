package io.github.camelctrader;

import java.util.Map;

/** Bodies of new orders, as routes write them. */
final class SampleOrders {
    private SampleOrders() {}

    /** Buys so many units of EURUSD at the market. */
    static Map<String, Object> market(int units) {
        return Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volumeInUnits", units);
    }

    /** The same with one more field. */
    static Map<String, Object> market(int units, String field, Object value) {
        return Map.of(
                "symbolName",
                "EURUSD",
                "orderType",
                "MARKET",
                "tradeSide",
                "BUY",
                "volumeInUnits",
                units,
                field,
                value);
    }
}
