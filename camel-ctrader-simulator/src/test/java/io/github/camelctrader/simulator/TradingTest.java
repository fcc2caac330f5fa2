package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExpectedMarginReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExpectedMarginRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TradingTest {
    private static final long EURUSD = 1;
    private static final int NEW_ORDER = 2106;
    private static final int EXECUTION = 2126;

    private static SimulatorBuilder still() {
        return CTraderSimulator.builder().quotesPerSecond(0);
    }

    private static ProtoOAExecutionEvent execution(TestClient client) throws Exception {
        return client.await(ProtoOAExecutionEvent.getDefaultInstance());
    }

    private static List<String> idsOfExecutions(TestClient client) {
        return client.log().stream()
                .filter(received -> received.payloadType() == EXECUTION)
                .map(received -> Objects.toString(received.clientMsgId(), "-"))
                .toList();
    }

    @Test
    void theWholeLifeOfAPositionIsToldToEveryConnectionOfItsAccount() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient trader = TestClient.authorised(simulator, DEMO_ACCOUNT);
                TestClient watcher = TestClient.authorised(simulator, DEMO_ACCOUNT);
                TestClient stranger = TestClient.authorised(simulator, SECOND_DEMO_ACCOUNT)) {
            String order =
                    trader.send(SampleOrders.market().setRelativeStopLoss(1000).build());
            List<ProtoOAExecutionEvent> opening = trader.await(ProtoOAExecutionEvent.getDefaultInstance(), 3);
            long position = opening.get(1).getPosition().getPositionId();
            String amend = trader.send(ProtoOAAmendPositionSLTPReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setPositionId(position)
                    .setStopLoss(1.07)
                    .setTakeProfit(1.1)
                    .build());
            assertThat(execution(trader).getExecutionType().name()).isEqualTo("ORDER_REPLACED");
            String close = trader.send(ProtoOAClosePositionReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setPositionId(position)
                    .setVolume(100_000)
                    .build());
            trader.await(ProtoOAExecutionEvent.getDefaultInstance(), 3);

            assertThat(idsOfExecutions(trader)).containsExactly(order, order, "-", amend, close, close, close);
            watcher.await(ProtoOAExecutionEvent.getDefaultInstance(), 7);
            assertThat(idsOfExecutions(watcher)).containsOnly("-").hasSize(7);
            stranger.request(reconcile(SECOND_DEMO_ACCOUNT)).as(ProtoOAReconcileRes.getDefaultInstance());
            assertThat(idsOfExecutions(stranger)).isEmpty();
        }
    }

    private static ProtoOAReconcileReq reconcile(long accountId) {
        return ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
    }

    @Test
    void pendingOrdersLiveOnWithoutTheConnectionThatPlacedThem() throws Exception {
        try (CTraderSimulator simulator = still().start()) {
            try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
                client.send(SampleOrders.limit(1.08).setClientOrderId("mine").build());
                execution(client);
            }
            try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
                ProtoOAReconcileRes state =
                        client.request(reconcile(DEMO_ACCOUNT)).as(ProtoOAReconcileRes.getDefaultInstance());
                assertThat(state.getOrder(0).getClientOrderId()).isEqualTo("mine");
                simulator.quote(DEMO, "EURUSD", "1.0799", "1.08");
                assertThat(execution(client).getExecutionType().name()).isEqualTo("ORDER_FILLED");
                assertThat(idsOfExecutions(client)).containsExactly("-");
            }
        }
    }

    @Test
    void lateFillsCarryTheIdOfTheirRequestWhereTheServerDoesSo() throws Exception {
        try (CTraderSimulator simulator =
                        still().trading(TradingSwitch.LATE_FILLS_ANSWER_REQUEST).start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            String id = client.send(SampleOrders.limit(1.08).build());
            execution(client);
            simulator.quote(DEMO, "EURUSD", "1.0799", "1.08");
            execution(client);
            assertThat(idsOfExecutions(client)).containsExactly(id, id);

            long position = client.request(reconcile(DEMO_ACCOUNT))
                    .as(ProtoOAReconcileRes.getDefaultInstance())
                    .getPosition(0)
                    .getPositionId();
            String protect = client.send(ProtoOAAmendPositionSLTPReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setPositionId(position)
                    .setStopLoss(1.07)
                    .build());
            execution(client);
            simulator.quote(DEMO, "EURUSD", "1.07", "1.0701");
            execution(client);
            assertThat(idsOfExecutions(client))
                    .as("what the server does by itself has no id")
                    .containsExactly(id, id, protect, "-");
        }
    }

    @Test
    void ordersAreAmendedAndCancelled() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            long orderId = client.request(SampleOrders.limit(1.08).build())
                    .as(ProtoOAExecutionEvent.getDefaultInstance())
                    .getOrder()
                    .getOrderId();
            assertThat(client.request(ProtoOAAmendOrderReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setOrderId(orderId)
                                    .setLimitPrice(1.07)
                                    .build())
                            .as(ProtoOAExecutionEvent.getDefaultInstance())
                            .getOrder()
                            .getLimitPrice())
                    .isEqualTo(1.07);
            ProtoOACancelOrderReq cancel = ProtoOACancelOrderReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .setOrderId(orderId)
                    .build();
            assertThat(client.request(cancel)
                            .as(ProtoOAExecutionEvent.getDefaultInstance())
                            .getExecutionType()
                            .name())
                    .isEqualTo("ORDER_CANCELLED");
            ProtoOAOrderErrorEvent error = client.orderError(cancel);
            assertThat(error.getErrorCode()).isEqualTo("ORDER_NOT_FOUND");
            assertThat(error.getDescription()).isEqualTo("Order not found with id " + orderId);
            assertThat(error.getCtidTraderAccountId()).isEqualTo(DEMO_ACCOUNT);
            assertThat(error.getOrderId()).isEqualTo(orderId);
            assertThat(error.hasPositionId()).isFalse();
        }
    }

    @Test
    void faultsOfTradesAndOfSessionsAreToldApart() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(client.orderError(SampleOrders.market().setVolume(100).build())
                            .getErrorCode())
                    .isEqualTo("TRADING_BAD_VOLUME");
            assertThat(client.refusal(SampleOrders.market()
                                    .setCtidTraderAccountId(SECOND_DEMO_ACCOUNT)
                                    .build())
                            .getDescription())
                    .isEqualTo("Trading account is not authorized");
        }
    }

    @Test
    void aViewOnlyTokenLooksButDoesNotTrade() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.demo(simulator).withApplication()) {
            client.request(TestClient.accountAuth(DEMO_ACCOUNT, VIEW_ONLY_ACCESS_TOKEN));
            client.request(reconcile(DEMO_ACCOUNT)).as(ProtoOAReconcileRes.getDefaultInstance());
            assertThat(client.orderError(SampleOrders.market().build()).getErrorCode())
                    .isEqualTo("TRADING_NOT_ALLOWED");
            assertThat(client.orderError(ProtoOACancelOrderReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setOrderId(1)
                                    .build())
                            .getErrorCode())
                    .isEqualTo("TRADING_NOT_ALLOWED");
        }
    }

    @Test
    void aSwallowedOrderIsExecutedAndOnlyItsSenderHearsNothing() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT);
                TestClient watcher = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            simulator.swallow(NEW_ORDER, 1);
            client.send(SampleOrders.market()
                    .setLabel("swallowed")
                    .setRelativeTakeProfit(1000)
                    .build());
            watcher.await(ProtoOAExecutionEvent.getDefaultInstance(), 3);
            assertThat(client.request(reconcile(DEMO_ACCOUNT))
                            .as(ProtoOAReconcileRes.getDefaultInstance())
                            .getPosition(0)
                            .getTradeData()
                            .getLabel())
                    .isEqualTo("swallowed");
            assertThat(idsOfExecutions(client)).isEmpty();
            client.request(SampleOrders.market().build()).as(ProtoOAExecutionEvent.getDefaultInstance());
        }
    }

    @Test
    void theFillFollowsTheAcceptanceAfterItsDelay() throws Exception {
        try (CTraderSimulator simulator = still().fillDelay(Duration.ofHours(1)).start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.request(SampleOrders.market().build()).as(ProtoOAExecutionEvent.getDefaultInstance());
            assertThat(client.request(reconcile(DEMO_ACCOUNT))
                            .as(ProtoOAReconcileRes.getDefaultInstance())
                            .getPositionList())
                    .isEmpty();
            assertThat(idsOfExecutions(client)).hasSize(1);
        }
        try (CTraderSimulator simulator = still().fillDelay(Duration.ZERO).start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.request(SampleOrders.market().build()).as(ProtoOAExecutionEvent.getDefaultInstance());
            assertThat(execution(client).getExecutionType().name()).isEqualTo("ORDER_FILLED");
        }
    }

    @Test
    void historyAndMoneyCanBeAskedFor() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.send(SampleOrders.market().build());
            ProtoOAExecutionEvent filled =
                    client.await(ProtoOAExecutionEvent.getDefaultInstance(), 2).get(1);
            long positionId = filled.getPosition().getPositionId();
            long orderId = filled.getOrder().getOrderId();
            ProtoOADeal listed = filled.getDeal().toBuilder()
                    .setUtcLastUpdateTimestamp(filled.getDeal().getCreateTimestamp())
                    .build();

            assertThat(client.request(ProtoOADealListReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .build())
                            .as(ProtoOADealListRes.getDefaultInstance())
                            .getDealList())
                    .containsExactly(listed);
            assertThat(client.request(ProtoOADealListByPositionIdReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setPositionId(positionId)
                                    .build())
                            .as(ProtoOADealListByPositionIdRes.getDefaultInstance())
                            .getDealList())
                    .containsExactly(listed);
            assertThat(client.request(ProtoOAOrderListReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .build())
                            .as(ProtoOAOrderListRes.getDefaultInstance())
                            .getOrderList())
                    .containsExactly(filled.getOrder());
            assertThat(client.request(ProtoOAOrderListByPositionIdReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setPositionId(positionId)
                                    .build())
                            .as(ProtoOAOrderListByPositionIdRes.getDefaultInstance())
                            .getOrderList())
                    .containsExactly(filled.getOrder());
            ProtoOAOrderDetailsRes details =
                    client.request(orderDetails(orderId)).as(ProtoOAOrderDetailsRes.getDefaultInstance());
            assertThat(details.getOrder()).isEqualTo(filled.getOrder());
            assertThat(details.getDealList()).containsExactly(listed);
            assertThat(client.request(orderDetails(1))
                            .as(ProtoOAErrorRes.getDefaultInstance())
                            .getErrorCode())
                    .isEqualTo("ORDER_NOT_FOUND");
            // Bought at the ask, would be sold at the bid: 1000 EUR * 0.0001 = 0.10 USD, and 0.03 USD commission.
            assertThat(client.request(ProtoOAGetPositionUnrealizedPnLReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .build())
                            .as(ProtoOAGetPositionUnrealizedPnLRes.getDefaultInstance())
                            .getPositionUnrealizedPnL(0))
                    .satisfies(profit -> {
                        assertThat(profit.getPositionId()).isEqualTo(positionId);
                        assertThat(profit.getGrossUnrealizedPnL()).isEqualTo(-10);
                        assertThat(profit.getNetUnrealizedPnL()).isEqualTo(-13);
                    });
            assertThat(client.request(ProtoOAExpectedMarginReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setSymbolId(EURUSD)
                                    .addVolume(100_000)
                                    .addVolume(10_000_000)
                                    .build())
                            .as(ProtoOAExpectedMarginRes.getDefaultInstance())
                            .getMarginList())
                    .extracting(margin -> margin.getBuyMargin())
                    .containsExactly(10_85L, 1085_10L);
        }
    }

    @Test
    void theMarginOfAVolumeThatNoOrderCanHaveIsRefused() throws Exception {
        try (CTraderSimulator simulator = still().start();
                TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            for (long volume : new long[] {0, -100_000, 10_000_000_001L, Long.MAX_VALUE}) {
                assertThat(client.refusal(ProtoOAExpectedMarginReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .setSymbolId(EURUSD)
                                .addVolume(100_000)
                                .addVolume(volume)
                                .build()))
                        .satisfies(error -> {
                            assertThat(error.getErrorCode()).isEqualTo("TRADING_BAD_VOLUME");
                            assertThat(error.getDescription())
                                    .isEqualTo("Volume " + volume + " is not between 1 and maxVolume=10000000000");
                        });
            }
        }
    }

    private static ProtoOAOrderDetailsReq orderDetails(long orderId) {
        return ProtoOAOrderDetailsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setOrderId(orderId)
                .build();
    }
}
