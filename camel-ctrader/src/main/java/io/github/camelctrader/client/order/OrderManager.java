package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.order.OrderOperation.Stage;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries order requests out: each is written down before it is sent, sent once at most, and answered with what really became
 * of it. Outlives the links of its connection.
 */
@OnLoop
public final class OrderManager {
    private static final Logger LOG = LoggerFactory.getLogger(OrderManager.class);

    private final ConnectionSettings settings;
    private final Loop loop;
    private final JournalWriter journal;
    private final OrderListener news;
    private final OrderBook book;
    private final LastKnownState seen = new LastKnownState();
    private final SendTimes times;
    private final OperationTransitions outcomes;
    private final OrderEvents events;
    private final EarlierOperations earlier;
    private final OutcomeLookUps resolver;
    private final RestingOrderCheck unseenEnds;
    private final RecoveredDeals recovered;
    private final OrderIntake intake;
    private final WaitingOrders waiting;
    private boolean closing;
    private @Nullable Runnable whenIdle;

    /**
     * @param sender how requests go out
     * @param serverTime what is known of the server's clock
     * @param usable whether an account has a session on the present link
     * @param freshId makes ids that never come again, in no process
     * @param executor where the journal waits for its disk and requests are made ready; must not run tasks on the calling thread
     */
    public OrderManager(
            ConnectionSettings settings,
            Loop loop,
            OrderTransport sender,
            AccountHistory history,
            ServerTime serverTime,
            LongPredicate usable,
            Supplier<String> freshId,
            OrderJournal journal,
            Executor executor,
            OrderListener news) {
        this.settings = settings;
        this.loop = loop;
        this.news = news;
        this.journal = new JournalWriter(journal, executor, loop);
        this.book = new OrderBook(settings.journal(), loop);
        this.outcomes = new OperationTransitions(settings, loop, book, this.journal, news);
        this.times = new SendTimes(serverTime, loop);
        LateOutcome lateWord = new LateOutcome(settings.environment(), loop, book, outcomes, this::answerFromBook);
        book.whenOver(lateWord::ended);
        this.events = new OrderEvents(loop, book, outcomes, seen, lateWord, this::failed);
        this.earlier = new EarlierOperations(settings.environment(), loop, book, seen, outcomes, lateWord);
        this.resolver = new OutcomeLookUps(
                settings.outcomes(),
                loop,
                history,
                times,
                usable,
                this::unknownOf,
                new LookUpEvaluator(settings.outcomes(), times, seen, book, outcomes, events, lateWord, news)::draw);
        this.intake = new OrderIntake(settings, loop, freshId, book, executor, this);
        this.waiting = new WaitingOrders(sender, loop, book, outcomes, intake, this::failed);
        this.unseenEnds = new RestingOrderCheck(history, usable, book, record -> {
            earlier.adopt(record);
            resolver.look(record.accountId());
        });
        this.recovered = new RecoveredDeals(book, lateWord, earlier, unseenEnds, resolver);
    }

    /** Learns from the journal what happened before. Orders wait until it has; call once. */
    public void start() {
        loop.check();
        Callbacks.whenDone(journal.open(), (records, failure) -> {
            if (closing) {
                return;
            }
            if (failure == null) {
                earlier.remember(records);
                outcomes.untold().forEach(news::outcome);
                intake.open();
                resolver.lookAgain();
                book.restingAccounts().forEach(unseenEnds::look);
            } else {
                LOG.warn("The order journal cannot be read, so that no order is sent", failure);
                intake.refuseAll(failure);
            }
        });
    }

    /**
     * Carries a request out, or joins an earlier one with the same id, or tells what became of that.
     *
     * @param intent asks for one of the five that change orders
     */
    public CompletableFuture<OrderAnswer> submit(OrderIntent intent, OrderOptions options) {
        loop.check();
        return intake.take(intent, options);
    }

    /** Tells a caller what the book knows of a request; false when that may be carried out. */
    boolean answerFromBook(OrderRecord.Key key, OutcomeWaiter caller) {
        OrderOperation live = book.live(key);
        if (live != null) {
            join(live, caller);
            return true;
        }
        OrderRecord past = book.outcome(key);
        return past != null && answerFrom(past, caller);
    }

    /** Tells what became of an operation; false when it did nothing and may be carried out anew. */
    private boolean answerFrom(OrderRecord past, OutcomeWaiter caller) {
        boolean rests = past.phase() == Phase.ACCEPTED;
        Message outcome = past.outcome();
        if (outcome != null && (past.phase() == Phase.DONE || rests && !caller.untilTheEnd())) {
            caller.answer(new OrderAnswer(outcome, null, false));
            return true;
        }
        if (rests) {
            join(earlier.adopt(past), caller);
            return true;
        }
        CTraderException refusal = past.phase() == Phase.DONE
                ? new OutcomeUnknownException(
                        past.operationId()
                                + " was carried out or ended, as the order journal says, which holds nothing of"
                                + " what became of it; it is not sent again",
                        null)
                : RejectionRecords.lasting(past);
        if (refusal != null) {
            outcomes.fail(caller, past, refusal);
        }
        return refusal != null;
    }

    /** Writes a request down and sends it. */
    void begin(OrderRecord first, Preparation source, List<OutcomeWaiter> callers) {
        OrderRecord written = first.after(times.before(first, seen));
        OrderOperation operation =
                new OrderOperation(written, loop.nanoTime(), source.intent().preparation() == null ? null : source);
        book.begin(operation);
        callers.forEach(caller -> join(operation, caller));
        long deadlineNanos =
                callers.stream().mapToLong(OutcomeWaiter::deadlineNanos).max().orElseGet(loop::nanoTime);
        Callbacks.whenDone(journal.write(written), (kept, failure) -> {
            if (!book.isLive(operation)) {
                return;
            }
            if (failure == null) {
                waiting.send(operation, deadlineNanos - loop.nanoTime());
            } else {
                refused(
                        operation,
                        new NotSentException(
                                "Not sent, since the order journal cannot be written: " + failure.getMessage(),
                                failure));
            }
        });
    }

    /** One more waits for the outcome of an operation. */
    private void join(OrderOperation operation, OutcomeWaiter caller) {
        Message accepted = operation.accepted();
        if (accepted != null && !caller.untilTheEnd()) {
            caller.answer(new OrderAnswer(accepted, operation.clientMsgId(), false));
            return;
        }
        operation.add(caller);
        long remaining = Math.max(0, caller.deadlineNanos() - loop.nanoTime());
        caller.arm(loop.schedule(Duration.ofNanos(remaining), () -> overdue(operation, caller)));
        if (operation.stage() == Stage.UNKNOWN) {
            resolver.look(operation.accountId());
        }
    }

    private void overdue(OrderOperation operation, OutcomeWaiter caller) {
        caller.setOverdue();
        caller.arm(loop.schedule(settings.outcomes().answerGrace(), () -> {
            outcomes.giveUp(operation, waiting -> waiting == caller, "no look-up could tell until now");
            reportIdle();
        }));
        if (operation.sent()) {
            unknown(operation);
        } else if (operation.stage() == Stage.UNSENT) {
            refused(operation, new NotSentException("Not sent: the order journal was not written in time", null));
        }
    }

    /** A message that came in; call after the RequestManager has seen it. */
    public void received(InboundMessage inbound) {
        loop.check();
        events.received(inbound);
        reportIdle();
    }

    /** An execution that was read from the history of its account, of whatever request it is. */
    public void recovered(ProtoOAExecutionEvent execution) {
        loop.check();
        recovered.read(execution);
    }

    private void failed(OrderOperation operation, CTraderException failure) {
        if (failure instanceof OutcomeUnknownException) {
            unknown(operation);
        } else if (failure instanceof RequestRejectedException
                && operation.task().settledByEndOfItsOrder()
                && operation.overtaken() instanceof ProtoOAExecutionEvent event) {
            outcomes.settled(operation, event);
        } else if (failure instanceof RequestRejectedException refusal
                && operation.task().doubts(refusal.getErrorCode())) {
            operation.doubted(refusal);
            unknown(operation);
        } else {
            refused(operation, failure);
        }
    }

    private void refused(OrderOperation operation, CTraderException failure) {
        outcomes.refused(operation, failure);
        reportIdle();
    }

    private void unknown(OrderOperation operation) {
        outcomes.unknown(operation);
        if (closing) {
            outcomes.giveUp(operation, caller -> true, "the connection is closed");
        } else {
            resolver.look(operation.accountId());
        }
        reportIdle();
    }

    /** The session of an account ended. */
    public void sessionLost(long accountId) {
        loop.check();
        waiting.sessionLost(accountId);
    }

    /** Symbols changed; call after the SymbolDirectory knows. */
    public void symbolsChanged(ProtoOASymbolChangedEvent event) {
        loop.check();
        waiting.symbolsChanged(event);
    }

    private List<OrderOperation> unknownOf(long accountId) {
        return (accountId == OutcomeLookUps.ALL ? book.live() : book.live(accountId))
                .stream()
                        .filter(operation -> operation.stage() == Stage.UNKNOWN)
                        .toList();
    }

    /** Whether orders of the account rest, or are on their way, or have no outcome yet. */
    public boolean concerns(long accountId) {
        loop.check();
        return !book.live(accountId).isEmpty();
    }

    /** The account may have a session on the present link now. */
    public void accountReady(long accountId) {
        loop.check();
        resolver.look(accountId);
        unseenEnds.look(accountId);
    }

    /** What became of requests whose callers could not be told, and that nobody was told of yet. */
    public List<UndeliveredOutcome> untold() {
        loop.check();
        return outcomes.untold();
    }

    /** By account, the operations of which the outcome is not known, or whose order rests, as far as is known. */
    public Map<Long, List<String>> open() {
        loop.check();
        return book.open();
    }

    /** The connection is ready. */
    public void ready() {
        loop.check();
        resolver.lookAgain();
    }

    /** The link is gone; call after the RequestManager knows. */
    public void linkLost() {
        loop.check();
        resolver.linkLost();
        for (OrderOperation operation : book.live()) {
            if (operation.restsUnattended()) {
                book.end(operation);
            } else if (operation.sent()) {
                operation.lostItsLink(loop.nanoTime());
                unknown(operation);
            } else {
                waiting.makeReadyAgain(operation);
            }
        }
    }

    /**
     * Takes nothing new, and tells those who wait for a look-up that it will not come. Call after the RequestManager has
     * told those who wait in its queue.
     */
    public void close() {
        loop.check();
        closing = true;
        resolver.close();
        intake.close();
        for (OrderOperation operation : book.live()) {
            if (operation.stage() == Stage.UNKNOWN) {
                outcomes.giveUp(operation, caller -> true, "the connection is closing");
            } else if (!operation.sent()) {
                refused(operation, new NotSentException("Not sent: the connection is closing", null));
            }
        }
    }

    /** The operations under way. */
    public List<ClientReport.Order> underWay() {
        loop.check();
        return book.live().stream()
                .filter(operation -> !operation.restsUnattended())
                .map(OrderOperation::report)
                .toList();
    }

    /** What became of operations since the connection was opened. */
    public ClientReport.OrderTotals totals() {
        loop.check();
        return new ClientReport.OrderTotals(outcomes.reached(), journal.writes());
    }

    /** Runs {@code idle} once no caller waits for the server's word: now, or then. */
    public void whenIdle(Runnable idle) {
        loop.check();
        whenIdle = idle;
        reportIdle();
    }

    /** What is known of earlier requests. */
    @AnyThread
    public AnswersInMemory answers() {
        return book.answers();
    }

    /** Completes, on any thread, when the journal has all that it was given until now. */
    @AnyThread
    public CompletableFuture<?> journalWritten() {
        return journal.idle();
    }

    private void reportIdle() {
        if (whenIdle != null
                && book.live().stream()
                        .noneMatch(operation -> operation.stage() == Stage.SENT && operation.hasCallers())) {
            Runnable idle = whenIdle;
            whenIdle = null;
            idle.run();
        }
    }
}
