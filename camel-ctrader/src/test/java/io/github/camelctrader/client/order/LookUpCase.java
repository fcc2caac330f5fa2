package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.order.AccountSnapshot.OrderWithDeals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What was read of an account, piece by piece as a test puts it together, and what a look-up finds in it. */
abstract class LookUpCase {
    static final long SENT = 1_000_000;

    final List<ProtoOAOrder> orders = new ArrayList<>();
    final List<ProtoOADeal> deals = new ArrayList<>();
    final ProtoOAReconcileRes.Builder open = ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(Orders.ACCOUNT);
    final Map<Long, Optional<OrderWithDeals>> details = new HashMap<>();
    final LastKnownState seen = new LastKnownState();
    LastKnownState.@Nullable State before;
    boolean complete = true;

    static ProtoOAOrder.Builder mine(long orderId) {
        return Orders.order("LIMIT", orderId).setClientOrderId("mine").setPositionId(1);
    }

    static ProtoOAOrder.Builder filled(long orderId) {
        return mine(orderId)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(100_000);
    }

    static Message newOrder() {
        return Orders.newOrder("LIMIT", "mine").build();
    }

    static Message labelled(String label) {
        return Orders.newOrder("LIMIT", "mine").setLabel(label).build();
    }

    AccountSnapshot snapshot() {
        return new AccountSnapshot(
                new History<>(orders, complete), new History<>(deals, complete), open.build(), details);
    }

    LookUpResult find(Message request, long orderId) {
        return OutcomeMatcher.of(request, "mine").find(snapshot(), clues(orderId, taken -> false));
    }

    MatchContext clues(long orderId, LongPredicate taken) {
        return new MatchContext(orderId, SENT, before, taken, seen);
    }

    static String name(LookUpResult finding) {
        if (finding instanceof LookUpResult.Ended ended) {
            return ended.event().getExecutionType().name();
        }
        if (finding instanceof LookUpResult.Working working) {
            return working.event().getExecutionType() == ProtoOAExecutionType.ORDER_ACCEPTED ? "ORDER_ACCEPTED" : "?";
        }
        return finding instanceof LookUpResult.Refused
                ? "refused"
                : finding.getClass().getSimpleName();
    }
}
