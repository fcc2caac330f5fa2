package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.GapEvent;
import java.util.List;

/** What a {@link Recorder} was told of executions. */
final class RecordedEvents {
    private RecordedEvents() {}

    static List<GapEvent> gaps(Recorder recorder) {
        return recorder.events("GapEvent").stream()
                .map(event -> (GapEvent) event.body())
                .toList();
    }

    static List<ClientEvent> fills(Recorder recorder) {
        return recorder.events("ExecutionEvent").stream()
                .filter(event -> execution(event).getExecutionType() == ProtoOAExecutionType.ORDER_FILLED)
                .toList();
    }

    static ProtoOAExecutionEvent execution(ClientEvent event) {
        return (ProtoOAExecutionEvent) event.body();
    }

    static long dealOf(ClientEvent event) {
        return dealOf(execution(event));
    }

    static long dealOf(ProtoOAExecutionEvent execution) {
        return execution.getDeal().getDealId();
    }
}
