package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;

/** Receives outcomes that look-ups found and the server did not send. Called on the loop. */
public interface OrderListener {
    /** A fill, or a part of one; the server may have told of it before, or may tell of it yet. */
    void executed(ProtoOAExecutionEvent event);

    /** The outcome of a request whose caller could not be told. */
    void outcome(UndeliveredOutcome outcome);
}
