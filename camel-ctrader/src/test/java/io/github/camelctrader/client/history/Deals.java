package io.github.camelctrader.client.history;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;

/** Deals as a server lists them. */
public final class Deals {
    private Deals() {}

    /**
     * A deal that filled an order of its own.
     *
     * @param dealId also of its order and its position
     * @param time when it was executed, Unix ms
     */
    public static ProtoOADeal filled(long dealId, long time) {
        return ProtoOADeal.newBuilder()
                .setDealId(dealId)
                .setOrderId(dealId)
                .setPositionId(dealId)
                .setVolume(100_000)
                .setFilledVolume(100_000)
                .setSymbolId(1)
                .setCreateTimestamp(time)
                .setExecutionTimestamp(time)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setDealStatus(ProtoOADealStatus.FILLED)
                .build();
    }
}
