package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The deals of one account that are no news, so that none is told twice. Holds a bounded number, those that were executed last;
 * whatever was executed before one that had to be forgotten is no news either. All times are the server's.
 */
@OnLoop
final class DeliveredDeals {
    /** More than can wait during a recovery, which must not make a missed deal look forgotten. */
    static final int BOUND = 2 * HeldEvents.MOST;

    private final Map<Long, Known> deals = new HashMap<>();
    private final TreeSet<Known> byTime =
            new TreeSet<>(Comparator.comparingLong(Known::executed).thenComparingLong(Known::dealId));
    private long forgotten = Long.MIN_VALUE;

    private enum Standing {
        /** Executed before anybody could be told. */
        OLD,
        /** The same as far as was known when it was listed first: the server's time was not. */
        UNTIMED,
        /** Executed before or after that: nobody was told, and nobody knows. */
        UNDECIDED,
        /** Told as a part of a fill. */
        PART,
        /** Told as the fill that ended its order. */
        FILL
    }

    private record Known(long dealId, long executed, Standing standing) {}

    void addOld(ProtoOADeal deal) {
        add(deal, Standing.OLD);
    }

    void addUntimed(ProtoOADeal deal) {
        add(deal, Standing.UNTIMED);
    }

    void addUndecided(ProtoOADeal deal) {
        add(deal, Standing.UNDECIDED);
    }

    /** An event whose type is of the future may not be the last word. */
    void addTold(ProtoOAExecutionEvent execution) {
        ProtoOADeal deal = execution.getDeal();
        boolean fill =
                execution.hasExecutionType() && execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED;
        if (!isFill(deal)) {
            add(deal, fill ? Standing.FILL : Standing.PART);
        }
    }

    /** Whether nobody has to be told of the deal. */
    boolean knows(ProtoOADeal deal) {
        return deal.getExecutionTimestamp() <= forgotten
                || deals.containsKey(deal.getDealId()) && standingOf(deal) != Standing.UNDECIDED;
    }

    boolean isTold(ProtoOADeal deal) {
        Standing standing = standingOf(deal);
        return standing == Standing.PART || standing == Standing.FILL;
    }

    boolean isUntimed(ProtoOADeal deal) {
        return standingOf(deal) == Standing.UNTIMED;
    }

    boolean hasUntimed() {
        return deals.values().stream().anyMatch(known -> known.standing == Standing.UNTIMED);
    }

    boolean isUndecided(ProtoOADeal deal) {
        return standingOf(deal) == Standing.UNDECIDED;
    }

    /** Whether a live fill repeats what was told; a fill that ends its order does not repeat a part of it. */
    boolean repeats(ProtoOADeal deal, ProtoOAExecutionType type) {
        return isFill(deal) || isTold(deal) && type == ProtoOAExecutionType.ORDER_PARTIAL_FILL;
    }

    private boolean isFill(ProtoOADeal deal) {
        return standingOf(deal) == Standing.FILL;
    }

    private @Nullable Standing standingOf(ProtoOADeal deal) {
        Known known = deals.get(deal.getDealId());
        return known == null ? null : known.standing;
    }

    private void add(ProtoOADeal deal, Standing standing) {
        Known known = new Known(deal.getDealId(), deal.getExecutionTimestamp(), standing);
        Known before = deals.put(known.dealId, known);
        if (before != null) {
            byTime.remove(before);
        }
        byTime.add(known);
        if (deals.size() > BOUND) {
            Known first = byTime.first();
            byTime.remove(first);
            deals.remove(first.dealId);
            forgotten = Math.max(forgotten, first.executed);
        }
    }
}
