package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import org.jspecify.annotations.Nullable;

/** What a look-up says about one request. */
sealed interface LookUpResult {
    /** The outcome, as the event that the server sent or would have sent. */
    record Ended(ProtoOAExecutionEvent event) implements LookUpResult {}

    /** The order that the request made is at the server and not at its end. */
    record Working(ProtoOAExecutionEvent event) implements LookUpResult {}

    /**
     * The server did not do it.
     *
     * @param certain whether nothing that may still be on its way can change that
     */
    record Refused(String errorCode, @Nullable String description, boolean certain) implements LookUpResult {}

    /**
     * Everything was read, and there is no trace of the request.
     *
     * @param byLists whether that follows from lists of the past, which may lag, and not from what is open
     */
    record Absent(String evidence, boolean byLists) implements LookUpResult {}

    /**
     * Nothing can be concluded.
     *
     * @param once what follows if nothing else shows up until no list can lag behind any more; null when nothing does
     */
    record Unclear(String why, @Nullable LookUpResult once) implements LookUpResult {
        Unclear(String why) {
            this(why, null);
        }
    }
}
