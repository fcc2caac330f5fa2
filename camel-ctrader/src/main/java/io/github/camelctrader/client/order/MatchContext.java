package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request besides what it says.
 *
 * @param orderId the order that it made as far as it is known, or 0
 * @param sentAfter Unix ms by the server's clock: the request was sent later than that; 0 when nothing is known
 * @param position that a close is about, as it was before the send; null when that is not known
 * @param taken which orders are known to belong to another program
 * @param seen what the server told of by itself
 */
record MatchContext(
        long orderId,
        long sentAfter,
        LastKnownState.@Nullable State position,
        LongPredicate taken,
        LastKnownState seen) {

    /** Whether nothing but what was seen happened to an order since the send. */
    boolean isUnchanged(ProtoOAOrder order, long accountId) {
        return LastKnownState.stateOf(order).equals(seen.order(accountId, order.getOrderId()))
                || AccountSnapshot.changedAt(order) < sentAfter;
    }

    /** The same for a position. */
    boolean isUnchanged(ProtoOAPosition position, long accountId) {
        return LastKnownState.stateOf(position).equals(seen.position(accountId, position.getPositionId()))
                || AccountSnapshot.changedAt(position) < sentAfter;
    }
}
