package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.ClientEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one account on their way to consumers. Those that come live wait while those that were missed are read, so
 * that consumers get them in the order in which they happened, and each execution once. Confined to the loop.
 */
final class AccountExecutions {
    /** Events that wait for a recovery; at one more the recovery is given up. */
    static final int MOST_HELD = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AccountExecutions.class);

    private final Consumer<ClientEvent> publisher;
    private final DealMemory memory;
    private final List<ClientEvent> held = new ArrayList<>();
    private boolean holding;

    /** @param begin Unix ms; what was executed before is no news to consumers */
    AccountExecutions(long begin, Consumer<ClientEvent> publisher) {
        this.memory = new DealMemory(begin);
        this.publisher = publisher;
    }

    DealMemory memory() {
        return memory;
    }

    /** From now on live events wait. */
    void hold() {
        holding = true;
    }

    /** Takes a live event; returns false when no more can wait. */
    boolean take(ClientEvent event) {
        if (!holding) {
            publish(event);
            return true;
        }
        return held.size() < MOST_HELD && held.add(event);
    }

    /** Tells of the executions that were read and that nobody was told of meanwhile. */
    void recovered(List<ProtoOAExecutionEvent> executions, Consumer<ProtoOAExecutionEvent> receiver) {
        Set<Long> live = new HashSet<>();
        for (ClientEvent event : held) {
            ProtoOADeal deal = dealOf(event);
            if (deal != null) {
                live.add(deal.getDealId());
            }
        }
        for (ProtoOAExecutionEvent execution : executions) {
            ProtoOADeal deal = execution.getDeal();
            if (!live.contains(deal.getDealId()) && !memory.knows(deal)) {
                memory.addRecovered(deal);
                receiver.accept(execution);
            }
        }
    }

    /** Live events pass again, those that waited first. */
    void release() {
        holding = false;
        List<ClientEvent> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::publish);
    }

    private void publish(ClientEvent event) {
        if (event.body() instanceof ProtoOAExecutionEvent execution && execution.hasDeal()) {
            ProtoOADeal deal = execution.getDeal();
            if (memory.knows(deal, execution.getExecutionType())) {
                LOG.debug("Deal {} was told of before", deal.getDealId());
                return;
            }
            memory.addLive(deal, execution.getExecutionType());
        }
        publisher.accept(event);
    }

    private static @Nullable ProtoOADeal dealOf(ClientEvent event) {
        return event.body() instanceof ProtoOAExecutionEvent execution && execution.hasDeal()
                ? execution.getDeal()
                : null;
    }
}
