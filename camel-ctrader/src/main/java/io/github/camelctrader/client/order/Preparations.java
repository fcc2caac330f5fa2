package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.order.OrderOperation.Stage;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Order requests that are being made ready, each id once. Of those that read what they replace, one at a time has the turn for
 * a target, from its read until its outcome is known, so that the next one reads what this one has left.
 */
@OnLoop
final class Preparations {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Loop loop;
    private final Executor executor;
    private final OrderBook book;
    private final long graceNanos;
    private final Refusal refusal;
    private final BiConsumer<Preparation, Message> ready;
    private final Map<OrderRecord.Key, Preparation> present = new LinkedHashMap<>();
    private Loop.@Nullable Timer nextLook;

    /** Tells a caller of an account's request that it failed. */
    interface Refusal {
        void fail(OutcomeWaiter caller, long accountId, CTraderException failure);
    }

    /**
     * @param executor makes requests ready
     * @param grace how long a request that was sent and has no outcome may still be on its way
     * @param ready takes what is ready to be sent
     */
    Preparations(
            Loop loop,
            Executor executor,
            OrderBook book,
            Duration grace,
            Refusal refusal,
            BiConsumer<Preparation, Message> ready) {
        this.loop = loop;
        this.executor = executor;
        this.book = book;
        this.graceNanos = grace.toNanos();
        this.refusal = refusal;
        this.ready = ready;
        book.whenEnded(this::turnOver);
    }

    /** The request that is being made ready under a key, or null. */
    @Nullable
    Preparation get(OrderRecord.Key key) {
        return present.get(key);
    }

    /** Makes a request ready as soon as it has its turn. */
    void begin(Preparation preparation, OutcomeWaiter caller) {
        present.put(preparation.identity().key(), preparation);
        join(preparation, caller);
        look();
    }

    /** Makes a request ready once more, before all others, as it was before them; begins when its withdrawal from the book ends. */
    void beginAgain(Preparation preparation, List<OutcomeWaiter> callers) {
        Map<OrderRecord.Key, Preparation> later = new LinkedHashMap<>(present);
        present.clear();
        present.put(preparation.identity().key(), preparation);
        present.putAll(later);
        callers.forEach(caller -> join(preparation, caller));
    }

    /** One more waits for the outcome of a request. */
    void join(Preparation preparation, OutcomeWaiter caller) {
        preparation.callers().add(caller);
        if (preparation.isRunning()) {
            caller.pause(loop.nanoTime());
        } else {
            caller.arm(loop.schedule(
                    Duration.ofNanos(Math.max(0, caller.deadlineNanos() - loop.nanoTime())),
                    () -> overdue(preparation, caller)));
        }
    }

    void close() {
        List<Preparation> all = List.copyOf(present.values());
        // None of them gets its turn by the end of another one.
        present.clear();
        for (Preparation preparation : all) {
            fail(preparation, new NotSentException("Not sent: the connection is closing", null));
        }
    }

    private void turnOver() {
        if (!present.isEmpty()) {
            // Not at once: whoever ends an operation has yet to tell its callers.
            loop.tryExecute(this::look);
        }
    }

    private void look() {
        if (nextLook != null) {
            nextLook.cancel();
            nextLook = null;
        }
        boolean waiting = false;
        for (Preparation preparation : List.copyOf(present.values())) {
            if (!preparation.isRunning()) {
                if (mustWait(preparation)) {
                    waiting = true;
                } else {
                    run(preparation);
                }
            }
        }
        if (waiting) {
            nextLook = loop.schedule(LOOK_AGAIN, this::look);
        }
    }

    private boolean isPresent(Preparation preparation) {
        return present.get(preparation.identity().key()) == preparation;
    }

    private boolean mustWait(Preparation preparation) {
        RequestTarget target = preparation.target();
        if (target == null) {
            return false;
        }
        for (Preparation earlier : present.values()) {
            if (earlier == preparation) {
                break;
            }
            // Who reads nothing waits only for who has read already, and does so for moments.
            boolean hasTurn = earlier.needsTurn() && earlier.isRunning();
            if (target.equals(earlier.target()) && (preparation.needsTurn() || hasTurn)) {
                return true;
            }
        }
        return preparation.needsTurn()
                && book.live(target.accountId()).stream()
                        .anyMatch(operation ->
                                target.equals(RequestTarget.of(operation.request())) && mayStillHaveEffect(operation));
    }

    /** What was lost long ago will do nothing more, though it may never be known whether it did. */
    private boolean mayStillHaveEffect(OrderOperation operation) {
        return operation.stage() != Stage.UNKNOWN || loop.nanoTime() - operation.onItsWaySinceNanos() < graceNanos;
    }

    private void run(Preparation preparation) {
        preparation.start(
                loop.nanoTime(),
                loop.schedule(
                        preparation.timeout(),
                        () -> fail(
                                preparation,
                                new NotSentException(
                                        "Not sent: what had to be read before took longer than requestTimeout = "
                                                + preparation.intent().timeout(),
                                        null))));
        preparation.callers().forEach(caller -> caller.pause(loop.nanoTime()));
        Callbacks.whenDone(
                made(preparation),
                (request, failure) -> loop.tryExecute(() -> madeReady(preparation, request, failure)));
    }

    private CompletableFuture<Message> made(Preparation preparation) {
        try {
            return CompletableFuture.supplyAsync(
                            Objects.requireNonNull(preparation.intent().preparation()), executor)
                    .thenCompose(Function.identity());
        } catch (RejectedExecutionException ended) {
            return CompletableFuture.failedFuture(ended);
        }
    }

    private void madeReady(Preparation preparation, @Nullable Message request, @Nullable Throwable failure) {
        if (!isPresent(preparation)) {
            return;
        }
        if (request == null) {
            fail(preparation, failureOf(failure));
            return;
        }
        end(preparation);
        preparation.callers().forEach(caller -> caller.resume(loop.nanoTime()));
        ready.accept(preparation, request);
        look();
    }

    private static CTraderException failureOf(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Callbacks.causeOf(failure);
        return cause instanceof CTraderException known
                ? known
                : new NotSentException(
                        "Not sent: it could not be made ready" + (cause == null ? "" : ", " + cause), cause);
    }

    private void overdue(Preparation preparation, OutcomeWaiter caller) {
        preparation.callers().remove(caller);
        String waits = "another request that changes " + preparation.target() + " has no outcome yet";
        if (preparation.callers().isEmpty()) {
            end(preparation);
            refuse(preparation, caller, new NotSentException("Not sent: " + waits, null));
        } else {
            refuse(
                    preparation,
                    caller,
                    new OutcomeUnknownException(
                            "The request still waits to be sent for another caller, and may be carried out yet: "
                                    + waits,
                            null));
        }
    }

    private void fail(Preparation preparation, CTraderException failure) {
        end(preparation);
        preparation.callers().forEach(caller -> refuse(preparation, caller, failure));
        look();
    }

    private void end(Preparation preparation) {
        present.remove(preparation.identity().key());
        preparation.end(loop.nanoTime());
    }

    private void refuse(Preparation preparation, OutcomeWaiter caller, CTraderException failure) {
        refusal.fail(caller, preparation.identity().key().accountId(), failure);
    }
}
