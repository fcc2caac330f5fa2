package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;

/** Which events tell of a deal, rather than carry one along as those do that end an order. */
final class Fills {
    private Fills() {}

    static boolean isFill(ClientEvent event) {
        return event.body() instanceof ProtoOAExecutionEvent execution && isFill(execution);
    }

    /** One whose type is of the future counts where it brings a deal. */
    static boolean isFill(ProtoOAExecutionEvent execution) {
        return execution.hasDeal()
                && (!execution.hasExecutionType()
                        || execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED
                        || execution.getExecutionType() == ProtoOAExecutionType.ORDER_PARTIAL_FILL);
    }
}
