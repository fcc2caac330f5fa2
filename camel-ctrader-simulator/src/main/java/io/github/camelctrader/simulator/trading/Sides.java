package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Quote;

/** What follows from buying or selling. */
final class Sides {
    private Sides() {}

    static int sign(ProtoOATradeSide side) {
        return side == ProtoOATradeSide.BUY ? 1 : -1;
    }

    static ProtoOATradeSide opposite(ProtoOATradeSide side) {
        return side == ProtoOATradeSide.BUY ? ProtoOATradeSide.SELL : ProtoOATradeSide.BUY;
    }

    /** What an order of this side is executed at: buyers pay the ask, sellers get the bid. */
    static long executionPrice(ProtoOATradeSide side, Quote quote) {
        return side == ProtoOATradeSide.BUY ? quote.ask() : quote.bid();
    }
}
