package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against the absence of a new order that no list shows: something of its symbol and side was traded since the send,
 * and no order that is listed or was told of explains it. Lists may lag; what is open does not.
 */
final class UnmatchedTrades {
    private final ProtoOANewOrderReq request;
    private final AccountSnapshot snapshot;
    private final MatchContext clues;

    UnmatchedTrades(ProtoOANewOrderReq request, AccountSnapshot snapshot, MatchContext clues) {
        this.request = request;
        this.snapshot = snapshot;
        this.clues = clues;
    }

    /** In words, or null when there is nothing. */
    @Nullable
    String evidence() {
        return Stream.concat(
                        snapshot.open().getPositionList().stream().map(this::against),
                        snapshot.unexplainedDeals().stream().map(this::against))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String against(ProtoOAPosition position) {
        return mayBeOurs(position) && AccountSnapshot.changedAt(position) >= clues.sentAfter() && !isExplained(position)
                ? "position " + position.getPositionId()
                        + " was opened or changed since, and no list shows by which order"
                : null;
    }

    /** An account that nets has one position for a symbol, which an order of the other side makes smaller. */
    private boolean mayBeOurs(ProtoOAPosition position) {
        ProtoOATradeData data = position.getTradeData();
        LastKnownState.State before = seen(position);
        return position.getPositionId() == request.getPositionId()
                || data.getSymbolId() == request.getSymbolId()
                        && (data.getTradeSide() == request.getTradeSide()
                                || before != null && before.volume() > data.getVolume());
    }

    private boolean isExplained(ProtoOAPosition position) {
        LastKnownState.State before = seen(position);
        if (before != null && before.equals(LastKnownState.stateOf(position))) {
            return true;
        }
        List<ProtoOAOrder> listed = snapshot.ordersOf(position.getPositionId(), clues.sentAfter());
        if (listed.isEmpty()) {
            return false;
        }
        boolean isNew = position.getTradeData().getOpenTimestamp() >= clues.sentAfter();
        if (before == null && !isNew) {
            return true;
        }
        long grown = position.getTradeData().getVolume() - (before == null ? 0 : before.volume());
        return grown
                <= listed.stream()
                        .filter(order -> !order.getClosingOrder())
                        .mapToLong(ProtoOAOrder::getExecutedVolume)
                        .sum();
    }

    private @Nullable String against(ProtoOADeal deal) {
        return deal.getSymbolId() == request.getSymbolId()
                        && deal.getTradeSide() == request.getTradeSide()
                        && deal.getExecutionTimestamp() >= clues.sentAfter()
                        && !clues.taken().test(deal.getOrderId())
                ? "deal " + deal.getDealId() + " was made since, and no list shows its order"
                : null;
    }

    private LastKnownState.@Nullable State seen(ProtoOAPosition position) {
        return clues.seen().position(snapshot.open().getCtidTraderAccountId(), position.getPositionId());
    }
}
