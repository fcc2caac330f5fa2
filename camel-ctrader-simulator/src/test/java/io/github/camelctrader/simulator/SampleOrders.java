package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;

/** Requests for 1000 EURUSD on the demo account. */
final class SampleOrders {
    private SampleOrders() {}

    static ProtoOANewOrderReq.Builder market() {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000);
    }

    static ProtoOANewOrderReq.Builder limit(double price) {
        return market().setOrderType(ProtoOAOrderType.LIMIT).setLimitPrice(price);
    }
}
