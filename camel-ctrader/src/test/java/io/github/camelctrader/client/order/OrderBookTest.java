package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of operations that are over, and what is forgotten. */
class OrderBookTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    private final VirtualLoop clock = new VirtualLoop();
    private final OrderBook book = new OrderBook(new JournalBounds(Duration.ofDays(7), 3), clock);

    @Test
    void theOldestOutcomeIsForgottenWithItsOrderAndThoseThatRestAreNot() {
        end(1, Phase.ACCEPTED);
        end(2, Phase.DONE);
        for (int id = 3; id <= 5; id++) {
            end(id, Phase.DONE);
        }

        assertThat(book.outcome(key(1))).isNotNull();
        assertThat(book.owner(Orders.ACCOUNT, 1)).isEqualTo(key(1));
        assertThat(book.outcome(key(2))).isNull();
        assertThat(book.owner(Orders.ACCOUNT, 2)).isNull();
        assertThat(book.outcome(key(3))).isNotNull();
    }

    @Test
    void anOutcomeIsForgottenWithItsOrderAfterTheRetention() {
        end(1, Phase.ACCEPTED);
        end(2, Phase.DONE);
        clock.advance(Duration.ofDays(7));
        assertThat(book.outcome(key(2))).isNotNull();

        clock.advance(Duration.ofNanos(1));
        assertThat(book.outcome(key(2))).isNull();
        assertThat(book.owner(Orders.ACCOUNT, 2)).isNull();
        assertThat(book.outcome(key(1))).isNotNull();
    }

    @Test
    void anOrderThatTheServerTookAndThenRejectedIsNobodysAnyMore() {
        OrderOperation operation = begin(1);
        operation.orderId(5);
        book.own(operation.key(), 5);
        assertThat(book.owner(Orders.ACCOUNT, 5)).isEqualTo(operation.key());

        operation.record(operation.record().next(Phase.REJECTED, NOW, null, "NO_QUOTES", null));
        book.end(operation);

        assertThat(book.owner(Orders.ACCOUNT, 5)).isNull();
    }

    @Test
    void anOrderThatAnOperationTookStaysItsOwnThoughItsOutcomeNamesAnother() {
        OrderOperation operation = begin(1);
        operation.orderId(5);
        book.own(operation.key(), 5);
        operation.record(operation.record().next(Phase.DONE, NOW, outcome(6), null, null));
        book.end(operation);

        assertThat(book.owner(Orders.ACCOUNT, 5)).isEqualTo(operation.key());
        assertThat(book.owner(Orders.ACCOUNT, 6)).isEqualTo(operation.key());
    }

    @Test
    void anOutcomeWithoutAnOrderOwnsNone() {
        end(1, Phase.ACCEPTED);
        OrderOperation refused = begin(2);
        refused.record(refused.record().next(Phase.REJECTED, NOW, null, "NO_QUOTES", null));
        book.end(refused);

        assertThat(book.owner(Orders.ACCOUNT, 0)).isNull();
    }

    @Test
    void whatRestsIsKnownByAccount() {
        end(1, Phase.ACCEPTED);

        assertThat(book.resting(Orders.ACCOUNT)).hasSize(1);
        assertThat(book.resting(Orders.ACCOUNT + 1)).isEmpty();
        assertThat(book.restingAccounts()).containsExactly(Orders.ACCOUNT);
    }

    @Test
    void onlyNewOrdersAndClosesMakeOrders() {
        ProtoOAExecutionEvent event = outcome(5);
        assertThat(OrderBook.orderMadeBy(Orders.newOrder("LIMIT", "mine").build(), event))
                .isEqualTo(5);
        assertThat(OrderBook.orderMadeBy(Orders.close(1, Orders.VOLUME), event)).isEqualTo(5);
        for (Message request : List.of(
                Orders.cancel(5), Orders.amend(5).build(), Orders.protect(1).build())) {
            assertThat(OrderBook.orderMadeBy(request, event)).isZero();
        }
        assertThat(OrderBook.orderMadeBy(Orders.close(1, Orders.VOLUME), null)).isZero();
        assertThat(OrderBook.orderMadeBy(
                        Orders.close(1, Orders.VOLUME), Orders.event("SWAP").build()))
                .isZero();
    }

    private void end(long id, Phase phase) {
        OrderOperation operation = begin(id);
        operation.orderId(id);
        book.own(operation.key(), id);
        operation.record(operation.record().next(phase, NOW, outcome(id), null, null));
        book.end(operation);
    }

    private OrderOperation begin(long id) {
        Message request = Orders.newOrder("LIMIT", "order-" + id).build();
        OrderOperation operation = new OrderOperation(
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, key(id).operationId(), request, NOW), 0, null);
        book.begin(operation);
        return operation;
    }

    private static ProtoOAExecutionEvent outcome(long orderId) {
        return Orders.event("ORDER_ACCEPTED")
                .setOrder(Orders.order("LIMIT", orderId))
                .build();
    }

    private static OrderRecord.Key key(long id) {
        return new OrderRecord.Key(Environment.DEMO, Orders.ACCOUNT, "order-" + id);
    }
}
