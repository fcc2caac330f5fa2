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

    /** The longest window of ticks and of cash flow, in ms. */
    static final long WEEK = 604_800_000;

    boolean isValid() {
        return from >= 0 && from <= to && to <= END_OF_TIME;
    }

    long length() {
        return to - from;
    }

    /** Refuses a window that is longer than that, in ms, or cannot be at all. */
    boolean refused(Requester caller, long longest) {
        if (isValid() && length() > longest) {
            caller.refuse(
                    ProtoOAErrorCode.INCORRECT_BOUNDARIES,
                    "Incorrect boundaries: a window holds at most " + longest + " ms");
            return true;
        }
        return refused(caller);
    }

    /** Refuses a window that is upside down or outside of time. */
    boolean refused(Requester caller) {
        if (!isValid()) {
            caller.refuse(ProtoOAErrorCode.INCORRECT_BOUNDARIES, "Incorrect boundaries: from " + from + " to " + to);
        }
        return !isValid();
    }
}
