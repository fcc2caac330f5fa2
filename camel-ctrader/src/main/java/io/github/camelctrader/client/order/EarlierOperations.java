package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.util.List;

/** Operations of which only their records are left: those of earlier processes, and those that are looked at once more. */
@OnLoop
final class EarlierOperations {
    private final Environment environment;
    private final Ticker ticker;
    private final OrderBook book;
    private final LastKnownState seen;
    private final OperationTransitions outcomes;
    private final LateOutcome lateWord;

    EarlierOperations(
            Environment environment,
            Ticker ticker,
            OrderBook book,
            LastKnownState seen,
            OperationTransitions outcomes,
            LateOutcome lateWord) {
        this.environment = environment;
        this.ticker = ticker;
        this.book = book;
        this.seen = seen;
        this.outcomes = outcomes;
        this.lateWord = lateWord;
    }

    /** Takes what is in the journal; those of which the outcome is not known are under way again. */
    void remember(List<OrderRecord> records) {
        List<OrderRecord> own = records.stream()
                .filter(record -> record.environment() == environment)
                .toList();
        own.forEach(this::remember);
        lateWord.remember(own);
    }

    private void remember(OrderRecord record) {
        if (record.outcome() instanceof ProtoOAExecutionEvent event) {
            seen.seenBefore(event);
        }
        if (record.phase() == Phase.SUBMITTED || record.phase() == Phase.UNKNOWN) {
            adopt(record).leftWithoutAnswer();
        } else {
            book.keep(record);
        }
    }

    /** Goes on with an operation that was judged not to have been carried out. */
    void reopen(OrderRecord record) {
        OrderOperation operation = adopt(record);
        operation.judgedBefore();
        outcomes.unknown(operation);
    }

    /** Goes on with an operation. */
    OrderOperation adopt(OrderRecord record) {
        OrderOperation operation = new OrderOperation(record, OrderOperation.BEGUN_ELSEWHERE, null);
        if (record.outcome() instanceof ProtoOAExecutionEvent event) {
            operation.accepted(event);
            outcomes.learnOrder(operation, event);
        }
        operation.lostItsLink(ticker.nanoTime());
        book.begin(operation);
        return operation;
    }
}
