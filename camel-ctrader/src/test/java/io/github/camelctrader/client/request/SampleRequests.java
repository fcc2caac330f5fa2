package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;

/** Requests of every priority, told apart by a number. */
final class SampleRequests {
    static final long ACCOUNT = 17;

    private SampleRequests() {}

    static Message control(int number) {
        return ProtoOARefreshTokenReq.newBuilder().setRefreshToken("r" + number).build();
    }

    static Message trading(int number) {
        return limitOrder(ACCOUNT, number);
    }

    static Message subscription(int number) {
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addSymbolId(number)
                .build();
    }

    static Message query(int number) {
        return query(ACCOUNT, number);
    }

    static Message query(long accountId, int number) {
        return ProtoOAOrderDetailsReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setOrderId(number)
                .build();
    }

    static Message historical(int number) {
        return historical(ACCOUNT, number);
    }

    static Message historical(long accountId, int number) {
        return ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setMaxRows(number)
                .build();
    }

    /** A request that belongs to no account. */
    static Message version() {
        return ProtoOAVersionReq.getDefaultInstance();
    }

    static Message of(Priority priority, int number) {
        return switch (priority) {
            case CONTROL -> control(number);
            case TRADING -> trading(number);
            case SUBSCRIPTION -> subscription(number);
            case PREPARATION, QUERY -> query(number);
            case RECOVERY, HISTORICAL -> historical(number);
        };
    }

    static ProtoOANewOrderReq limitOrder(long accountId, int number) {
        return order(accountId, number, ProtoOAOrderType.LIMIT);
    }

    static ProtoOANewOrderReq marketOrder(int number) {
        return order(ACCOUNT, number, ProtoOAOrderType.MARKET);
    }

    static ProtoOANewOrderReq order(long accountId, int number, ProtoOAOrderType type) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setSymbolId(1)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setClientOrderId("order-" + number)
                .build();
    }

    static ProtoOAClosePositionReq closePosition() {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(1)
                .setVolume(100_000)
                .build();
    }

    /** One of each kind that changes an order or a position. */
    static List<Message> orderChanging() {
        return List.of(
                trading(1),
                ProtoOACancelOrderReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setOrderId(1)
                        .build(),
                ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setOrderId(1)
                        .build(),
                ProtoOAAmendPositionSLTPReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setPositionId(1)
                        .build(),
                closePosition());
    }
}
