package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.order.OrderOperation.Stage;
import io.github.camelctrader.client.order.OutcomeMatcher.Progress;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the server's messages say about the operations under way. */
@OnLoop
final class OrderEvents {
    private final Ticker ticker;
    private final OrderBook book;
    private final LastKnownState seen;
    private final LateOutcome lateWord;
    private final OperationTransitions outcomes;
    private final BiConsumer<OrderOperation, CTraderException> failed;
    private final ForeignOrders strangers = new ForeignOrders();

    /** @param failed is called when the server rejects an operation */
    OrderEvents(
            Ticker ticker,
            OrderBook book,
            OperationTransitions outcomes,
            LastKnownState seen,
            LateOutcome lateWord,
            BiConsumer<OrderOperation, CTraderException> failed) {
        this.ticker = ticker;
        this.book = book;
        this.seen = seen;
        this.lateWord = lateWord;
        this.outcomes = outcomes;
        this.failed = failed;
    }

    void received(InboundMessage inbound) {
        String clientMsgId = inbound.clientMsgId();
        if (inbound.message() instanceof ProtoOAExecutionEvent event) {
            book.live(event.getCtidTraderAccountId()).forEach(operation -> look(operation, clientMsgId, event));
            endOfResting(event);
            lateWord.heard(event, clientMsgId);
            seen.seen(event, ticker.nanoTime());
            strangers.seen(event, clientMsgId, book);
        } else if (inbound.message() instanceof ProtoOAReconcileRes open) {
            // What a request that is under way did may be in it, unseen.
            if (book.live(open.getCtidTraderAccountId()).stream().noneMatch(OrderOperation::sent)) {
                seen.seen(open);
            }
        } else if (clientMsgId != null) {
            CTraderException refusal = ServerErrors.refusal(inbound.message());
            book.live().stream()
                    .filter(operation -> refusal != null && clientMsgId.equals(operation.clientMsgId()))
                    .forEach(operation -> failed.accept(operation, Objects.requireNonNull(refusal)));
        }
    }

    /** Which orders are known not to be this operation's. */
    LongPredicate ordersTakenFrom(OrderOperation operation) {
        return orderId -> {
            OrderRecord.Key owner = book.owner(operation.accountId(), orderId);
            return owner == null ? strangers.own(operation.accountId(), orderId) : !owner.equals(operation.key());
        };
    }

    private void look(OrderOperation operation, @Nullable String clientMsgId, ProtoOAExecutionEvent event) {
        if (!operation.sent()) {
            return;
        }
        boolean own = clientMsgId != null && clientMsgId.equals(operation.clientMsgId());
        Progress progress = operation.task().progress(event, own, operation.orderId());
        switch (progress) {
            case NONE -> {}
            case ACCEPTED -> outcomes.accepted(operation, event);
            case ENDED -> outcomes.settled(operation, event);
            case REFUSED -> failed.accept(operation, Objects.requireNonNull(ServerErrors.refusal(event)));
            case MISSED -> failed.accept(operation, operation.task().missed(event));
            case OVERWRITTEN -> operation.setOverwritten();
            case OVERTAKEN -> {
                operation.overtaken(event);
                if (operation.stage() == Stage.UNKNOWN && operation.task().settledByEndOfItsOrder()) {
                    outcomes.settled(operation, event);
                }
            }
        }
    }

    /** An order that rests and that nobody waits for may have come to its end. */
    private void endOfResting(ProtoOAExecutionEvent event) {
        OrderRecord.Key owner =
                book.owner(event.getCtidTraderAccountId(), event.getOrder().getOrderId());
        OrderRecord record = owner == null ? null : book.outcome(owner);
        if (record != null && record.phase() == Phase.ACCEPTED && OutcomeMatcher.ofOrder(event) == Progress.ENDED) {
            outcomes.restingEnded(record, event);
        }
    }
}
