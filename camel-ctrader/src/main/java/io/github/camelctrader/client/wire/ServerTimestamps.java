package io.github.camelctrader.client.wire;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;

/** The times that the server puts on what it sends. */
public final class ServerTimestamps {
    private ServerTimestamps() {}

    /** The latest time of the server's clock that a message shows, in Unix ms; 0 when it shows none. */
    public static long latest(Message message) {
        if (message instanceof ProtoOASpotEvent spot) {
            return spot.getTimestamp();
        }
        if (message instanceof ProtoOAExecutionEvent event) {
            return Math.max(of(event.getDeal()), Math.max(of(event.getOrder()), of(event.getPosition())));
        }
        if (message instanceof ProtoOATrailingSLChangedEvent event) {
            return event.getUtcLastUpdateTimestamp();
        }
        if (message instanceof ProtoOAReconcileRes open) {
            return Math.max(
                    open.getOrderList().stream()
                            .mapToLong(ServerTimestamps::of)
                            .max()
                            .orElse(0),
                    open.getPositionList().stream()
                            .mapToLong(ServerTimestamps::of)
                            .max()
                            .orElse(0));
        }
        if (message instanceof ProtoOAOrderListRes orders) {
            return orders.getOrderList().stream()
                    .mapToLong(ServerTimestamps::of)
                    .max()
                    .orElse(0);
        }
        if (message instanceof ProtoOADealListRes deals) {
            return deals.getDealList().stream()
                    .mapToLong(ServerTimestamps::of)
                    .max()
                    .orElse(0);
        }
        return 0;
    }

    private static long of(ProtoOADeal deal) {
        return Math.max(deal.getExecutionTimestamp(), deal.getUtcLastUpdateTimestamp());
    }

    private static long of(ProtoOAOrder order) {
        return order.getUtcLastUpdateTimestamp();
    }

    private static long of(ProtoOAPosition position) {
        return position.getUtcLastUpdateTimestamp();
    }
}
