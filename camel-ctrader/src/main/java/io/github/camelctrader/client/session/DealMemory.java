package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deals of one account that its consumers have been told of, so that none is told twice. Holds the {@value #BOUND} that
 * came last; whatever was executed before one that had to be forgotten counts as told.
 */
final class DealMemory {
    static final int BOUND = 10_000;

    private final Map<Long, Told> deals = new LinkedHashMap<>();
    private long begin;
    private long newest;

    private record Told(long executed, boolean recovered) {}

    /** @param begin Unix ms; what was executed before is no news */
    DealMemory(long begin) {
        this.begin = begin;
    }

    void add(ProtoOADeal deal, boolean recovered) {
        deals.put(deal.getDealId(), new Told(deal.getExecutionTimestamp(), recovered));
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

    boolean wasRecovered(ProtoOADeal deal) {
        Told told = deals.get(deal.getDealId());
        return told != null && told.recovered;
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
