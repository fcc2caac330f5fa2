package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way down of an order request: it is identified; the book is asked; only if the book knows nothing of it, it is made ready;
 * then it is written down and sent.
 */
@OnLoop
final class OrderIntake {
    private final ConnectionSettings settings;
    private final Loop loop;
    private final Supplier<String> freshId;
    private final OrderBook book;
    private final OrderManager manager;
    private final Preparations preparations;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private boolean closing;

    /** @param manager carries out what is ready */
    OrderIntake(
            ConnectionSettings settings,
            Loop loop,
            Supplier<String> freshId,
            OrderBook book,
            Executor executor,
            OrderManager manager) {
        this.settings = settings;
        this.loop = loop;
        this.freshId = freshId;
        this.book = book;
        this.manager = manager;
        this.preparations =
                new Preparations(loop, executor, book, settings.outcomes().absenceGrace(), this::fail, this::begin);
    }

    /** The book has all that the journal knows. */
    void open() {
        known.complete(null);
    }

    /** The journal cannot be read, so that nothing may be sent. */
    void refuseAll(Throwable failure) {
        known.completeExceptionally(failure);
    }

    void close() {
        closing = true;
        book.answers().close();
        known.completeExceptionally(new CancellationException("The connection is closing"));
        preparations.close();
    }

    CompletableFuture<OrderAnswer> take(OrderIntent intent, OrderOptions options) {
        OrderIdentity identity;
        try {
            identity = OrderIdentity.of(settings.environment(), intent, options.operationId(), freshId);
        } catch (InvalidRequestException refused) {
            return CompletableFuture.failedFuture(
                    refused.concerning(settings.environment(), PayloadTypes.accountIdOf(intent.asked()), null));
        }
        boolean immediate =
                OutcomeMatcher.of(intent.asked(), identity.key().operationId()).immediate();
        OutcomeWaiter caller = new OutcomeWaiter(
                options.reply() == OrderReply.FINAL || options.reply() == OrderReply.AUTO && immediate,
                loop.nanoTime() + options.timeout().toNanos());
        if (!known.isDone()) {
            caller.arm(loop.schedule(
                    options.timeout(), () -> notSent(caller, identity, "the order journal was not read yet", null)));
        }
        Callbacks.whenDone(known, (nothing, failure) -> {
            if (caller.future().isDone()) {
                return;
            }
            if (closing) {
                notSent(caller, identity, "the connection is closing", null);
            } else if (failure != null) {
                notSent(caller, identity, "the order journal cannot be read", failure);
            } else {
                admit(new Preparation(identity, intent), caller);
            }
        });
        return caller.future();
    }

    private void admit(Preparation request, OutcomeWaiter caller) {
        OrderRecord.Key key = request.identity().key();
        Preparation preparing = preparations.get(key);
        OrderOperation live = book.live(key);
        OrderRecord past = live == null ? book.outcome(key) : live.record();
        if (preparing != null && !preparing.identity().equals(request.identity())) {
            refuseOther(request, preparing.intent().asked(), caller);
        } else if (preparing != null) {
            preparations.join(preparing, caller);
        } else if (past != null && !request.identity().contents().areOf(past)) {
            refuseOther(request, past.request(), caller);
        } else if (!manager.answerFromBook(key, caller)) {
            prepare(request, caller);
        }
    }

    private void prepare(Preparation request, OutcomeWaiter caller) {
        if (request.intent().preparation() == null) {
            request.callers().add(caller);
            begin(request, request.intent().asked());
        } else {
            preparations.begin(request, caller);
        }
    }

    /** Prepares a request anew that has not left, since what its first preparation read may have changed. */
    void again(Preparation preparation, List<OutcomeWaiter> callers) {
        preparations.beginAgain(preparation, callers);
    }

    private void begin(Preparation request, Message ready) {
        OrderIdentity identity = request.identity();
        OrderRecord.Key key = identity.key();
        OrderRecord first = OrderRecord.submitted(
                        key.environment(), key.accountId(), key.operationId(), identity.mark(ready), loop.now())
                .asking(identity.contents().fingerprint());
        List<OutcomeWaiter> unanswered = request.callers().stream()
                // A word of the server about an earlier attempt may have come while the request was made ready.
                .filter(caller -> !manager.answerFromBook(key, caller))
                .toList();
        if (!unanswered.isEmpty()) {
            manager.begin(first, request, unanswered);
        }
    }

    private void refuseOther(Preparation request, Message earlier, OutcomeWaiter caller) {
        OrderIdentity identity = request.identity();
        fail(
                caller,
                identity.key().accountId(),
                new InvalidRequestException(
                        "clientOrderId",
                        identity.key().operationId(),
                        identity.contents().differenceFrom(earlier)));
    }

    private void notSent(OutcomeWaiter caller, OrderIdentity identity, String why, @Nullable Throwable cause) {
        fail(caller, identity.key().accountId(), new NotSentException("Not sent: " + why, cause));
    }

    private void fail(OutcomeWaiter caller, long accountId, CTraderException failure) {
        caller.fail(failure.concerning(settings.environment(), accountId, null));
    }
}
