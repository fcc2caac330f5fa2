package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one sink, one at a time, on the sink's executor. Until then they wait in {@link Lanes}, each kind in its own.
 *
 * <p>Threads: {@link #offer} and {@link #problem} are called on the connection's loop, everything else on any thread. A
 * lock guards the lanes and is held only to put an event in or take one out, never while the sink or the executor runs.
 */
public final class Delivery implements EventSubscription {
    /** Events handed over in one batch, before others that share the executor get their turn. */
    static final int TURN = 64;

    /** Events that are gathered at most before the sink is woken for them: a wake costs the loop as much as some twenty events. */
    static final int GATHERED_MOST = 8 * TURN;

    /** No more than a part of what the lanes have room for, so that none are lost before the sink is woken. */
    private static final int GATHERED_SHARE = 4;

    /** A sink that is quick goes on for so long: a change of threads costs as much as many events. */
    private static final long QUICK_NANOS = Duration.ofMillis(1).toNanos();

    /** The longest turn, whatever the clock says. */
    private static final int LONG_TURN = 16 * TURN;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String SLOW = "for a slow consumer";

    private final EventInterest interest;
    private final EventSink sink;
    private final Loop loop;
    private final @Nullable GapFiller refill;
    private final BookRenewal books;
    private final ExecutorHandoff offLoop;
    private final Runnable turn = this::turn;
    private final Runnable goOn = this::goOn;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Confined to the loop. */
    private final List<ClientEvent> gathered = new ArrayList<>();

    private final int gatheredMost;

    private final ReentrantLock lock = new ReentrantLock();
    private final BatchClock clock;
    private final Lanes lanes;

    /** False from the moment work is handed to the executor until nothing is left to hand over. */
    private boolean dormant = true;

    private boolean suspended;

    /** Nothing that the market makes is kept. */
    private boolean parked;

    /** From then on the lanes stay empty. */
    private boolean ended;

    /**
     * @param interest the bound of the lanes, and whether quotes are conflated or queued; nothing is filtered here except
     *     the gap events that the lanes themselves make
     * @param sink gets the events
     * @param executor runs the sink; when it takes no more work, this delivery closes
     * @param loop the connection's loop
     * @param environment named in gap events
     * @param refill fetches executions that the lossless lane could not keep, or null when that is not possible
     */
    public Delivery(
            EventInterest interest,
            EventSink sink,
            Executor executor,
            Loop loop,
            Environment environment,
            @Nullable GapFiller refill) {
        this(interest, sink, executor, loop, environment, refill, (accountId, symbolId) -> {});
    }

    /** @param books has order books begin anew of which the lanes could not keep all changes */
    public Delivery(
            EventInterest interest,
            EventSink sink,
            Executor executor,
            Loop loop,
            Environment environment,
            @Nullable GapFiller refill,
            BookRenewal books) {
        this.books = books;
        this.interest = interest;
        this.sink = sink;
        this.loop = loop;
        this.refill = refill;
        this.gatheredMost = Math.max(TURN, Math.min(GATHERED_MOST, interest.queueSize() / GATHERED_SHARE));
        this.offLoop = new ExecutorHandoff(executor, loop, this::refused);
        this.clock = new BatchClock(loop);
        this.lanes = new Lanes(interest, refill != null, environment, clock, SLOW, new TakenOverGaps());
    }

    /** Takes an event for this consumer. Never blocks and never runs the sink. Ignored after {@link #close()}. */
    public void offer(ClientEvent event) {
        loop.check();
        gathered.add(event);
        offerGathered();
    }

    /**
     * Takes an event for this consumer, which need not be offered before {@link #offerGathered} is called.
     *
     * @return whether it is the first that waits for this
     */
    boolean gather(ClientEvent event) {
        gathered.add(event);
        if (gathered.size() < gatheredMost) {
            return gathered.size() == 1;
        }
        offerGathered();
        return false;
    }

    /** Takes all that was gathered, in its order. */
    void offerGathered() {
        if (gathered.isEmpty()) {
            return;
        }
        boolean wakes;
        lock.lock();
        try {
            clock.stop();
            for (int i = 0; i < gathered.size(); i++) {
                keep(gathered.get(i));
            }
            wakes = wakes();
        } finally {
            clock.goOn();
            lock.unlock();
            gathered.clear();
        }
        if (wakes) {
            offLoop.run(turn);
        }
    }

    private void keep(ClientEvent event) {
        if (ended || parked && event.kind() != EventKind.FACT) {
            // What must be delivered until a consumer dealt with it is delivered again.
            event.handled(false);
        } else {
            lanes.add(event);
        }
    }

    /** Tells the sink of a problem, on its executor, whether or not it is suspended. Ignored after {@link #close()}. */
    public void problem(CTraderException problem) {
        loop.check();
        if (closed.isDone()) {
            return;
        }
        offLoop.run(() -> {
            try {
                if (!closed.isDone()) {
                    sink.problem(problem);
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "A consumer failed on hearing of {}", problem.getClass().getSimpleName(), e);
            }
        });
    }

    /** Completes when this delivery was closed, by its user or because the executor takes no more work. */
    public CompletionStage<Void> closed() {
        return closed.minimalCompletionStage();
    }

    @Override
    public void suspend() {
        lock.lock();
        try {
            suspended = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            suspended = false;
            if (!wakes()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        offLoop.run(turn);
    }

    @Override
    public boolean park() {
        lock.lock();
        try {
            suspended = true;
            parked = true;
            lanes.clearMarket();
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** What the market makes is kept again; {@link #resume} hands it over. */
    public void keepAll() {
        lock.lock();
        try {
            parked = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What waits, and what was not handed over as it came.
     *
     * @param gapsBesides of which its sink was not told, and that were not offered either
     */
    public ClientReport.Consumer report(long gapsBesides) {
        lock.lock();
        try {
            return new ClientReport.Consumer(
                    interest, lanes.sizes(), lanes.missed(), lanes.conflated(), lanes.gaps() + gapsBesides);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int pending() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Events that the lanes could not keep since this delivery began. Conflated quotes are not among them. */
    public long missed() {
        lock.lock();
        try {
            return lanes.missed();
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} An event that the executor has already begun to hand over is still handed over. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            lanes.clear();
        } finally {
            lock.unlock();
        }
        closed.complete(null);
    }

    private void refused() {
        if (!closed.isDone()) {
            LOG.warn("The executor of a consumer takes no more work: the consumer gets no more events");
            close();
        }
    }

    /** Whether the caller has to hand a turn to the executor, after it let go of the lock. */
    private boolean wakes() {
        boolean wakes = dormant && !suspended && lanes.isReady();
        dormant = dormant && !wakes;
        return wakes;
    }

    private void turn() {
        long began = loop.nanoTime();
        for (int handed = 0; handed < LONG_TURN; handed++) {
            if (handed > 0 && handed % TURN == 0 && loop.nanoTime() - began >= QUICK_NANOS) {
                break;
            }
            ClientEvent event = next();
            if (event == null || !handOver(event)) {
                return;
            }
        }
        offLoop.run(turn);
    }

    /** The next event for the sink, or null when there is nothing to hand over now: then the next offer wakes. */
    private @Nullable ClientEvent next() {
        while (true) {
            ClientEvent event;
            GapBuilder toFill;
            Set<SymbolOfAccount> toRenew;
            lock.lock();
            try {
                event = suspended ? null : lanes.poll();
                dormant = event == null;
                toFill = lanes.toFill();
                toRenew = lanes.toRenew();
            } finally {
                lock.unlock();
            }
            if (toFill != null) {
                fill(toFill.deals());
            }
            for (SymbolOfAccount symbol : toRenew) {
                loop.tryExecute(() -> books.renew(symbol.accountId(), symbol.symbolId()));
            }
            if (event == null || !(event.body() instanceof GapEvent gap)) {
                return event;
            }
            if (interest.wantsComponentEvent(gap.messageType())) {
                return event;
            }
            LOG.warn(
                    "A consumer of {} missed {} events{}: {}",
                    gap.environment(),
                    gap.missed(),
                    gap.filled() ? ", the executions among them were fetched" : "",
                    gap.description());
        }
    }

    private void fill(List<DealRange> missed) {
        GapFiller source = Objects.requireNonNull(refill);
        try {
            loop.execute(() -> Callbacks.whenDone(source.fetch(missed), (fetched, never) -> filled(fetched)));
        } catch (RejectedExecutionException connectionClosed) {
            LOG.debug("The connection closed before missed executions were fetched", connectionClosed);
            filled(new GapFiller.Fetched(List.of(), false));
        }
    }

    private void filled(GapFiller.Fetched fetched) {
        lock.lock();
        try {
            lanes.fill(fetched.executions(), fetched.all());
            if (!wakes()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        offLoop.run(turn);
    }

    private void goOn() {
        if (!closed.isDone()) {
            offLoop.run(turn);
        }
    }

    /** Returns whether the event is done with; if it is not, whoever says done has the next turn run. */
    private boolean handOver(ClientEvent event) {
        EventInProgress handover = new EventInProgress(goOn);
        try {
            sink.accept(event, handover);
        } catch (Throwable e) {
            LOG.warn("A consumer failed on {} of account {}", event.messageType(), event.accountId(), e);
            event.handled(false);
            handover.run();
        }
        return handover.doneBeforeReturn();
    }
}
