package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderIntent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which id a request has, and what of it the server sees. */
class OrderIdentityTest {
    private static final ProtoOANewOrderReq WITHOUT_ID =
            Orders.newOrder("MARKET", "").clearClientOrderId().build();

    @Test
    void theIdInANewOrderCountsBeforeThatOfTheCallerAndThatBeforeAFreshOne() {
        assertThat(id(Orders.newOrder("MARKET", "inside").build(), "wanted")).isEqualTo("inside");
        assertThat(id(WITHOUT_ID, "wanted")).isEqualTo("wanted");
        assertThat(id(WITHOUT_ID, null)).isEqualTo("fresh");
        assertThat(id(Orders.cancel(5), "wanted")).isEqualTo("wanted");
        assertThat(id(Orders.cancel(5), null)).isEqualTo("fresh");
    }

    @Test
    void anIdInANewOrderThatWouldComeBackAsAnotherIsRefused() {
        for (String none : new String[] {"", "a ", "a\n", "a\ud83d", "x".repeat(51)}) {
            assertThatThrownBy(() -> id(Orders.newOrder("MARKET", none).build(), null))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("clientOrderId");
        }
    }

    @Test
    void aNewOrderIsMarkedAndItsOwnLabelIsLeftToIt() {
        OrderIdentity identity = identity(WITHOUT_ID, "wanted");

        assertThat(identity.mark(WITHOUT_ID))
                .isEqualTo(WITHOUT_ID.toBuilder()
                        .setClientOrderId("wanted")
                        .setLabel("wanted")
                        .build());
        assertThat(identity.mark(WITHOUT_ID.toBuilder().setLabel("strategy").build()))
                .isEqualTo(WITHOUT_ID.toBuilder()
                        .setClientOrderId("wanted")
                        .setLabel("strategy")
                        .build());
        assertThat(identity.mark(Orders.cancel(5))).isEqualTo(Orders.cancel(5));
    }

    private static String id(Message asked, @Nullable String wanted) {
        return identity(asked, wanted).key().operationId();
    }

    private static OrderIdentity identity(Message asked, @Nullable String wanted) {
        return OrderIdentity.of(Environment.DEMO, OrderIntent.ready(asked), wanted, () -> "fresh");
    }
}
