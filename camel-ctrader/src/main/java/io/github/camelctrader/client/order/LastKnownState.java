package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.time.OnLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders and positions as the server last told of them before anything was looked for. What a look-up finds in another state was
 * changed by something that this client did not see. The newest {@value #MOST} of each are kept.
 */
@OnLoop
final class LastKnownState {
    static final int MOST = 10_000;

    private final Map<Id, State> positions = newest();
    private final Map<Id, State> orders = newest();
    private final Map<Id, End> ends = newest();

    private record Id(long accountId, long id) {}

    /**
     * An order or a position.
     *
     * @param volume of a position, in 0.01 of a unit
     * @param changed when the server last changed it, in Unix ms of its clock
     */
    record State(long volume, long changed) {}

    private record End(long changed, long seenNanos) {}

    /** The server told of something by itself. */
    void seen(ProtoOAExecutionEvent event, long nowNanos) {
        seenBefore(event);
        ProtoOAOrder order = event.getOrder();
        if (AccountSnapshot.hasEndedWell(order) && !OutcomeMatcher.isProtection(order)) {
            ends.putIfAbsent(
                    new Id(event.getCtidTraderAccountId(), order.getOrderId()),
                    new End(AccountSnapshot.changedAt(order), nowNanos));
        }
    }

    /** The server told of something in the days of an earlier process. */
    void seenBefore(ProtoOAExecutionEvent event) {
        if (event.hasPosition()) {
            keep(event.getCtidTraderAccountId(), event.getPosition());
        }
        if (event.hasOrder()) {
            keep(event.getCtidTraderAccountId(), event.getOrder());
        }
    }

    /** What is open was read while no request of the account was under way, so that nothing unknown can be in it. */
    void seen(ProtoOAReconcileRes open) {
        open.getPositionList().forEach(position -> keep(open.getCtidTraderAccountId(), position));
        open.getOrderList().forEach(order -> keep(open.getCtidTraderAccountId(), order));
    }

    @Nullable
    State position(long accountId, long positionId) {
        return positions.get(new Id(accountId, positionId));
    }

    @Nullable
    State order(long accountId, long orderId) {
        return orders.get(new Id(accountId, orderId));
    }

    /**
     * Whether lists show what they should: every order that was seen to end.
     *
     * @param fromMillis ends before that need not be in the lists, by the server's clock
     * @param untilNanos ends that were seen later tell nothing of the time that matters
     */
    boolean isListed(AccountSnapshot snapshot, long fromMillis, long untilNanos) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().accountId == snapshot.open().getCtidTraderAccountId())
                .filter(end -> end.getValue().changed >= fromMillis && end.getValue().seenNanos - untilNanos <= 0)
                .allMatch(end -> snapshot.listsEndOf(end.getKey().id));
    }

    private void keep(long accountId, ProtoOAPosition position) {
        positions.merge(new Id(accountId, position.getPositionId()), stateOf(position), LastKnownState::newer);
    }

    private void keep(long accountId, ProtoOAOrder order) {
        orders.merge(new Id(accountId, order.getOrderId()), stateOf(order), LastKnownState::newer);
    }

    /** Records of an earlier process come in no order. */
    private static State newer(State known, State next) {
        return next.changed() >= known.changed() ? next : known;
    }

    static State stateOf(ProtoOAPosition position) {
        return new State(position.getTradeData().getVolume(), AccountSnapshot.changedAt(position));
    }

    static State stateOf(ProtoOAOrder order) {
        return new State(order.getTradeData().getVolume(), AccountSnapshot.changedAt(order));
    }

    private static <V> Map<Id, V> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Id, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
