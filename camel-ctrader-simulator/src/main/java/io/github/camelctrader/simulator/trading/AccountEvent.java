package io.github.camelctrader.simulator.trading;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.Optional;

/**
 * Something that happened on an account, for everybody who watches it.
 *
 * @param event what happened
 * @param answer whether it answers the request that caused it, and thus carries that request's id
 */
public record AccountEvent(Message event, boolean answer) {
    /** The order it is about, or nothing. */
    public Optional<ProtoOAOrder> order() {
        return event instanceof ProtoOAExecutionEvent execution && execution.hasOrder()
                ? Optional.of(execution.getOrder())
                : Optional.empty();
    }
}
