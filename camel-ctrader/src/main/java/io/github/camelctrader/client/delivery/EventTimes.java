package io.github.camelctrader.client.delivery;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallTriggerEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import org.jspecify.annotations.Nullable;

/** Finds the time that an event itself carries, in Unix ms. */
public final class EventTimes {
    private EventTimes() {}

    /** Null when the event carries none. */
    public static @Nullable Long of(Message message) {
        if (message instanceof ProtoOASpotEvent spot) {
            return spot.hasTimestamp() ? (Long) spot.getTimestamp() : null;
        }
        if (message instanceof ProtoOAExecutionEvent execution) {
            return of(execution);
        }
        if (message instanceof ProtoOATrailingSLChangedEvent changed) {
            return changed.hasUtcLastUpdateTimestamp() ? (Long) changed.getUtcLastUpdateTimestamp() : null;
        }
        if (message instanceof ProtoOAMarginCallUpdateEvent update) {
            return of(update.getMarginCall());
        }
        return message instanceof ProtoOAMarginCallTriggerEvent trigger ? of(trigger.getMarginCall()) : null;
    }

    /** A deal tells when it was executed; an order and a position only when they last changed. */
    private static @Nullable Long of(ProtoOAExecutionEvent execution) {
        if (execution.getDeal().hasExecutionTimestamp()) {
            return execution.getDeal().getExecutionTimestamp();
        }
        if (execution.getDepositWithdraw().hasChangeBalanceTimestamp()) {
            return execution.getDepositWithdraw().getChangeBalanceTimestamp();
        }
        if (execution.getBonusDepositWithdraw().hasChangeBonusTimestamp()) {
            return execution.getBonusDepositWithdraw().getChangeBonusTimestamp();
        }
        if (execution.getOrder().hasUtcLastUpdateTimestamp()) {
            return execution.getOrder().getUtcLastUpdateTimestamp();
        }
        return execution.getPosition().hasUtcLastUpdateTimestamp()
                ? (Long) execution.getPosition().getUtcLastUpdateTimestamp()
                : null;
    }

    private static @Nullable Long of(ProtoOAMarginCall marginCall) {
        return marginCall.hasUtcLastUpdateTimestamp() ? (Long) marginCall.getUtcLastUpdateTimestamp() : null;
    }
}
