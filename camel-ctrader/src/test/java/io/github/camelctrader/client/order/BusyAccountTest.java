package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import org.junit.jupiter.api.Test;

/** Look-ups of accounts that trade a lot: lists reach back half an hour and more, and one look-up judges all requests of an account. */
class BusyAccountTest extends LookUpCase {
    private static final int ORDERS = 20_000;
    private static final int REQUESTS = 500;

    /** Where each request went through all orders for each deal, five hundred of them took many minutes of the connection's loop. */
    @Test
    void eachRequestIsJudgedWithoutGoingThroughAllOrdersAndDeals() {
        for (int id = 1; id <= ORDERS; id++) {
            orders.add(Orders.order("MARKET", id)
                    .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                    .setExecutedVolume(Orders.VOLUME)
                    .setClientOrderId("other " + id)
                    .build());
            deals.add(Orders.deal(id, id, Orders.VOLUME)
                    .setExecutionTimestamp(SENT + id)
                    .build());
        }
        AccountSnapshot snapshot = snapshot();

        for (int i = 0; i < REQUESTS; i++) {
            Message request = Orders.newOrder("MARKET", "mine " + i).build();
            LookUpResult found = OutcomeMatcher.of(request, "mine " + i).find(snapshot, clues(0, taken -> false));
            assertThat(name(found)).isEqualTo("Absent");
        }
    }
}
