package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows when more becomes known of an operation: its record, its callers, and those who are told late. */
@OnLoop
final class OperationTransitions {
    private static final Logger LOG = LoggerFactory.getLogger(OperationTransitions.class);

    private final ConnectionSettings settings;
    private final Ticker ticker;
    private final OrderBook book;
    private final JournalWriter journal;
    private final OrderListener news;
    private final Map<Phase, Long> reached = new EnumMap<>(Phase.class);

    OperationTransitions(
            ConnectionSettings settings, Ticker ticker, OrderBook book, JournalWriter journal, OrderListener news) {
        this.settings = settings;
        this.ticker = ticker;
        this.book = book;
        this.journal = journal;
        this.news = news;
    }

    /** The server says that it has the order, which is not at its end. */
    void accepted(OrderOperation operation, ProtoOAExecutionEvent event) {
        accepted(operation, event, false);
    }

    /** The same, as a look-up found it. */
    void foundWorking(OrderOperation operation, ProtoOAExecutionEvent event) {
        accepted(operation, event, true);
    }

    private void accepted(OrderOperation operation, ProtoOAExecutionEvent event, boolean recovered) {
        learnOrder(operation, event);
        operation.carriedOut();
        if (!operation.hasCallers()
                && operation.someoneToTell()
                && operation.task().immediate()) {
            // Whoever was left without an answer about an order that the market ends at once wants to hear of that end;
            // look-ups go on for it, after a restart too.
            operation.accepted(event);
            return;
        }
        if (operation.accepted() == null || recovered) {
            operation.accepted(event);
            record(operation, Phase.ACCEPTED, event, null, null);
        }
        List<OutcomeWaiter> answered =
                operation.takeCallers(caller -> !caller.untilTheEnd() || recovered && caller.overdue());
        if (!operation.hasCallers()) {
            end(operation);
        } else if (recovered) {
            operation.becomeKnown();
        }
        // Who asks again as soon as it has its answer finds it in memory.
        answered.forEach(caller -> caller.answer(new OrderAnswer(event, operation.clientMsgId(), recovered)));
    }

    /** The server sent the outcome. */
    void settled(OrderOperation operation, ProtoOAExecutionEvent event) {
        settled(operation, event, false);
    }

    /** A look-up found the outcome. */
    void foundSettled(OrderOperation operation, ProtoOAExecutionEvent event) {
        settled(operation, event, true);
    }

    private void settled(OrderOperation operation, ProtoOAExecutionEvent event, boolean recovered) {
        operation.carriedOut();
        record(operation, Phase.DONE, event, null, null);
        end(operation);
        operation
                .takeCallers(caller -> true)
                .forEach(caller -> caller.answer(new OrderAnswer(event, operation.clientMsgId(), recovered)));
    }

    /** Nothing was done, as the exception says. */
    void refused(OrderOperation operation, CTraderException failure) {
        OrderRecord next = RejectionRecords.record(operation.record(), failure, ticker.now());
        // What never left is nothing that may take effect late.
        Phase phase = next.phase() == Phase.ABSENT && !operation.sent() ? Phase.NOT_SENT : next.phase();
        record(operation, phase, null, next.errorCode(), next.description());
        end(operation);
        fail(operation, caller -> true, failure);
    }

    /** Look-ups found nothing that was done; what the server said before is the reason, if it said anything. */
    void absent(OrderOperation operation, String evidence) {
        RequestRejectedException doubted = operation.doubted();
        if (doubted != null) {
            refused(operation, doubted);
            return;
        }
        record(operation, Phase.ABSENT, null, null, evidence);
        end(operation);
        fail(
                operation,
                caller -> true,
                new NotSentException(
                        nameOf(operation) + " " + operation.record().operationId()
                                + " was sent and is not found at the server, so that it is judged that it never took effect: "
                                + evidence + ", in two complete look-ups, the later of which began "
                                + settings.outcomes().absenceGrace().toMillis()
                                + " ms or more after the request was sent or its link was lost",
                        null,
                        true));
    }

    /** From now on it has to be looked up; the journal says so too. */
    void unknown(OrderOperation operation) {
        operation.becomeUnknown();
        if (operation.record().phase() != Phase.UNKNOWN) {
            record(operation, Phase.UNKNOWN, operation.record().outcome(), null, null);
        }
    }

    /** It has not left, and will not as it is. */
    void takenBack(OrderOperation operation) {
        keep(next(operation, Phase.NOT_SENT, null, null, "it was to be made ready again before it left"));
    }

    /** Fails the waiting callers with OutcomeUnknownException and keeps the operation; if the server rejected it, that is the answer. */
    void giveUp(OrderOperation operation, Predicate<OutcomeWaiter> which, String why) {
        RequestRejectedException doubted = operation.doubted();
        if (doubted != null && operation.refusedForSure()) {
            refused(operation, doubted);
            return;
        }
        operation.leftWithoutAnswer();
        fail(
                operation,
                which,
                new OutcomeUnknownException(
                        nameOf(operation) + " " + operation.record().operationId()
                                + (operation.sent()
                                        ? " was sent, and what became of it is not known: " + why
                                        : " still waits to be sent for another caller, and may be carried out yet"),
                        null));
    }

    void fail(OutcomeWaiter caller, OrderRecord record, CTraderException failure) {
        caller.fail(failure.concerning(settings.environment(), record.accountId(), null));
    }

    /** The order that an event is about is the operation's own. */
    void learnOrder(OrderOperation operation, ProtoOAExecutionEvent event) {
        long orderId = OrderBook.orderMadeBy(operation.request(), event);
        if (orderId != 0 && operation.orderId() == 0) {
            operation.orderId(orderId);
            book.own(operation.key(), orderId);
        }
    }

    /** An order that rests and that nobody waits for came to its end. */
    void restingEnded(OrderRecord record, ProtoOAExecutionEvent event) {
        count(Phase.DONE);
        OrderRecord ended = record.next(Phase.DONE, ticker.now(), event, null, null);
        keep(ended);
        if (ended.untold()) {
            tell(ended);
        }
    }

    /** The server says that a request was carried out that was judged not to have been, or that still waits to be sent. */
    void corrected(OrderRecord record, Phase phase, ProtoOAExecutionEvent event) {
        OrderRecord corrected = record.next(phase, ticker.now(), event, null, "the server told of it late")
                .untold(true);
        LOG.warn("{} was carried out after all, as the server tells late: {}", record, corrected);
        count(phase);
        keep(corrected);
        // Of an order that the market ends at once, the end is told.
        if (phase == Phase.DONE
                || !OutcomeMatcher.of(record.request(), record.operationId()).immediate()) {
            tell(corrected);
        }
    }

    private void count(Phase phase) {
        reached.merge(phase, 1L, Long::sum);
    }

    /** How often operations reached a phase since the connection was opened. */
    Map<Phase, Long> reached() {
        return Map.copyOf(reached);
    }

    /** The outcomes that events have still to report. */
    List<UndeliveredOutcome> untold() {
        return book.untold().stream().map(this::untold).toList();
    }

    private void tell(OrderRecord record) {
        news.outcome(untold(record));
    }

    private UndeliveredOutcome untold(OrderRecord record) {
        return new UndeliveredOutcome(
                lateOutcome(record), () -> book.outcome(record.key()) == record, () -> markAsTold(record));
    }

    private void markAsTold(OrderRecord record) {
        if (book.outcome(record.key()) == record) {
            keep(record.untold(false));
        }
    }

    private void keep(OrderRecord record) {
        book.keep(record);
        write(record);
    }

    private void fail(OrderOperation operation, Predicate<OutcomeWaiter> which, CTraderException failure) {
        failure.concerning(settings.environment(), operation.accountId(), operation.clientMsgId());
        operation.takeCallers(which).forEach(caller -> caller.fail(failure));
    }

    private void record(
            OrderOperation operation,
            Phase phase,
            @Nullable Message outcome,
            @Nullable String errorCode,
            @Nullable String description) {
        if (operation.record().phase() != phase) {
            count(phase);
        }
        boolean isOutcome = phase.isSettled() || phase == Phase.ACCEPTED;
        OrderRecord next = next(operation, phase, outcome, errorCode, description);
        if (next != operation.judgement() || operation.someoneToTell()) {
            next = next.untold(isOutcome && operation.someoneToTell());
        }
        operation.record(next);
        write(next);
    }

    /**
     * A repetition that has not left changes nothing of what is known of the attempt before, which may yet turn out otherwise. Nor does
     * a judgement that is found to be right: how old it is tells what it may still have to do with.
     */
    private OrderRecord next(
            OrderOperation operation,
            Phase phase,
            @Nullable Message outcome,
            @Nullable String errorCode,
            @Nullable String description) {
        OrderRecord judgement = operation.judgement();
        if (judgement != null
                && (phase == Phase.NOT_SENT
                        || phase == Phase.ABSENT && operation.isReopened() && judgement.phase() == phase)) {
            return judgement;
        }
        return operation.record().next(phase, ticker.now(), outcome, errorCode, description);
    }

    /** If this fails, the record before stays, and a restart looks the outcome up. */
    private void write(OrderRecord record) {
        Callbacks.whenDone(journal.write(record), (written, failure) -> {
            if (failure != null) {
                LOG.warn("The order journal did not take {}; a restart would look it up", record, failure);
            }
        });
    }

    private void end(OrderOperation operation) {
        book.end(operation);
        if (operation.someoneToTell()) {
            tell(operation.record());
        }
    }

    private OrderOutcomeEvent lateOutcome(OrderRecord record) {
        ProtoOAExecutionEvent event = record.outcome() instanceof ProtoOAExecutionEvent told
                ? told
                : ProtoOAExecutionEvent.getDefaultInstance();
        String outcome = switch (record.phase()) {
            case REJECTED -> "ORDER_REJECTED";
            case NOT_SENT, ABSENT -> OrderOutcomeEvent.NOT_EXECUTED;
            case DONE -> event.hasExecutionType() ? event.getExecutionType().name() : OrderOutcomeEvent.ENDED;
            default -> event.getExecutionType().name();
        };
        return new OrderOutcomeEvent(
                settings.environment(),
                record.updatedAt(),
                record.accountId(),
                record.operationId(),
                PayloadTypes.shortName(record.request()),
                outcome,
                event.getOrder().getOrderId(),
                event.hasPosition()
                        ? event.getPosition().getPositionId()
                        : event.getOrder().getPositionId(),
                event.getOrder().getExecutedVolume(),
                record.errorCode(),
                record.description());
    }

    private static String nameOf(OrderOperation operation) {
        return PayloadTypes.shortName(operation.request());
    }
}
