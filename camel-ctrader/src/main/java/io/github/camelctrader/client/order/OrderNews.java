package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;

/** Gets what look-ups find out and the server did not tell. Called on the loop. */
public interface OrderNews {
    /** An order came to an end; the server may have told of it on a link that is gone, or may tell of it yet. */
    void ended(ProtoOAExecutionEvent event);

    /** The outcome of a request whose caller could not be told. */
    void outcome(OrderOutcomeEvent outcome);
}
