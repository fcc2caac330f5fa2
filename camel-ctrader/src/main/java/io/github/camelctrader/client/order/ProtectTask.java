package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A change of a position's stop loss and take profit. The server makes, replaces or cancels its protection order. */
record ProtectTask(ProtoOAAmendPositionSLTPReq request) implements OrderTask {

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
            case ORDER_ACCEPTED, ORDER_REPLACED, ORDER_CANCELLED, ORDER_FILLED, ORDER_EXPIRED -> Progress.ENDED;
            case ORDER_REJECTED, ORDER_CANCEL_REJECTED -> Progress.REFUSED;
            default -> Progress.NONE;
        };
    }

    /** The server itself changes the volume of a protection only. */
    private boolean isChangeBySomebody(ProtoOAExecutionEvent event) {
        return OrderTask.isProtection(event.getOrder())
                && event.getOrder().getPositionId() == request.getPositionId()
                && !event.getIsServerEvent()
                && switch (event.getExecutionType()) {
                    case ORDER_ACCEPTED, ORDER_REPLACED, ORDER_CANCELLED -> true;
                    default -> false;
                };
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        long positionId = request.getPositionId();
        ProtoOAOrder protection =
                picture.newest(order -> OrderTask.isProtection(order) && order.getPositionId() == positionId);
        ProtoOAPosition position = picture.position(positionId);
        if (position == null) {
            return ofClosed(picture, protection);
        }
        if (!isAsWanted(position)) {
            return new Finding.Absent("position " + positionId + " is not protected as the request wants it");
        }
        return new Finding.Ended(event(protection).setPosition(position).build());
    }

    /** The protection that a position had at its end shows whether the request came before that. */
    private Finding ofClosed(AccountPicture picture, @Nullable ProtoOAOrder protection) {
        return protection != null && isAsWanted(Bracket.of(protection))
                ? new Finding.Ended(event(protection).build())
                : picture.ifComplete(new Finding.Refused(
                        "POSITION_NOT_FOUND", "position " + request.getPositionId() + " is not open any more"));
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
                : Levels.same(request.hasStopLoss(), request.getStopLoss(), bracket.hasStop, bracket.stop);
        return stop
                && (!request.hasTrailingStopLoss() || request.getTrailingStopLoss() == bracket.trailing)
                && Levels.same(request.hasTakeProfit(), request.getTakeProfit(), bracket.hasProfit, bracket.profit);
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
            return Levels.same(from, stop) || (bought ? stop > from : stop < from);
        }
    }
}
