package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.History;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History as the simulator keeps it, three rows to an answer. */
class HistoryEndToEndTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final ClientHarness harness = new ClientHarness(
            CTraderSimulator.builder()
                    .historyRows(3)
                    .fillDelay(Duration.ZERO)
                    .historicalRequestsPerSecond(1000)
                    .requestsPerSecond(1000)
                    .start(),
            settings -> settings.requestLimits(1000, 1000));
    private final NettyLoop clock = new NettyLoop("clock");
    private final AccountHistory history = new AccountHistory(overTheWire(), clock, new ServerTime(clock));
    private final long now = clock.now().toEpochMilli();

    @BeforeEach
    void connect() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
    }

    @AfterEach
    void end() {
        harness.close();
        clock.close();
    }

    @Test
    void readsEveryPageOfWhatWasTraded() {
        List<Long> traded = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            traded.add(harness.market().getDeal().getDealId());
        }

        History<ProtoOADeal> deals =
                history.deals(ACCOUNT, now - DAY, now + DAY).join();
        History<ProtoOAOrder> orders =
                history.orders(ACCOUNT, now - DAY, now + DAY).join();

        assertThat(deals.complete()).isTrue();
        assertThat(deals.rows()).extracting(ProtoOADeal::getDealId).containsExactlyElementsOf(traded);
        assertThat(orders.complete()).isTrue();
        assertThat(orders.rows())
                .extracting(ProtoOAOrder::getOrderId)
                .containsExactlyElementsOf(
                        deals.rows().stream().map(ProtoOADeal::getOrderId).toList());
    }

    @Test
    void readsOneOrderAndWhatIsOpen() {
        ProtoOAExecutionEvent first = harness.market();
        ProtoOAExecutionEvent second = harness.market();
        assertThat(history.order(ACCOUNT, second.getOrder().getOrderId()).join().getDealList())
                .containsExactly(asListed(second.getDeal()));
        ProtoOAReconcileRes open = history.reconcile(ACCOUNT).join();
        assertThat(open.getPositionList())
                .extracting(found -> found.getPositionId())
                .containsExactlyInAnyOrder(
                        first.getPosition().getPositionId(),
                        second.getPosition().getPositionId());
        assertThat(ClientHarness.failureOf(history.order(ACCOUNT, 987_654_321)))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo("ORDER_NOT_FOUND"));
    }

    /** As recorded at a real server: lists show a deal as it was made, events as it was executed. */
    private static ProtoOADeal asListed(ProtoOADeal deal) {
        return deal.toBuilder()
                .setUtcLastUpdateTimestamp(deal.getCreateTimestamp())
                .build();
    }

    private Requests overTheWire() {
        return (request, priority) -> harness.request(request)
                .thenApply(reply -> new InboundMessage(reply.payloadType(), reply.message(), reply.clientMsgId()));
    }
}
