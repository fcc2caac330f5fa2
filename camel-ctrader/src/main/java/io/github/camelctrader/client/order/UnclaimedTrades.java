package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.client.history.Executions;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against the absence of a new order that no list shows: something of its symbol and side was traded since the send,
 * and no order that is listed or was told of explains it. Lists may lag; what is open does not.
 */
final class UnclaimedTrades {
    private final ProtoOANewOrderReq request;
    private final AccountPicture picture;
    private final Clues clues;

    UnclaimedTrades(ProtoOANewOrderReq request, AccountPicture picture, Clues clues) {
        this.request = request;
        this.picture = picture;
        this.clues = clues;
    }

    /** In words, or null when there is nothing. */
    @Nullable
    String evidence() {
        return Stream.concat(
                        picture.open().getPositionList().stream().map(this::against),
                        picture.deals().rows().stream().map(this::against))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String against(ProtoOAPosition position) {
        return mayBeOurs(position) && AccountPicture.changedAt(position) >= clues.sentAfter() && !isExplained(position)
                ? "position " + position.getPositionId()
                        + " was opened or changed since, and no list shows by which order"
                : null;
    }

    /** An account that nets has one position for a symbol, which an order of the other side makes smaller. */
    private boolean mayBeOurs(ProtoOAPosition position) {
        ProtoOATradeData data = position.getTradeData();
        LastSeen.State before = seen(position);
        return position.getPositionId() == request.getPositionId()
                || data.getSymbolId() == request.getSymbolId()
                        && (data.getTradeSide() == request.getTradeSide()
                                || before != null && before.volume() > data.getVolume());
    }

    private boolean isExplained(ProtoOAPosition position) {
        LastSeen.State before = seen(position);
        if (before != null && before.equals(LastSeen.stateOf(position))) {
            return true;
        }
        Collection<ProtoOAOrder> listed = picture.ordersOf(position.getPositionId(), clues.sentAfter());
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
                        && Executions.traded(deal)
                        && !clues.taken().test(deal.getOrderId())
                        && !listedOrders().contains(deal.getOrderId())
                ? "deal " + deal.getDealId() + " was made since, and no list shows its order"
                : null;
    }

    private Set<Long> listedOrders() {
        return picture.everyOrder().map(ProtoOAOrder::getOrderId).collect(Collectors.toSet());
    }

    private LastSeen.@Nullable State seen(ProtoOAPosition position) {
        return clues.seen().position(picture.open().getCtidTraderAccountId(), position.getPositionId());
    }
}
