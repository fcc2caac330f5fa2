package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import org.jspecify.annotations.Nullable;

/** What a look-up says about one request. */
sealed interface Finding {
    /** The outcome, as the event that the server sent or would have sent. */
    record Ended(ProtoOAExecutionEvent event) implements Finding {}

    /** The order that the request made is at the server and not at its end. */
    record Working(ProtoOAExecutionEvent event) implements Finding {}

    /** The server did not do it. */
    record Refused(String errorCode, @Nullable String description) implements Finding {}

    /** Everything was read, and there is no trace of the request. */
    record Absent(String evidence) implements Finding {}

    /** Nothing can be concluded. */
    record Unclear(String why) implements Finding {}
}
