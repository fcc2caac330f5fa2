package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import org.jspecify.annotations.Nullable;

/** A change of a position's stop loss and take profit. The server makes, replaces or cancels its protection order. */
record ProtectionMatcher(ProtoOAAmendPositionSLTPReq request) implements OutcomeMatcher {
    /** What a server says to a request about a position that is closed. */
    private static final String TOO_LATE = ServerErrorCode.POSITION_NOT_FOUND.name();

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        if (!event.hasExecutionType()) {
            return Progress.NONE;
        }
        if (!own) {
            return isChangeBySomebody(event) ? Progress.OVERWRITTEN : Progress.NONE;
        }
        return switch (event.getExecutionType()) {
            case ORDER_ACCEPTED, ORDER_REPLACED -> Progress.ENDED;
            case ORDER_CANCELLED -> isClosed(event) && wantsProtection() ? Progress.MISSED : Progress.ENDED;
            case ORDER_FILLED, ORDER_EXPIRED ->
                OutcomeMatcher.isProtection(event.getOrder()) && isAsWanted(Bracket.of(event.getOrder()))
                        ? Progress.ENDED
                        : Progress.MISSED;
            case ORDER_REJECTED, ORDER_CANCEL_REJECTED -> Progress.REFUSED;
            default -> Progress.NONE;
        };
    }

    /** The server itself changes the volume of a protection only. */
    private boolean isChangeBySomebody(ProtoOAExecutionEvent event) {
        return OutcomeMatcher.isProtection(event.getOrder())
                && event.getOrder().getPositionId() == request.getPositionId()
                && !event.getIsServerEvent()
                && switch (event.getExecutionType()) {
                    case ORDER_ACCEPTED, ORDER_REPLACED, ORDER_CANCELLED -> true;
                    default -> false;
                };
    }

    private boolean wantsProtection() {
        return request.hasStopLoss() || request.hasTakeProfit();
    }

    /** A position that is closed has no volume; its status says so later, as a rule. */
    private static boolean isClosed(ProtoOAExecutionEvent event) {
        return event.hasPosition()
                && (event.getPosition().getPositionStatus() == ProtoOAPositionStatus.POSITION_STATUS_CLOSED
                        || event.getPosition().getTradeData().getVolume() == 0);
    }

    @Override
    public RequestRejectedException missed(ProtoOAExecutionEvent event) {
        return (RequestRejectedException) RejectionRecords.of(request.getCtidTraderAccountId(), TOO_LATE, notOpen());
    }

    private String notOpen() {
        return "position " + request.getPositionId() + " is not open any more";
    }

    @Override
    public boolean isEffect(ProtoOAExecutionEvent event, long sentAfter) {
        return isChangeBySomebody(event)
                && (event.getExecutionType() == ProtoOAExecutionType.ORDER_CANCELLED
                        ? !wantsProtection()
                        : isAsWanted(Bracket.of(event.getOrder())));
    }

    @Override
    public LookUpResult find(AccountSnapshot snapshot, MatchContext clues) {
        long positionId = request.getPositionId();
        ProtoOAOrder protection = snapshot.protection(positionId);
        ProtoOAPosition position = snapshot.position(positionId);
        if (position == null) {
            return ofClosed(snapshot, protection, clues);
        }
        if (isAsWanted(position)) {
            return new LookUpResult.Ended(
                    event(protection).setPosition(position).build());
        }
        return clues.isUnchanged(position, request.getCtidTraderAccountId())
                ? new LookUpResult.Absent("position " + positionId + " is not protected as the request wants it", false)
                : new LookUpResult.Unclear("position " + positionId + " was changed since by something else");
    }

    /** The protection that a position had at its end shows whether the request came before that, once its close is listed. */
    private LookUpResult ofClosed(AccountSnapshot snapshot, @Nullable ProtoOAOrder protection, MatchContext clues) {
        if (protection != null && AccountSnapshot.isEnded(protection) && isAsWanted(Bracket.of(protection))) {
            return new LookUpResult.Ended(event(protection).build());
        }
        LookUpResult closed =
                new LookUpResult.Refused(TOO_LATE, notOpen() + ", and its protection was another one", true);
        LastKnownState.State last = clues.seen().position(request.getCtidTraderAccountId(), request.getPositionId());
        boolean listed = last != null && last.volume() == 0
                || snapshot.ordersOf(request.getPositionId(), clues.sentAfter()).stream()
                        .anyMatch(order -> order.getClosingOrder() && order.getExecutedVolume() > 0);
        return snapshot.ifComplete(
                listed
                        ? closed
                        : new LookUpResult.Unclear(
                                notOpen() + ", and no list shows by which order it was closed", closed));
    }

    private ProtoOAExecutionEvent.Builder event(@Nullable ProtoOAOrder protection) {
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(request.getCtidTraderAccountId())
                .setExecutionType(ProtoOAExecutionType.ORDER_REPLACED);
        return protection == null ? event : event.setOrder(protection);
    }

    private boolean isAsWanted(ProtoOAPosition position) {
        return isAsWanted(Bracket.of(position))
                && (!request.hasGuaranteedStopLoss()
                        || request.getGuaranteedStopLoss() == position.getGuaranteedStopLoss())
                && (!request.hasStopLossTriggerMethod()
                        || request.getStopLossTriggerMethod() == position.getStopLossTriggerMethod());
    }

    private boolean isAsWanted(Bracket bracket) {
        boolean stop = request.hasStopLoss() && bracket.hasStop && bracket.trailing
                ? bracket.trailed(request.getStopLoss())
                : PriceEquality.same(request.hasStopLoss(), request.getStopLoss(), bracket.hasStop, bracket.stop);
        return stop
                && (!request.hasTrailingStopLoss() || request.getTrailingStopLoss() == bracket.trailing)
                && PriceEquality.same(
                        request.hasTakeProfit(), request.getTakeProfit(), bracket.hasProfit, bracket.profit);
    }

    /** Stop loss and take profit, as a position shows them and as its protection order does. */
    private record Bracket(
            boolean bought, boolean hasStop, double stop, boolean trailing, boolean hasProfit, double profit) {
        static Bracket of(ProtoOAPosition position) {
            return new Bracket(
                    position.getTradeData().getTradeSide() == ProtoOATradeSide.BUY,
                    position.hasStopLoss(),
                    position.getStopLoss(),
                    position.getTrailingStopLoss(),
                    position.hasTakeProfit(),
                    position.getTakeProfit());
        }

        static Bracket of(ProtoOAOrder protection) {
            return new Bracket(
                    protection.getTradeData().getTradeSide() == ProtoOATradeSide.SELL,
                    protection.hasStopPrice(),
                    protection.getStopPrice(),
                    protection.getTrailingStopLoss(),
                    protection.hasLimitPrice(),
                    protection.getLimitPrice());
        }

        /** Whether the stop loss may have come from this level: it follows the market in favour of the position only. */
        boolean trailed(double from) {
            return PriceEquality.same(from, stop) || (bought ? stop > from : stop < from);
        }
    }
}
