package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closing orders that are known to come from another program, a trader's terminal or the server. A close of ours
 * that is looked for must not take one of them for its own. The newest {@value #MOST} are kept.
 */
@OnLoop
final class ForeignOrders {
    private static final int MOST = 1_000;

    private record OrderKey(long accountId, long orderId) {}

    private final Set<OrderKey> orders = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderKey, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /** Call with each event after the operations have seen it, and {@code clientMsgId} as it was on the wire. */
    void seen(ProtoOAExecutionEvent event, @Nullable String clientMsgId, OrderBook book) {
        ProtoOAOrder order = event.getOrder();
        long accountId = event.getCtidTraderAccountId();
        if (order.getClosingOrder()
                && !OutcomeMatcher.isProtection(order)
                && book.owner(accountId, order.getOrderId()) == null
                && book.live(accountId).stream()
                        .noneMatch(operation -> mayBeFrom(operation, order.getPositionId(), clientMsgId))) {
            orders.add(new OrderKey(accountId, order.getOrderId()));
        }
    }

    boolean own(long accountId, long orderId) {
        return orders.contains(new OrderKey(accountId, orderId));
    }

    private static boolean mayBeFrom(OrderOperation operation, long positionId, @Nullable String clientMsgId) {
        return operation.sent()
                && operation.request() instanceof ProtoOAClosePositionReq close
                && close.getPositionId() == positionId
                && (clientMsgId == null
                        || operation.clientMsgId() == null
                        || clientMsgId.equals(operation.clientMsgId()));
    }
}
