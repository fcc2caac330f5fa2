package io.github.camelctrader;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;

/** What a producer does that is more than one request of the protocol, or none. */
public enum Operation {
    /** Sends the request that the exchange carries. */
    REQUEST,
    /** Tells what a symbol is and whether its market is open. */
    SYMBOL,
    /** Tells what the open positions of an account would bring, as the server says. */
    PROFIT,
    /** The same, computed from positions and the last quotes. */
    COMPUTED_PROFIT;

    /** A request of the protocol that concerns an account as the operation does. */
    Message.Builder likeness() {
        return this == SYMBOL ? ProtoOASymbolByIdReq.newBuilder() : ProtoOAGetPositionUnrealizedPnLReq.newBuilder();
    }
}
