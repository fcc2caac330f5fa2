package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.order.OutcomeMatcher.Progress;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a request after it was judged not to have been carried out: the record is put right, so that no
 * repetition is sent, also none that waits to be.
 */
@OnLoop
final class LateOutcome {
    private final Environment environment;
    private final OrderBook book;
    private final OperationTransitions outcomes;
    private final BiConsumer<OrderRecord.Key, OutcomeWaiter> answer;
    private final JudgedRequests judged;

    /** @param answer tells a caller what the book knows */
    LateOutcome(
            Environment environment,
            Ticker ticker,
            OrderBook book,
            OperationTransitions outcomes,
            BiConsumer<OrderRecord.Key, OutcomeWaiter> answer) {
        this.environment = environment;
        this.book = book;
        this.outcomes = outcomes;
        this.answer = answer;
        this.judged = new JudgedRequests(ticker);
    }

    /** A request is over; what still comes for it is recognised. */
    void ended(OrderOperation operation) {
        judged.ended(operation, isJudged(operation.record()));
    }

    /** The records of an earlier process: what it judged shortly before its end may still take effect. */
    void remember(List<OrderRecord> records) {
        records.stream()
                .filter(RejectionRecords::isJudgement)
                .sorted(Comparator.comparing(OrderRecord::updatedAt))
                .forEach(judged::remembered);
    }

    /** Whether a request was judged so recently that it may still take effect. */
    boolean mayStillHaveEffect(OrderRecord record) {
        return judged.isRecent(record.key());
    }

    /** An event that came in. */
    void heard(ProtoOAExecutionEvent event, @Nullable String clientMsgId) {
        OrderRecord.Key sent = judged.sentAs(clientMsgId);
        OrderRecord named = sent == null ? null : notCarriedOut(sent);
        if (named != null) {
            correct(named, event, true);
        }
        OrderRecord made = ofOrder(event.getCtidTraderAccountId(), event.getOrder());
        if (made != null) {
            correct(made, event, false);
        }
        OrderRecord shown = clientMsgId == null ? byEffect(event) : null;
        if (shown != null) {
            correct(shown, event, true);
        }
    }

    /** What was read for another request. */
    void read(AccountSnapshot snapshot) {
        long accountId = snapshot.open().getCtidTraderAccountId();
        snapshot.everyOrder().forEach(order -> {
            OrderRecord record = ofOrder(accountId, order);
            if (record != null) {
                LookUpResult finding = snapshot.outcomeOf(order);
                if (finding instanceof LookUpResult.Ended ended) {
                    correct(record, ended.event(), false);
                } else if (finding instanceof LookUpResult.Working working) {
                    correct(record, working.event(), false);
                }
            }
        });
    }

    private void correct(OrderRecord record, ProtoOAExecutionEvent event, boolean own) {
        Progress progress =
                OutcomeMatcher.of(record.request(), record.operationId()).progress(event, own, 0);
        if (progress != Progress.ENDED && progress != Progress.ACCEPTED) {
            return;
        }
        Phase phase = progress == Progress.ENDED ? Phase.DONE : Phase.ACCEPTED;
        OrderOperation waiting = book.live(record.key());
        if (waiting == null) {
            outcomes.corrected(record, phase, event);
        } else {
            replace(waiting, () -> outcomes.corrected(record, phase, event));
        }
    }

    /**
     * Takes back what has not left.
     *
     * @param instead puts in its place what its callers are to be told of
     */
    void replace(OrderOperation waiting, Runnable instead) {
        book.withdraw(waiting, () -> {
            instead.run();
            waiting.takeCallers(caller -> true).forEach(caller -> answer.accept(waiting.key(), caller));
        });
    }

    /** The request without an id in the protocol whose effect this event shows, as far as can be told; or null. */
    private @Nullable OrderRecord byEffect(ProtoOAExecutionEvent event) {
        for (OrderRecord.Key key : judged.recent(event.getCtidTraderAccountId())) {
            OrderRecord record = notCarriedOut(key);
            if (record != null
                    && OutcomeMatcher.of(record.request(), record.operationId())
                            .isEffect(event, record.before().serverMillis())
                    && !(record.request() instanceof ProtoOAClosePositionReq close && mayBeAnothers(close, event))) {
                return record;
            }
        }
        return null;
    }

    private boolean mayBeAnothers(ProtoOAClosePositionReq close, ProtoOAExecutionEvent event) {
        long accountId = event.getCtidTraderAccountId();
        return book.owner(accountId, event.getOrder().getOrderId()) != null
                || book.live(accountId).stream()
                        .anyMatch(operation -> operation.sent()
                                && operation.request() instanceof ProtoOAClosePositionReq other
                                && other.getPositionId() == close.getPositionId());
    }

    /** The request that the server knows an order by, if it counts as not carried out; else null. */
    private @Nullable OrderRecord ofOrder(long accountId, ProtoOAOrder order) {
        return notCarriedOut(new OrderRecord.Key(environment, accountId, order.getClientOrderId()));
    }

    /** The record of a request that was judged not to have been carried out, or waits to be sent; else null. */
    private @Nullable OrderRecord notCarriedOut(OrderRecord.Key key) {
        OrderOperation live = book.live(key);
        if (live != null) {
            return live.sent() ? null : live.record();
        }
        OrderRecord record = book.outcome(key);
        return record != null && isJudged(record) ? record : null;
    }

    private static boolean isJudged(OrderRecord record) {
        return switch (record.phase()) {
            case ABSENT, NOT_SENT, REJECTED -> true;
            default -> false;
        };
    }
}
