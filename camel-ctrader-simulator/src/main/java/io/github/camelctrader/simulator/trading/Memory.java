package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an account looked like a moment ago, for servers that are late in showing it. Remembers nothing while they are not. */
final class Memory {
    /**
     * An account at a time.
     *
     * @param orders that were alive
     * @param reconcile the answer to reconciliation, with protection orders
     * @param ended how many orders had ended since the account was opened
     * @param deals how many deals there had been
     */
    record Look(List<ProtoOAOrder> orders, ProtoOAReconcileRes reconcile, long ended, long deals) {}

    private record Moment(long time, Look look) {}

    private final Delays delays;
    private final Supplier<Look> present;
    private final Deque<Moment> moments = new ArrayDeque<>();

    Memory(Delays delays, Supplier<Look> present) {
        this.delays = delays;
        this.present = present;
    }

    /** Keeps what the account looks like now, and forgets what no delay reaches back to. */
    void note() {
        if (!delays.any()) {
            moments.clear();
            return;
        }
        long oldestWanted = Math.min(delays.historyUntil(), delays.stateUntil());
        moments.addLast(new Moment(delays.now(), present.get()));
        Moment first = moments.removeFirst();
        while (!moments.isEmpty() && moments.getFirst().time() <= oldestWanted) {
            first = moments.removeFirst();
        }
        moments.addFirst(first);
    }

    /** What lists are to show, or nothing when they show the present. */
    Optional<Look> history() {
        return delays.historyIsLate() ? Optional.of(at(delays.historyUntil())) : Optional.empty();
    }

    /** What reconciliation is to show, or nothing when it shows the present. */
    Optional<Look> state() {
        return delays.stateIsLate() ? Optional.of(at(delays.stateUntil())) : Optional.empty();
    }

    /** Of a time before the first that was noted, the first. */
    private Look at(long time) {
        if (moments.isEmpty()) {
            note();
        }
        Moment found = moments.getFirst();
        for (Moment moment : moments) {
            if (moment.time() <= time) {
                found = moment;
            }
        }
        return found.look();
    }
}
