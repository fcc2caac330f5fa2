package io.github.camelctrader;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.HashMap;
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
        return with(market(units), field, value);
    }

    /** The same as a message of the protocol: 1000 units. */
    static ProtoOANewOrderReq marketMessage() {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .build();
    }

    /** Buys so many units of EURUSD when the ask falls to a price. */
    static Map<String, Object> limit(int units, Object price) {
        return with(with(market(units), "orderType", "LIMIT"), "limitPrice", price);
    }

    /** The body with one more field, or another value of one. */
    static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return Map.copyOf(more);
    }
}
