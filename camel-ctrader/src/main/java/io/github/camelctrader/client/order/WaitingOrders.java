package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Requests that are ready and have not left. What they were made of may change while they wait: a name may be that of another
 * symbol after an interruption, and what an amendment takes over may be another. Then they are made ready again.
 */
@OnLoop
final class WaitingOrders {
    private final OrderTransport sender;
    private final Loop loop;
    private final OrderBook book;
    private final OperationTransitions outcomes;
    private final OrderIntake intake;
    private final BiConsumer<OrderOperation, CTraderException> failed;

    /** @param failed is told of each operation whose request fails */
    WaitingOrders(
            OrderTransport sender,
            Loop loop,
            OrderBook book,
            OperationTransitions outcomes,
            OrderIntake intake,
            BiConsumer<OrderOperation, CTraderException> failed) {
        this.sender = sender;
        this.loop = loop;
        this.book = book;
        this.outcomes = outcomes;
        this.intake = intake;
        this.failed = failed;
    }

    /** Sends a request that is written down as soon as it may go. */
    void send(OrderOperation operation, long remainingNanos) {
        operation.queued();
        CompletableFuture<InboundMessage> answer = sender.send(
                operation.request(), Duration.ofNanos(Math.max(1, remainingNanos)), new WhileQueued(operation));
        Callbacks.whenDone(answer, (first, failure) -> {
            if (failure != null && book.isLive(operation)) {
                failed.accept(operation, (CTraderException) failure);
            }
        });
    }

    /** The session of an account ended. */
    void sessionLost(long accountId) {
        book.live(accountId).forEach(this::makeReadyAgain);
    }

    /** Symbols changed, and look-ups know. */
    void symbolsChanged(ProtoOASymbolChangedEvent event) {
        for (OrderOperation operation : book.live(event.getCtidTraderAccountId())) {
            boolean untouched = operation.request() instanceof ProtoOANewOrderReq order
                    && !event.getSymbolIdList().contains(order.getSymbolId());
            if (!untouched) {
                makeReadyAgain(operation);
            }
        }
    }

    /** The session that a request was made ready in is over. */
    void makeReadyAgain(OrderOperation operation) {
        makeReadyAgain(operation, false);
    }

    private void makeReadyAgain(OrderOperation operation, boolean afterRefusal) {
        Preparation source = operation.source();
        if (source != null && !operation.sent()) {
            book.withdraw(operation, () -> {
                outcomes.takenBack(operation);
                intake.again(
                        afterRefusal ? source.againAfterRefusal() : source.again(),
                        operation.takeCallers(caller -> true));
            });
        }
    }

    private final class WhileQueued implements SendListener {
        private final OrderOperation operation;

        private WhileQueued(OrderOperation operation) {
            this.operation = operation;
        }

        @Override
        public boolean isWanted() {
            return book.isLive(operation);
        }

        @Override
        public void sent(String clientMsgId) {
            operation.sentAs(clientMsgId, loop.nanoTime());
        }

        @Override
        public boolean mayGoAgain() {
            Preparation source = operation.source();
            return source == null || !source.wasTakenBack();
        }

        @Override
        public void takenBack() {
            operation.queued();
            makeReadyAgain(operation, true);
        }
    }
}
