package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Live events of one account that wait while those that were missed are read. */
@OnLoop
final class HeldEvents {
    /** Events that can wait; at one more the wait is given up. */
    static final int MOST = 10_000;

    /** The order in which the server executed. */
    static final Comparator<ProtoOADeal> ORDER =
            Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp).thenComparingLong(ProtoOADeal::getDealId);

    private final Deque<ClientEvent> events = new ArrayDeque<>();

    /** Returns false when no more can wait. */
    boolean add(ClientEvent event) {
        return events.size() < MOST && events.add(event);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** The deals whose fills wait. */
    List<ProtoOADeal> fills() {
        List<ProtoOADeal> fills = new ArrayList<>();
        for (ClientEvent event : events) {
            if (event.body() instanceof ProtoOAExecutionEvent execution && Executions.isFill(execution)) {
                fills.add(execution.getDeal());
            }
        }
        return fills;
    }

    /**
     * Tells of executions that were read, and of those that wait and were executed before one of them.
     *
     * @param missed in the order of their execution
     */
    void merge(
            List<ProtoOAExecutionEvent> missed, Consumer<ProtoOAExecutionEvent> recovered, Consumer<ClientEvent> live) {
        for (ProtoOAExecutionEvent execution : missed) {
            for (int due = before(execution.getDeal()); due > 0; due--) {
                live.accept(events.remove());
            }
            recovered.accept(execution);
        }
    }

    void release(Consumer<ClientEvent> live) {
        List<ClientEvent> waiting = List.copyOf(events);
        events.clear();
        waiting.forEach(live);
    }

    /** How many of those that wait go first: all up to the last fill that was executed before. */
    private int before(ProtoOADeal deal) {
        int position = 0;
        int due = 0;
        for (ClientEvent event : events) {
            position++;
            if (event.body() instanceof ProtoOAExecutionEvent execution && Executions.isFill(execution)) {
                if (ORDER.compare(execution.getDeal(), deal) > 0) {
                    break;
                }
                due = position;
            }
        }
        return due;
    }
}
