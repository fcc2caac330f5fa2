package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.order.LastKnownState.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered of what the server told, and whether lists show it. */
class LastKnownStateTest {
    private final LastKnownState seen = new LastKnownState();

    /** The lists are asked for from 100 ms on, and what was seen later than 50 ns does not matter. */
    @ParameterizedTest(
            name = "a {0} order that came to {1} at {2} ms, seen at {3} ns; account {4} lists it as {5}: {6}")
    @CsvSource({
        "LIMIT, FILLED,    100, 50, 17, -,         false",
        "LIMIT, CANCELLED, 100, 50, 17, -,         false",
        "LIMIT, EXPIRED,   100, 50, 17, -,         false",
        "LIMIT, FILLED,    100, 49, 17, -,         false",
        "LIMIT, FILLED,    101, 50, 17, -,         false",
        "LIMIT, FILLED,    100, 50, 17, ACCEPTED,  false",
        "LIMIT, FILLED,    100, 50, 17, FILLED,    true",
        "LIMIT, FILLED,    100, 50, 18, -,         true",
        "LIMIT, FILLED,     99, 50, 17, -,         true",
        "LIMIT, FILLED,    100, 51, 17, -,         true",
        "LIMIT, ACCEPTED,  100, 50, 17, -,         true",
        "LIMIT, REJECTED,  100, 50, 17, -,         true",
        "LIMIT, -,         100, 50, 17, -,         true",
        "STOP_LOSS_TAKE_PROFIT, FILLED, 100, 50, 17, -, true",
    })
    void listsShowWhatTheyShouldWhenEveryEndThatWasSeenIsInThem(
            String type, String status, long changed, long seenNanos, long account, String listed, boolean shows) {
        seen.seen(
                Orders.event("ORDER_FILLED")
                        .setOrder(order(type, status)
                                .setUtcLastUpdateTimestamp(changed)
                                .buildPartial())
                        .buildPartial(),
                seenNanos);
        List<ProtoOAOrder> orders =
                listed.equals("-") ? List.of() : List.of(order(type, listed).build());
        AccountSnapshot snapshot = new AccountSnapshot(
                new History<>(orders, true),
                new History<>(List.of(), true),
                ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(account).build(),
                Map.of());

        assertThat(seen.isListed(snapshot, 100, 50)).isEqualTo(shows);
    }

    @Test
    void theNewestStateCountsInWhateverOrderTheServerTellsOfThem() {
        tell(200, 20);
        tell(100, 10);
        assertState(new State(200, 20));

        tell(300, 20);
        assertState(new State(300, 20));

        tell(400, 21);
        assertState(new State(400, 21));
    }

    @Test
    void whatIsOpenIsRememberedToo() {
        seen.seen(ProtoOAReconcileRes.newBuilder()
                .setCtidTraderAccountId(Orders.ACCOUNT)
                .addOrder(order("LIMIT", "ACCEPTED").setUtcLastUpdateTimestamp(9))
                .addPosition(Orders.position(5).setUtcLastUpdateTimestamp(8))
                .build());

        assertThat(seen.order(Orders.ACCOUNT, 5)).isEqualTo(new State(Orders.VOLUME, 9));
        assertThat(seen.position(Orders.ACCOUNT, 5)).isEqualTo(new State(Orders.VOLUME, 8));
        assertThat(seen.position(18, 5)).isNull();
    }

    @Test
    void anEventTellsNothingOfWhatItDoesNotCarry() {
        seen.seen(Orders.event("SWAP").build(), 0);

        assertThat(seen.order(Orders.ACCOUNT, 0)).isNull();
        assertThat(seen.position(Orders.ACCOUNT, 0)).isNull();
    }

    @Test
    void ofTooManyTheOldestIsForgotten() {
        for (int id = 1; id <= LastKnownState.MOST; id++) {
            tellOfPosition(id);
        }
        tellOfPosition(LastKnownState.MOST);
        tellOfPosition(1);
        assertThat(seen.position(Orders.ACCOUNT, 2)).isNotNull();

        tellOfPosition(LastKnownState.MOST + 1);
        assertThat(seen.position(Orders.ACCOUNT, 3)).isNull();
        assertThat(seen.position(Orders.ACCOUNT, 4)).isNotNull();
        assertThat(seen.position(Orders.ACCOUNT, 1)).isNotNull();
    }

    private void tellOfPosition(long id) {
        seen.seenBefore(
                Orders.event("ORDER_FILLED").setPosition(Orders.position(id)).build());
    }

    private void tell(long volume, long changed) {
        ProtoOAOrder.Builder order = order("LIMIT", "ACCEPTED").setUtcLastUpdateTimestamp(changed);
        order.getTradeDataBuilder().setVolume(volume);
        seen.seenBefore(Orders.event("ORDER_REPLACED").setOrder(order).build());
    }

    private void assertState(State state) {
        assertThat(seen.order(Orders.ACCOUNT, 5)).isEqualTo(state);
    }

    private static ProtoOAOrder.Builder order(String type, String status) {
        ProtoOAOrder.Builder order = Orders.order(type, 5);
        return status.equals("-")
                ? order.clearOrderStatus()
                : order.setOrderStatus(ProtoOAOrderStatus.valueOf("ORDER_STATUS_" + status));
    }
}
