package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deals of one account that its consumers have been told of, so that none is told twice. Holds the {@value #BOUND} that
 * came last; whatever was executed before one that had to be forgotten counts as told.
 */
final class DealMemory {
    static final int BOUND = 10_000;

    private final Map<Long, Told> deals = new LinkedHashMap<>();
    private long begin;
    private long newest;

    /** @param live the execution type that the server told it with, or null when it was recovered */
    private record Told(long executed, @Nullable ProtoOAExecutionType live) {}

    /** @param begin Unix ms; what was executed before is no news */
    DealMemory(long begin) {
        this.begin = begin;
    }

    void addRecovered(ProtoOADeal deal) {
        add(deal, null);
    }

    void addLive(ProtoOADeal deal, ProtoOAExecutionType type) {
        add(deal, type);
    }

    private void add(ProtoOADeal deal, @Nullable ProtoOAExecutionType live) {
        deals.put(deal.getDealId(), new Told(deal.getExecutionTimestamp(), live));
        newest = Math.max(newest, deal.getExecutionTimestamp());
        if (deals.size() > BOUND) {
            Map.Entry<Long, Told> eldest = deals.entrySet().iterator().next();
            deals.remove(eldest.getKey());
            begin = Math.max(begin, eldest.getValue().executed + 1);
        }
    }

    boolean knows(ProtoOADeal deal) {
        return deal.getExecutionTimestamp() < begin || deals.containsKey(deal.getDealId());
    }

    /** Whether a live event tells nothing new; the same deal in an event of another type does, for instance of the end of its order. */
    boolean knows(ProtoOADeal deal, ProtoOAExecutionType type) {
        Told told = deals.get(deal.getDealId());
        return told != null && (told.live == null || told.live == type);
    }

    /** Unix ms; what was executed before is no news. */
    long begin() {
        return begin;
    }

    /** Execution time of the latest deal by the server's clock, in Unix ms; 0 when there was none. */
    long newest() {
        return newest;
    }
}
