package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.util.function.LongPredicate;

/** A change of a position's stop loss and take profit. The server makes, replaces or cancels its protection order. */
record ProtectTask(ProtoOAAmendPositionSLTPReq request) implements OrderTask {

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        if (!own || !event.hasExecutionType()) {
            return Progress.NONE;
        }
        return switch (event.getExecutionType()) {
            case ORDER_ACCEPTED, ORDER_REPLACED, ORDER_CANCELLED, ORDER_FILLED, ORDER_EXPIRED -> Progress.ENDED;
            case ORDER_REJECTED, ORDER_CANCEL_REJECTED -> Progress.REFUSED;
            default -> Progress.NONE;
        };
    }

    @Override
    public long wantedOrder(long orderId) {
        return 0;
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        ProtoOAPosition position = picture.position(request.getPositionId());
        if (position == null) {
            return new Finding.Refused(
                    "POSITION_NOT_FOUND", "position " + request.getPositionId() + " is not open any more");
        }
        if (!isAsWanted(position)) {
            return new Finding.Absent(
                    "position " + request.getPositionId() + " is not protected as the request wants it");
        }
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(request.getCtidTraderAccountId())
                .setExecutionType(ProtoOAExecutionType.ORDER_REPLACED)
                .setPosition(position);
        ProtoOAOrder protection = picture.newest(
                order -> OrderTask.isProtection(order) && order.getPositionId() == request.getPositionId());
        if (protection != null) {
            event.setOrder(protection);
        }
        return new Finding.Ended(event.build());
    }

    private boolean isAsWanted(ProtoOAPosition position) {
        return Levels.same(request.hasStopLoss(), request.getStopLoss(), position.hasStopLoss(), position.getStopLoss())
                && Levels.same(
                        request.hasTakeProfit(),
                        request.getTakeProfit(),
                        position.hasTakeProfit(),
                        position.getTakeProfit());
    }
}
