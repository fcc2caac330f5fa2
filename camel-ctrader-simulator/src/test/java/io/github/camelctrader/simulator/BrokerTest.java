package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealOffsetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealOffsetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderUpdatedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealOffset;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.openapi.v2.model.ProtoOANotificationType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of what the broker does, through their sockets. */
class BrokerTest {
    private static final long EURUSD = 1;
    private static final int EXECUTION = 2126;
    private static final long VOLUME = 400_000;

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .quotesPerSecond(0)
            .fillDelay(Duration.ofMillis(1))
            .trading(TradingSwitch.ORDER_ERRORS_NAME_IDS)
            .start();
    private final SimulatedBroker broker = simulator.broker();
    private TestClient client;

    @BeforeEach
    void connect() throws Exception {
        client = TestClient.authorised(simulator, DEMO_ACCOUNT);
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        simulator.close();
    }

    private static ProtoOANewOrderReq.Builder market() {
        return SampleOrders.market().setVolume(VOLUME);
    }

    private static ProtoOANewOrderReq limit(double price) {
        return market().setOrderType(ProtoOAOrderType.LIMIT)
                .setLimitPrice(price)
                .build();
    }

    private static Message close(long positionId, long volume) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setPositionId(positionId)
                .setVolume(volume)
                .build();
    }

    private List<ProtoOAExecutionEvent> executions(int count) throws Exception {
        return client.await(ProtoOAExecutionEvent.getDefaultInstance(), count);
    }

    private ProtoOAExecutionEvent open() throws Exception {
        client.send(market().build());
        return executions(2).get(1);
    }

    private List<String> ids() {
        return client.log().stream()
                .filter(received -> received.payloadType() == EXECUTION)
                .map(received -> Objects.toString(received.clientMsgId(), "-"))
                .toList();
    }

    private ProtoOATrader trader() throws Exception {
        return client.request(ProtoOATraderReq.newBuilder()
                        .setCtidTraderAccountId(DEMO_ACCOUNT)
                        .build())
                .as(ProtoOATraderRes.getDefaultInstance())
                .getTrader();
    }

    private static List<String> types(List<ProtoOAExecutionEvent> events) {
        return events.stream().map(event -> event.getExecutionType().name()).toList();
    }

    @Test
    void portionsOfAnImmediateOrderAllCarryItsId() throws Exception {
        broker.scriptNextOrder(DEMO_ACCOUNT, OrderScript.portions(100_000, 100_000));
        String id = client.send(market().build());

        assertThat(types(executions(4)))
                .containsExactly("ORDER_ACCEPTED", "ORDER_PARTIAL_FILL", "ORDER_PARTIAL_FILL", "ORDER_CANCELLED");
        assertThat(ids()).containsOnly(id);
    }

    @Test
    void moreLiquidityFillsWhatWaitsForIt() throws Exception {
        broker.liquidity(DEMO, "EURUSD", 100_000);
        client.send(limit(1.2));
        executions(2);

        broker.liquidity(DEMO, "EURUSD", 100_000);
        broker.unlimitedLiquidity(DEMO, "EURUSD");

        List<ProtoOAExecutionEvent> later = executions(2);
        assertThat(types(later)).containsExactly("ORDER_PARTIAL_FILL", "ORDER_FILLED");
        assertThat(later.get(1).getDeal().getFilledVolume()).isEqualTo(VOLUME - 200_000);
        assertThat(ids()).containsExactly("request-3", "request-3", "-", "-");
    }

    @Test
    void aFillBeatsTheCancellation() throws Exception {
        broker.raceNextCancel(DEMO_ACCOUNT, CancelRace.ORDER_NOT_FOUND);
        long orderId = client.request(limit(1.05))
                .as(ProtoOAExecutionEvent.getDefaultInstance())
                .getOrder()
                .getOrderId();
        ProtoOACancelOrderReq cancel = ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setOrderId(orderId)
                .build();

        assertThat(client.orderError(cancel)).satisfies(error -> {
            assertThat(error.getErrorCode()).isEqualTo("ORDER_NOT_FOUND");
            assertThat(error.getOrderId()).isEqualTo(orderId);
        });
        assertThat(ids()).containsExactly("request-3", "-");
    }

    @Test
    void tradesOfOthersArriveWithIdsNobodyHereSent() throws Exception {
        broker.trade(market().setClientOrderId("theirs").build(), "their-id");
        ProtoOAExecutionEvent filled = executions(2).get(1);
        broker.trade(close(filled.getPosition().getPositionId(), VOLUME), null);
        executions(2);

        assertThat(filled.getOrder().getClientOrderId()).isEqualTo("theirs");
        assertThat(ids()).containsExactly("their-id", "their-id", "-", "-");
        assertThatThrownBy(() -> broker.trade(market().setVolume(1).build(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("TRADING_BAD_VOLUME: ");
        assertThatThrownBy(() -> broker.trade(
                        ProtoOAReconcileReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .build(),
                        null))
                .hasMessage("Not a trade request: ProtoOAReconcileReq");
    }

    @Test
    void moneyMovesWithoutOrders() throws Exception {
        ProtoOAExecutionEvent filled = open();
        long position = filled.getPosition().getPositionId();
        broker.deposit(DEMO_ACCOUNT, "250.5");
        broker.deposit(DEMO_ACCOUNT, "-50");
        broker.bonus(DEMO_ACCOUNT, "10");
        broker.swap(DEMO_ACCOUNT, position, "-1.20");

        List<ProtoOAExecutionEvent> events = executions(4);
        assertThat(types(events))
                .containsExactly("DEPOSIT_WITHDRAW", "DEPOSIT_WITHDRAW", "BONUS_DEPOSIT_WITHDRAW", "SWAP");
        assertThat(events).noneMatch(ProtoOAExecutionEvent::hasOrder);
        assertThat(events.get(0).getDepositWithdraw().getDelta()).isEqualTo(250_50);
        assertThat(events.get(1).getDepositWithdraw().getOperationType().name()).isEqualTo("BALANCE_WITHDRAW");
        assertThat(events.get(1).getDepositWithdraw().getBalance()).isEqualTo(10_200_50);
        assertThat(events.get(2).getBonusDepositWithdraw().getManagerDelta()).isEqualTo(10_00);
        assertThat(events.get(3).getPosition().getSwap()).isEqualTo(-1_20);
        assertThat(trader().getBalance()).isEqualTo(10_200_50);
        assertThat(trader().getBalanceVersion()).isEqualTo(4);

        client.send(close(position, VOLUME));
        assertThat(executions(2).get(1).getDeal().getClosePositionDetail()).satisfies(detail -> {
            assertThat(detail.getSwap()).isEqualTo(-1_20);
            assertThat(detail.getBalanceVersion()).isEqualTo(5);
            assertThat(detail.getBalance())
                    .isEqualTo(10_200_50 - 1_20 + detail.getGrossProfit() + detail.getCommission());
        });
    }

    @Test
    void aClosedMarketRefusesMarketOrdersAndClosingAndHoldsPendingOrders() throws Exception {
        long position = open().getPosition().getPositionId();
        broker.marketOpen(DEMO, "EURUSD", false);

        assertThat(client.orderError(market().build()).getErrorCode()).isEqualTo("MARKET_CLOSED");
        assertThat(client.orderError(close(position, VOLUME)).getErrorCode()).isEqualTo("MARKET_CLOSED");
        client.request(limit(1.2)).as(ProtoOAExecutionEvent.getDefaultInstance());
        simulator.quote(DEMO, "EURUSD", "1.09", "1.0901");
        assertThat(ids()).hasSize(3);

        broker.marketOpen(DEMO, "EURUSD", true);
        assertThat(executions(1).get(0).getExecutionType().name()).isEqualTo("ORDER_FILLED");
    }

    @Test
    void theTradingModeOfASymbolIsToldAndObeyed() throws Exception {
        long position = open().getPosition().getPositionId();
        broker.tradingMode(DEMO, "EURUSD", ProtoOATradingMode.CLOSE_ONLY_MODE);

        assertThat(client.await(ProtoOASymbolChangedEvent.getDefaultInstance()).getSymbolIdList())
                .containsExactly(EURUSD);
        assertThat(client.request(ProtoOASymbolByIdReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .addSymbolId(EURUSD)
                                .build())
                        .as(ProtoOASymbolByIdRes.getDefaultInstance())
                        .getSymbol(0)
                        .getTradingMode())
                .isEqualTo(ProtoOATradingMode.CLOSE_ONLY_MODE);
        assertThat(client.orderError(market().build()).getErrorCode()).isEqualTo("TRADING_DISABLED");
        client.send(close(position, 100_000));
        assertThat(types(executions(2))).containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        broker.tradingMode(DEMO, "EURUSD", ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION);
        assertThat(client.orderError(close(position, 100_000)).getErrorCode()).isEqualTo("TRADING_DISABLED");
    }

    @Test
    void symbolsThatAreRenamedAreToldAndListedSo() throws Exception {
        broker.rename(DEMO, Map.of(EURUSD, "EURUSD.old"));

        assertThat(client.await(ProtoOASymbolChangedEvent.getDefaultInstance()).getSymbolIdList())
                .containsExactly(EURUSD);
        assertThat(client.request(ProtoOASymbolsListReq.newBuilder()
                                .setCtidTraderAccountId(DEMO_ACCOUNT)
                                .build())
                        .as(ProtoOASymbolsListRes.getDefaultInstance())
                        .getSymbolList())
                .filteredOn(symbol -> symbol.getSymbolId() == EURUSD)
                .singleElement()
                .satisfies(symbol -> assertThat(symbol.getSymbolName()).isEqualTo("EURUSD.old"));
        assertThatThrownBy(() -> broker.rename(DEMO, Map.of(4711L, "X"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAccessRightsOfAnAccountAreToldAndObeyed() throws Exception {
        long position = open().getPosition().getPositionId();
        broker.accessRights(DEMO_ACCOUNT, ProtoOAAccessRights.CLOSE_ONLY);

        assertThat(client.await(ProtoOATraderUpdatedEvent.getDefaultInstance())
                        .getTrader()
                        .getAccessRights())
                .isEqualTo(ProtoOAAccessRights.CLOSE_ONLY);
        assertThat(client.orderError(market().build()).getErrorCode()).isEqualTo("TRADING_DISABLED");
        client.send(close(position, 100_000));
        assertThat(types(executions(2))).containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        broker.accessRights(DEMO_ACCOUNT, ProtoOAAccessRights.NO_TRADING);
        assertThat(client.orderError(close(position, 100_000)).getErrorCode()).isEqualTo("TRADING_DISABLED");
    }

    @Test
    void anAccountWithoutLoginIsRefusedToThoseWhoComeNow() throws Exception {
        broker.accessRights(DEMO_ACCOUNT, ProtoOAAccessRights.NO_LOGIN);

        try (TestClient late = TestClient.demo(simulator).withApplication()) {
            assertThat(late.refusal(TestClient.accountAuth(DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN))
                            .getErrorCode())
                    .isEqualTo("RET_ACCOUNT_DISABLED");
        }
        assertThat(trader().getAccessRights()).isEqualTo(ProtoOAAccessRights.NO_LOGIN);
        assertThat(client.orderError(market().build()).getErrorCode()).isEqualTo("TRADING_DISABLED");
    }

    @Test
    void positionsAndOrdersAreLimitedTogether() throws Exception {
        long position = open().getPosition().getPositionId();
        client.request(limit(1.05));
        broker.maxPositions(DEMO_ACCOUNT, 2);

        assertThat(client.orderError(limit(1.05)).getErrorCode()).isEqualTo("TOO_MANY_POSITIONS");
        client.send(market().setPositionId(position)
                .setTradeSide(ProtoOATradeSide.SELL)
                .build());
        assertThat(types(executions(2))).containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        client.request(limit(1.05)).as(ProtoOAExecutionEvent.getDefaultInstance());
    }

    @Test
    void dealsAreMatchedOldestFirst() throws Exception {
        broker.scriptNextOrder(DEMO_ACCOUNT, OrderScript.portions(100_000, 300_000));
        client.send(market().build());
        List<ProtoOAExecutionEvent> opened = executions(3);
        client.send(close(opened.get(1).getPosition().getPositionId(), 200_000));
        long closing = executions(2).get(1).getDeal().getDealId();
        long first = opened.get(1).getDeal().getDealId();
        long second = opened.get(2).getDeal().getDealId();

        assertThat(offsets(closing).getOffsettingList())
                .extracting(ProtoOADealOffset::getDealId, ProtoOADealOffset::getVolume)
                .containsExactly(tuple(first, 100_000L), tuple(second, 100_000L));
        assertThat(offsets(second).getOffsetByList())
                .extracting(ProtoOADealOffset::getDealId, ProtoOADealOffset::getExecutionPrice)
                .containsExactly(tuple(closing, 1.085));
        assertThat(client.refusal(offsetRequest(1)).getErrorCode()).isEqualTo("ENTITY_NOT_FOUND");
    }

    private ProtoOADealOffsetListRes offsets(long dealId) throws Exception {
        return client.request(offsetRequest(dealId)).as(ProtoOADealOffsetListRes.getDefaultInstance());
    }

    private static ProtoOADealOffsetListReq offsetRequest(long dealId) {
        return ProtoOADealOffsetListReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setDealId(dealId)
                .build();
    }

    @Test
    void marginCallsAreListedAndChanged() throws Exception {
        ProtoOAMarginCallListReq list = ProtoOAMarginCallListReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .build();
        ProtoOAMarginCall wanted = ProtoOAMarginCall.newBuilder()
                .setMarginCallType(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_2)
                .setMarginLevelThreshold(75)
                .build();

        client.request(update(wanted)).as(ProtoOAMarginCallUpdateRes.getDefaultInstance());

        assertThat(client.await(ProtoOAMarginCallUpdateEvent.getDefaultInstance())
                        .getMarginCall()
                        .getMarginLevelThreshold())
                .isEqualTo(75);
        assertThat(client.request(list)
                        .as(ProtoOAMarginCallListRes.getDefaultInstance())
                        .getMarginCallList())
                .extracting(ProtoOAMarginCall::getMarginLevelThreshold)
                .containsExactly(100.0, 75.0, 60.0);
        assertThat(client.refusal(update(
                                wanted.toBuilder().setMarginLevelThreshold(-1).build()))
                        .getErrorCode())
                .isEqualTo("INVALID_REQUEST");
    }

    private static ProtoOAMarginCallUpdateReq update(ProtoOAMarginCall call) {
        return ProtoOAMarginCallUpdateReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setMarginCall(call)
                .build();
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> broker.deposit(7, "1")).hasMessage("No account 7");
        assertThatThrownBy(() -> broker.liquidity(DEMO, "NOPE", 1)).hasMessage("No symbol NOPE");
        assertThatThrownBy(() -> broker.liquidity(DEMO, "EURUSD", -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> broker.swap(DEMO_ACCOUNT, 7, "1")).hasMessage("No open position 7");
        assertThatThrownBy(() -> broker.deposit(DEMO_ACCOUNT, "much")).hasMessage("not an amount of money: much");
        assertThatThrownBy(() -> broker.bonus(DEMO_ACCOUNT, "1e13"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an amount of money: 1E+13");
        assertThatThrownBy(() -> OrderScript.portions(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
