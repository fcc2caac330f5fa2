package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.session.HistoryTruth.Executed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One consumer of a history of random faults, which may be slow, and what it must have got in the end. */
final class HistoryConsumer implements EventSink {
    /** How much later than it was executed an execution may come in, where a gap is told by when events came in. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
    /** Executions of just before the begin may count as after it. */
    private static final Duration JUST_BEFORE = Duration.ofSeconds(2);

    private final int number;
    private final EventInterest interest;
    private final Instant beginFrom;
    private final Instant beginTo;
    private final EventSubscription subscription;
    private final List<ClientEvent> events = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> kept = new ArrayList<>();
    private boolean slow;
    private boolean ended;

    HistoryConsumer(int number, CTraderClient client, EventInterest interest, Executor executor) {
        this.number = number;
        this.interest = interest;
        this.beginFrom = Instant.now();
        this.subscription = client.subscribe(interest, this, executor);
        this.beginTo = Instant.now();
    }

    @Override
    public void accept(ClientEvent event, Runnable done) {
        lock.lock();
        try {
            events.add(event);
            if (slow) {
                kept.add(done);
                return;
            }
        } finally {
            lock.unlock();
        }
        done.run();
    }

    @Override
    public void problem(CTraderException problem) {
        // Faults of histories are told as problems too; what counts here is what becomes of executions.
    }

    /** Whether it keeps the event that it has, so that all others wait. */
    void slow(boolean value) {
        List<Runnable> over;
        lock.lock();
        try {
            slow = value;
            over = value ? List.of() : List.copyOf(kept);
            kept.removeAll(over);
        } finally {
            lock.unlock();
        }
        over.forEach(Runnable::run);
    }

    void suspend(boolean value) {
        if (value) {
            subscription.suspend();
        } else {
            subscription.resume();
        }
    }

    /** It leaves, and what waits for it is dropped with it: nothing is missing any more. */
    void end() {
        ended = true;
        slow(false);
        subscription.close();
    }

    long gaps(boolean filled) {
        return gaps().stream().filter(gap -> gap.filled() == filled).count();
    }

    long executions(boolean recovered) {
        return events.stream()
                .filter(event -> fill(event) != null && event.recovered() == recovered)
                .count();
    }

    /** What is missing, doubled or out of order and was not admitted; empty when all is well. */
    List<String> mistakes(List<Executed> executed) {
        List<String> mistakes = new ArrayList<>();
        Map<Long, Executed> known = new HashMap<>();
        executed.forEach(each -> known.put(each.dealId(), each));
        Map<Long, ProtoOADeal> newest = new HashMap<>();
        List<GapEvent> gaps = gaps();
        Set<Long> got = new HashSet<>();
        for (ClientEvent event : events) {
            ProtoOADeal deal = fill(event);
            if (deal == null) {
                continue;
            }
            Executed each = known.get(deal.getDealId());
            if (each == null || !isFor(each)) {
                mistakes.add(this + " got what is not for it: " + event + " " + deal.getDealId());
                continue;
            }
            if (!got.add(deal.getDealId())) {
                mistakes.add(this + " got twice " + each);
            }
            if (each.to().isBefore(beginFrom.minus(JUST_BEFORE))) {
                mistakes.add(this + " got what was before it: " + each);
            }
            ProtoOADeal before = newest.get(event.accountId());
            if (before != null && isAfter(before, deal)) {
                if (!event.recovered() || gaps.stream().noneMatch(gap -> !gap.filled() && concerns(gap, each))) {
                    mistakes.add(this + " got " + each + (event.recovered() ? " (recovered)" : "") + " after "
                            + before.getDealId());
                }
            } else {
                newest.put(event.accountId(), deal);
            }
        }
        if (!ended) {
            executed.stream()
                    .filter(this::isFor)
                    .filter(each -> each.from().isAfter(beginTo))
                    .filter(each -> !got.contains(each.dealId()) && !isAdmitted(each))
                    .forEach(each -> mistakes.add(this + " misses " + each));
        }
        return mistakes;
    }

    private boolean isFor(Executed each) {
        boolean account = interest.accounts().isEmpty() || interest.accounts().contains(each.accountId());
        return account && (interest.symbols().isEmpty() || each.symbolId() == ExecutionHistory.NAMED_ID);
    }

    /** Events that end an order repeat its deal; a fill is one that says so. */
    private static @Nullable ProtoOADeal fill(ClientEvent event) {
        return event.body() instanceof ProtoOAExecutionEvent execution
                        && (execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED
                                || execution.getExecutionType() == ProtoOAExecutionType.ORDER_PARTIAL_FILL)
                ? execution.getDeal()
                : null;
    }

    private static boolean isAfter(ProtoOADeal one, ProtoOADeal other) {
        return one.getExecutionTimestamp() > other.getExecutionTimestamp()
                || one.getExecutionTimestamp() == other.getExecutionTimestamp() && one.getDealId() > other.getDealId();
    }

    /** Whether a gap says that it is missing, and none took that back. */
    private boolean isAdmitted(Executed each) {
        List<GapEvent> all = gaps();
        return all.stream()
                .filter(gap -> !gap.filled() && concerns(gap, each))
                .anyMatch(gap -> all.subList(all.indexOf(gap) + 1, all.size()).stream()
                        .noneMatch(later -> later.filled() && isSameTime(gap, later)));
    }

    private static boolean concerns(GapEvent gap, Executed each) {
        return (gap.accounts().isEmpty() || gap.accounts().contains(each.accountId()))
                && !gap.from().minus(ON_ITS_WAY).isAfter(each.to())
                && !gap.to().isBefore(each.from());
    }

    private static boolean isSameTime(GapEvent one, GapEvent other) {
        return one.accounts().equals(other.accounts()) && one.from().equals(other.from());
    }

    private List<GapEvent> gaps() {
        return events.stream()
                .filter(event -> event.body() instanceof GapEvent)
                .map(event -> (GapEvent) event.body())
                .toList();
    }

    /** All that it got, for whoever has to find out why. */
    String story() {
        StringBuilder story = new StringBuilder(toString());
        for (ClientEvent event : events) {
            ProtoOADeal deal = fill(event);
            story.append("\n  ")
                    .append(
                            event.body() instanceof GapEvent gap
                                    ? gap
                                    : (event.recovered() ? "recovered " : "live ") + event.accountId() + " "
                                            + (deal == null
                                                    ? ((ProtoOAExecutionEvent) event.body()).getExecutionType()
                                                    : deal.getDealId() + " at "
                                                            + Instant.ofEpochMilli(deal.getExecutionTimestamp())));
        }
        return story.toString();
    }

    @Override
    public String toString() {
        return "consumer " + number + " of " + interest.accounts() + interest.symbols() + " queue "
                + interest.queueSize() + " from " + beginTo;
    }
}
