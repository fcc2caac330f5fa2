package io.github.camelctrader.client.session;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.delivery.EventSelector;
import io.github.camelctrader.client.delivery.Recipient;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.OutageTracker;
import io.github.camelctrader.client.recovery.ServerMoments;
import io.github.camelctrader.client.subscription.Lease;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One consumer: what it wants, how it gets it, and what is held at the server on its behalf. */
@OnLoop
final class Subscriber implements Recipient {
    private static final String STOPPED = "the route was stopped";

    private final EventInterest interest;
    private final Delivery delivery;
    private final EventSelector selector;
    private final Environment environment;
    private final Ticker ticker;
    private final long beginNanos;
    private final OutageTracker outages;
    private final Map<Long, Lease> leases = new HashMap<>();
    private final Map<Long, Set<Long>> symbols = new HashMap<>();
    private final Map<Long, Integer> searches = new HashMap<>();
    private final Set<String> problems = new HashSet<>();
    private final GapTimes gapTimes;
    private boolean released;
    private boolean parked;
    private long gapsNotAskedFor;
    private long parkedNanos;

    /**
     * @param environment named in gap events
     * @param moments whether the machine slept
     */
    Subscriber(
            EventInterest interest,
            Delivery delivery,
            EventSelector selector,
            Environment environment,
            Ticker ticker,
            ServerMoments moments) {
        this.interest = interest;
        this.delivery = delivery;
        this.selector = selector;
        this.environment = environment;
        this.gapTimes = new GapTimes(ticker, moments::sleptMillisSince);
        this.ticker = ticker;
        this.beginNanos = ticker.nanoTime();
        this.outages = new OutageTracker(
                this::concernedBy,
                interest.accounts().isEmpty(),
                interest.wantsServerEvent("execution"),
                beginNanos,
                this::interrupted);
    }

    /** When it began, in ns of the monotonic clock. */
    long beginNanos() {
        return beginNanos;
    }

    /** What was interrupted for it. */
    OutageTracker outages() {
        return outages;
    }

    @Override
    public EventSelector selector() {
        return selector;
    }

    @AnyThread
    EventInterest interest() {
        return interest;
    }

    Delivery delivery() {
        return delivery;
    }

    ClientReport.Consumer report() {
        return delivery.report(gapsNotAskedFor);
    }

    /** Whether events of the account concern it. */
    boolean concernedBy(long accountId) {
        return interest.accounts().isEmpty() || interest.accounts().contains(accountId);
    }

    /** Whether it named symbols of this account. */
    boolean namesSymbolsOf(long accountId) {
        return !parked && !interest.symbols().isEmpty() && interest.accounts().contains(accountId);
    }

    /** What it named may be called otherwise by now; empty for all symbols. */
    void doubt(long accountId, Collection<Long> symbolIds) {
        if (namesSymbolsOf(accountId)) {
            selector.doubt(accountId, symbolIds);
        }
    }

    void doubtAll() {
        interest.accounts().forEach(accountId -> doubt(accountId, List.of()));
    }

    /** A search for its symbols begins, and those before do not count any more. Returns its number. */
    int searches(long accountId) {
        return searches.merge(accountId, 1, Integer::sum);
    }

    /** Whether a search still counts. */
    boolean waitsFor(long accountId, int search) {
        return !released && !parked && searches.getOrDefault(accountId, 0) == search;
    }

    /** What its symbols were found to be; empty before that. */
    Set<Long> symbolsOf(long accountId) {
        return symbols.getOrDefault(accountId, Set.of());
    }

    /** Returns the symbols of which quotes waited for this. */
    Set<Long> found(long accountId, Set<Long> symbolIds) {
        symbols.put(accountId, symbolIds);
        return selector.symbols(accountId, symbolIds);
    }

    /** Takes a lease in the place of the one before, which ends after it so that what both want stays subscribed. */
    void hold(long accountId, Lease lease) {
        Lease before = leases.put(accountId, lease);
        if (before != null) {
            before.close();
        }
    }

    /** Whether executions of the account are among what it wants. */
    boolean wantsExecutionsOf(long accountId) {
        return concernedBy(accountId) && interest.wantsServerEvent("execution");
    }

    /**
     * Gives it an execution that was missed, if it was there when that was executed.
     *
     * @param sinceBegin whether that was after it began
     */
    void recovered(ClientEvent execution, ServerMoments.Timing sinceBegin) {
        long accountId = execution.accountId();
        if (!wantsExecutionsOf(accountId)) {
            return;
        }
        if (isFor(accountId, sinceBegin)) {
            outages.given(accountId);
            selector.give(execution);
        } else if (sinceBegin == ServerMoments.Timing.UNKNOWN) {
            outages.notGiven(accountId);
        }
    }

    /** Of what nobody can tell whether it began before, it gets what no interruption hid within which it began. */
    private boolean isFor(long accountId, ServerMoments.Timing sinceBegin) {
        if (outages.isOwedAll(accountId)) {
            return sinceBegin != ServerMoments.Timing.BEFORE || !outages.beganInSilence(accountId);
        }
        return sinceBegin == ServerMoments.Timing.AFTER
                || sinceBegin == ServerMoments.Timing.UNKNOWN && !outages.beganMeanwhile(accountId);
    }

    /** Executions come late; it is told so if some of them are for it. */
    void late(long accountId, Outage outage, List<ProtoOAExecutionEvent> executions, ServerMoments moments) {
        boolean concerned = wantsExecutionsOf(accountId)
                && executions.stream()
                        .anyMatch(execution -> isFor(accountId, moments.timing(execution.getDeal(), beginNanos)));
        if (concerned) {
            outages.late(accountId, outage);
        }
    }

    /** Tells it of an interruption that is over, if it asked for that. */
    private void interrupted(OutageTracker.Over over) {
        if (!interest.wantsComponentEvent("gap")) {
            gapsNotAskedFor++;
            return;
        }
        String cause = over.outage().cause();
        GapTimes.Span span = gapTimes.of(over);
        selector.giveGap(new GapEvent(
                environment,
                span.from(),
                span.to(),
                List.copyOf(over.accounts()),
                over.accounts().stream()
                        .flatMap(accountId -> symbols.getOrDefault(accountId, Set.of()).stream())
                        .distinct()
                        .toList(),
                0,
                over.filled(),
                over.later() ? cause + "; the executions that it hid have all been told since" : cause));
    }

    /** Tells the consumer, but not the same thing again and again. */
    void problem(CTraderException problem) {
        if (problems.add(String.valueOf(problem.getMessage()))) {
            delivery.problem(problem);
        }
    }

    /** The connection works: what was told before is news again should it come back. */
    void recovered() {
        problems.clear();
    }

    /** Its route is stopped: ends its subscriptions at the server. */
    void park() {
        parked = true;
        parkedNanos = ticker.nanoTime();
        letGo();
    }

    /** Its route runs again: it is told that it was stopped, and its symbols are looked up anew. */
    void unpark() {
        parked = false;
        symbols.clear();
        doubtAll();
        outages.wasAway(new Outage(parkedNanos, STOPPED), interest.accounts());
    }

    /** Delivers a gap for the time in which its route was stopped and nothing was collected, if it asked for gaps. */
    void missed(Instant since, Instant until) {
        if (interest.wantsComponentEvent("gap")) {
            selector.giveGap(new GapEvent(
                    environment, since, until, List.copyOf(interest.accounts()), List.of(), 0, false, STOPPED));
        } else {
            gapsNotAskedFor++;
        }
    }

    void release() {
        released = true;
        letGo();
    }

    private void letGo() {
        leases.values().forEach(Lease::close);
        leases.clear();
    }
}
