package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;

/** Requests, orders and events of one account, small but complete. */
final class Orders {
    static final long ACCOUNT = 17;
    static final long VOLUME = 100_000;

    private Orders() {}

    static ProtoOANewOrderReq.Builder newOrder(String type, String clientOrderId) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.valueOf(type))
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(VOLUME)
                .setClientOrderId(clientOrderId);
    }

    static ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setOrderId(orderId)
                .build();
    }

    static ProtoOAAmendOrderReq.Builder amend(long orderId) {
        return ProtoOAAmendOrderReq.newBuilder().setCtidTraderAccountId(ACCOUNT).setOrderId(orderId);
    }

    static ProtoOAAmendPositionSLTPReq.Builder protect(long positionId) {
        return ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(positionId);
    }

    static ProtoOAClosePositionReq close(long positionId, long volume) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(positionId)
                .setVolume(volume)
                .build();
    }

    static ProtoOAOrder.Builder order(String type, long orderId) {
        return ProtoOAOrder.newBuilder()
                .setOrderId(orderId)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(VOLUME)
                        .setTradeSide(ProtoOATradeSide.BUY))
                .setOrderType(ProtoOAOrderType.valueOf(type))
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
    }

    static ProtoOADeal.Builder deal(long dealId, long orderId, long volume) {
        return ProtoOADeal.newBuilder()
                .setDealId(dealId)
                .setOrderId(orderId)
                .setPositionId(1)
                .setVolume(volume)
                .setFilledVolume(volume)
                .setSymbolId(1)
                .setCreateTimestamp(1)
                .setExecutionTimestamp(dealId)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setDealStatus(ProtoOADealStatus.FILLED);
    }

    static ProtoOAPosition.Builder position(long positionId) {
        return ProtoOAPosition.newBuilder()
                .setPositionId(positionId)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(VOLUME)
                        .setTradeSide(ProtoOATradeSide.BUY))
                .setPositionStatus(ProtoOAPositionStatus.POSITION_STATUS_OPEN)
                .setSwap(0);
    }

    static ProtoOAExecutionEvent.Builder event(String type) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(ProtoOAExecutionType.valueOf(type));
    }

    static Message limit() {
        return newOrder("LIMIT", "mine").build();
    }

    /** That of {@link #limit}, which the server took at the millisecond that is its number. */
    static ProtoOAOrder.Builder limit(long orderId, ProtoOAOrderStatus status) {
        ProtoOAOrder.Builder order =
                order("LIMIT", orderId).setClientOrderId("mine").setOrderStatus(status);
        order.getTradeDataBuilder().setOpenTimestamp(orderId);
        return order;
    }
}
