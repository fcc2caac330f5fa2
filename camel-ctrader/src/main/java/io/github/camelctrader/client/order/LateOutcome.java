package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.order.OutcomeMatcher.Progress;
import io.github.camelctrader.client.time.OnLoop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a request after it was judged not to have been carried out: the record is put right, so that no
 * repetition is sent, also none that waits to be.
 */
@OnLoop
final class LateOutcome {
    private static final int MOST = 1_000;

    private final Environment environment;
    private final OrderBook book;
    private final OperationTransitions outcomes;
    private final BiConsumer<OrderRecord.Key, OutcomeWaiter> answer;
    private final Map<String, OrderRecord.Key> sentAs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OrderRecord.Key> eldest) {
            return size() > MOST;
        }
    };

    /** @param answer tells a caller what the book knows */
    LateOutcome(
            Environment environment,
            OrderBook book,
            OperationTransitions outcomes,
            BiConsumer<OrderRecord.Key, OutcomeWaiter> answer) {
        this.environment = environment;
        this.book = book;
        this.outcomes = outcomes;
        this.answer = answer;
    }

    /** A request is over that went out with this id; what still comes for it is recognised. */
    void ended(OrderOperation operation) {
        String clientMsgId = operation.clientMsgId();
        if (clientMsgId != null && isJudged(operation.record())) {
            sentAs.put(clientMsgId, operation.key());
        }
    }

    /** An event that came in. */
    void heard(ProtoOAExecutionEvent event, @Nullable String clientMsgId) {
        OrderRecord.Key sent = clientMsgId == null ? null : sentAs.get(clientMsgId);
        OrderRecord record = sent == null ? null : notCarriedOut(sent);
        boolean own = record != null;
        if (!own) {
            record = ofOrder(event.getCtidTraderAccountId(), event.getOrder());
        }
        if (record != null) {
            correct(record, event, own);
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
            book.withdraw(waiting, () -> {
                outcomes.corrected(record, phase, event);
                waiting.takeCallers(caller -> true).forEach(caller -> answer.accept(record.key(), caller));
            });
        }
    }

    /** The new order that the server knows by its id, if it counts as not carried out; else null. */
    private @Nullable OrderRecord ofOrder(long accountId, ProtoOAOrder order) {
        OrderRecord record = order.getClientOrderId().isEmpty()
                ? null
                : notCarriedOut(new OrderRecord.Key(environment, accountId, order.getClientOrderId()));
        return record != null && record.request() instanceof ProtoOANewOrderReq ? record : null;
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
