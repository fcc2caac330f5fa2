package io.github.camelctrader.client.history;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import org.jspecify.annotations.Nullable;

/** The server's events of deals, and deals that were read in the form in which it would have told of them. */
public final class Executions {
    private Executions() {}

    /** Whether a deal moved anything: lists show those that were rejected too. */
    public static boolean traded(ProtoOADeal deal) {
        return deal.getDealStatus() == ProtoOADealStatus.FILLED
                || deal.getDealStatus() == ProtoOADealStatus.PARTIALLY_FILLED;
    }

    /**
     * Whether an event tells of a deal, rather than carry one along as those do that end an order. One whose type is of the
     * future counts where it brings a deal.
     */
    public static boolean isFill(ProtoOAExecutionEvent execution) {
        return execution.hasDeal()
                && (!execution.hasExecutionType()
                        || execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED
                        || execution.getExecutionType() == ProtoOAExecutionType.ORDER_PARTIAL_FILL);
    }

    /**
     * The event of a deal that {@linkplain #traded traded}.
     *
     * @param order as it is now, or null where that is not known
     * @param position as it is now, or null where it is not open any more or not known
     */
    public static ProtoOAExecutionEvent of(
            long accountId, ProtoOADeal deal, @Nullable ProtoOAOrder order, @Nullable ProtoOAPosition position) {
        ProtoOAExecutionEvent.Builder event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setExecutionType(
                        deal.getDealStatus() == ProtoOADealStatus.PARTIALLY_FILLED
                                ? ProtoOAExecutionType.ORDER_PARTIAL_FILL
                                : ProtoOAExecutionType.ORDER_FILLED)
                .setDeal(deal);
        if (order != null) {
            event.setOrder(order);
        }
        if (position != null) {
            event.setPosition(position);
        }
        return event.build();
    }
}
