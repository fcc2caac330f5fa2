package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;

/**
 * The time a history request asks for, both ends included.
 *
 * @param from Unix ms
 * @param to Unix ms
 */
record TimeWindow(long from, long to) {
    /** The last timestamp the Open API knows, in Unix ms. */
    static final long END_OF_TIME = 2_147_483_646_000L;

    boolean isValid() {
        return from >= 0 && from <= to && to <= END_OF_TIME;
    }

    long length() {
        return to - from;
    }

    /** Refuses a window that is upside down or outside of time. */
    boolean refused(Requester caller) {
        if (!isValid()) {
            caller.refuse(ProtoOAErrorCode.INCORRECT_BOUNDARIES, "Incorrect boundaries: from " + from + " to " + to);
        }
        return !isValid();
    }
}
