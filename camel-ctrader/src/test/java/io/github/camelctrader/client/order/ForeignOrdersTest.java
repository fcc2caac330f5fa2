package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which closing orders no close of ours can have made. */
class ForeignOrdersTest {
    private final OrderBook book = new OrderBook(JournalBounds.DEFAULT, new VirtualLoop());
    private final ForeignOrders foreign = new ForeignOrders();

    @ParameterizedTest(name = "{0} of position 1 while {1} {2}, event with the id {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "closing MARKET,                nothing,           -,       -,     true",
                "closing MARKET,                nothing,           -,       msg-1, true",
                "MARKET,                        nothing,           -,       -,     false",
                "closing STOP_LOSS_TAKE_PROFIT, nothing,           -,       -,     false",
                "closing MARKET,                close of 1,        sent,    -,     false",
                "closing MARKET,                close of 1,        sent,    msg-1, false",
                "closing MARKET,                close of 1,        sent,    msg-2, true",
                "closing MARKET,                close of 1,        queued,  -,     true",
                "closing MARKET,                close of 1,        unknown, msg-2, false",
                "closing MARKET,                close of 2,        sent,    -,     true",
                "closing MARKET,                cancel of 1,       sent,    -,     true",
            })
    void aClosingOrderIsForeignUnlessACloseThatWasSentMayHaveMadeIt(
            String order, String request, @Nullable String stage, @Nullable String clientMsgId, boolean isForeign) {
        if (!request.equals("nothing")) {
            long target = Long.parseLong(request.split(" of ")[1]);
            OrderOperation operation =
                    begin(request.startsWith("close") ? Orders.close(target, Orders.VOLUME) : Orders.cancel(target));
            if ("sent".equals(stage)) {
                operation.sentAs("msg-1", 0);
            } else if ("unknown".equals(stage)) {
                operation.becomeUnknown();
            }
        }

        see(order, 5, clientMsgId);

        assertThat(foreign.own(Orders.ACCOUNT, 5)).isEqualTo(isForeign);
        assertThat(foreign.own(Orders.ACCOUNT + 1, 5)).isFalse();
    }

    @Test
    void anOrderOfOursIsNotForeign() {
        book.own(begin(Orders.close(1, Orders.VOLUME)).key(), 5);

        see("closing MARKET", 5, null);

        assertThat(foreign.own(Orders.ACCOUNT, 5)).isFalse();
    }

    @Test
    void ofTooManyTheOldestIsForgotten() {
        for (int id = 1; id <= 1_000; id++) {
            see("closing MARKET", id, null);
        }
        assertThat(foreign.own(Orders.ACCOUNT, 1)).isTrue();

        see("closing MARKET", 1_001, null);
        assertThat(foreign.own(Orders.ACCOUNT, 1)).isFalse();
        assertThat(foreign.own(Orders.ACCOUNT, 2)).isTrue();
    }

    private OrderOperation begin(Message request) {
        OrderOperation operation = new OrderOperation(
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "id", request, Instant.EPOCH), 0, null);
        operation.queued();
        book.begin(operation);
        return operation;
    }

    private void see(String order, long orderId, @Nullable String clientMsgId) {
        boolean closing = order.startsWith("closing ");
        foreign.seen(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order(order.replace("closing ", ""), orderId)
                                .setPositionId(1)
                                .setClosingOrder(closing))
                        .build(),
                clientMsgId,
                book);
    }
}
