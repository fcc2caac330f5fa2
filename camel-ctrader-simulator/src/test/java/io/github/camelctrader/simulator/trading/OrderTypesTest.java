package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce.FILL_OR_KILL;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce.GOOD_TILL_CANCEL;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce.IMMEDIATE_OR_CANCEL;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.SELL;
import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.order;
import static io.github.camelctrader.simulator.trading.AccountHarness.stop;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The market stands at 1.10000/1.10010. */
class OrderTypesTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private static ProtoOANewOrderReq.Builder stopLimit(ProtoOATradeSide side, double stop, int points) {
        return order(ProtoOAOrderType.STOP_LIMIT, side, LOT / 10)
                .setStopPrice(stop)
                .setSlippageInPoints(points);
    }

    private static ProtoOANewOrderReq.Builder range(ProtoOATradeSide side, double base, int points) {
        return order(ProtoOAOrderType.MARKET_RANGE, side, LOT / 10)
                .setBaseSlippagePrice(base)
                .setSlippageInPoints(points);
    }

    @Test
    void aStopLimitOrderNamesItsSlippageInPoints() throws Exception {
        ProtoOAOrder order = last(harness.place(stopLimit(BUY, 1.105, 30))).getOrder();

        assertThat(order.getOrderType()).isEqualTo(ProtoOAOrderType.STOP_LIMIT);
        assertThat(order.getStopPrice()).isEqualTo(1.105);
        assertThat(order.getSlippageInPoints()).isEqualTo(30);
        assertThat(order.hasLimitPrice()).isFalse();
    }

    @ParameterizedTest(name = "{0} stop {1}, then bid {2} ask {3}")
    @CsvSource({
        "BUY,  1.105, 110490, 110500, 1.105",
        "BUY,  1.105, 110520, 110530, 1.1053",
        "SELL, 1.095, 109500, 109510, 1.095",
        "SELL, 1.095, 109470, 109480, 1.0947"
    })
    void aStopLimitOrderIsFilledWithinItsSlippage(ProtoOATradeSide side, double stop, long bid, long ask, double price)
            throws Exception {
        harness.place(stopLimit(side, stop, 30));

        assertThat(last(harness.quote(EURUSD, bid, ask)).getOrder().getExecutionPrice())
                .isEqualTo(price);
    }

    @Test
    void aStopLimitOrderWaitsAsALimitOnceTheMarketJumpedOverIt() throws Exception {
        harness.place(stopLimit(BUY, 1.105, 30));

        assertThat(harness.quote(EURUSD, 110_521, 110_531)).isEmpty();
        assertThat(harness.account.report().reconcile(false).getOrderList()).hasSize(1);
        // Below its stop again, which has done its part.
        assertThat(last(harness.quote(EURUSD, 110_400, 110_410)).getOrder().getExecutionPrice())
                .isEqualTo(1.1041);
    }

    @ParameterizedTest(name = "{0} within {2} points of {1}: {3}")
    @CsvSource({
        "BUY,  1.1000, 10, ORDER_FILLED",
        "BUY,  1.1000,  9, ORDER_REJECTED",
        "BUY,  1.2000,  0, ORDER_FILLED",
        "SELL, 1.1001, 10, ORDER_FILLED",
        "SELL, 1.1001,  9, ORDER_REJECTED"
    })
    void aMarketRangeOrderIsFilledWithinItsRangeOnly(ProtoOATradeSide side, double base, int points, String end)
            throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(range(side, base, points));

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED", end);
        assertThat(events.get(0).getOrder().getBaseSlippagePrice()).isEqualTo(base);
        assertThat(events.get(0).getOrder().getTimeInForce()).isEqualTo(IMMEDIATE_OR_CANCEL);
        assertThat(last(events).getErrorCode()).isEqualTo(end.equals("ORDER_FILLED") ? "" : "TRADING_BAD_PRICES");
    }

    @Test
    void aMarketRangeOrderThatTheMarketLeavesIsCancelledWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.MARKET_RANGE_CANCELLED);

        ProtoOAExecutionEvent cancelled = last(other.place(range(BUY, 1.1, 5)));

        assertThat(cancelled.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(cancelled.getIsServerEvent()).isTrue();
        assertThat(cancelled.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED);
        assertThat(other.answers()).containsOnly(true);
    }

    /** What there is to buy, and what becomes of an order for one lot. */
    static Stream<Arguments> fates() {
        ProtoOANewOrderReq.Builder limit =
                order(ProtoOAOrderType.LIMIT, BUY, LOT).setLimitPrice(1.2);
        ProtoOANewOrderReq.Builder away =
                order(ProtoOAOrderType.LIMIT, BUY, LOT).setLimitPrice(1.0);
        return Stream.of(
                arguments(market(BUY, LOT), GOOD_TILL_CANCEL, LOT, "ORDER_FILLED"),
                arguments(market(BUY, LOT), GOOD_TILL_CANCEL, LOT / 4, "ORDER_PARTIAL_FILL ORDER_CANCELLED"),
                arguments(market(BUY, LOT), FILL_OR_KILL, LOT, "ORDER_FILLED"),
                arguments(market(BUY, LOT), FILL_OR_KILL, LOT / 4, "ORDER_REJECTED"),
                arguments(market(BUY, LOT), GOOD_TILL_CANCEL, 0L, "ORDER_REJECTED"),
                arguments(limit, GOOD_TILL_CANCEL, LOT / 4, "ORDER_PARTIAL_FILL"),
                arguments(limit, IMMEDIATE_OR_CANCEL, LOT / 4, "ORDER_PARTIAL_FILL ORDER_CANCELLED"),
                arguments(limit, IMMEDIATE_OR_CANCEL, LOT, "ORDER_FILLED"),
                arguments(limit, IMMEDIATE_OR_CANCEL, 0L, "ORDER_CANCELLED"),
                arguments(limit, FILL_OR_KILL, LOT / 4, "ORDER_CANCELLED"),
                arguments(limit, FILL_OR_KILL, LOT, "ORDER_FILLED"),
                arguments(away, IMMEDIATE_OR_CANCEL, LOT, "ORDER_CANCELLED"),
                arguments(away, FILL_OR_KILL, LOT, "ORDER_CANCELLED"),
                arguments(away, GOOD_TILL_CANCEL, LOT, ""));
    }

    @ParameterizedTest(name = "{1} with {2} to be had: {3}")
    @MethodSource("fates")
    void liquidityAndTimeInForceDecideTogether(
            ProtoOANewOrderReq.Builder request, ProtoOATimeInForce timeInForce, long liquidity, String fate)
            throws Exception {
        harness.conditions(EURUSD).liquidity(liquidity);

        List<ProtoOAExecutionEvent> events = harness.place(request.clone().setTimeInForce(timeInForce));

        assertThat(String.join(" ", types(events))).isEqualTo(("ORDER_ACCEPTED " + fate).strip());
        assertThat(last(events).getErrorCode()).isEqualTo(fate.equals("ORDER_REJECTED") ? "TIMEOUT_ERROR" : "");
        // Each event so far belongs to the request, those of the server too.
        assertThat(harness.answers()).containsOnly(true);
    }

    @Test
    void aStopOrderForImmediateFillWaitsForItsStop() throws Exception {
        assertThat(types(harness.place(stop(BUY, 1.105).setTimeInForce(IMMEDIATE_OR_CANCEL))))
                .containsExactly("ORDER_ACCEPTED");
        harness.conditions(EURUSD).liquidity(LOT / 20);

        assertThat(types(harness.quote(EURUSD, 110_490, 110_500)))
                .containsExactly("ORDER_PARTIAL_FILL", "ORDER_CANCELLED");
    }

    @Test
    void theRestOfALimitOrderForImmediateFillRestsWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.LIMIT_REMAINDER_RESTS);
        other.conditions(EURUSD).liquidity(LOT / 20);

        assertThat(types(other.place(limit(BUY, 1.2).setTimeInForce(IMMEDIATE_OR_CANCEL))))
                .containsExactly("ORDER_ACCEPTED", "ORDER_PARTIAL_FILL");
        assertThat(other.account.report().reconcile(false).getOrder(0).getExecutedVolume())
                .isEqualTo(LOT / 20);
        other.conditions(EURUSD).liquidity(LOT);
        assertThat(types(other.quote(EURUSD, 110_001, 110_011))).containsExactly("ORDER_FILLED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // For a buy stop at 1.10500: whether it is filled after each quote.
        "TRADE,           110490, 110500, true,  110490, 110500, false",
        "OPPOSITE,        110490, 110500, false, 110500, 110510, true",
        "DOUBLE_TRADE,    110490, 110500, false, 110491, 110501, true",
        "DOUBLE_OPPOSITE, 110500, 110510, false, 110501, 110511, true"
    })
    void aStopWatchesTheQuotesOfItsTriggerMethod(
            ProtoOAOrderTriggerMethod method,
            long bid,
            long ask,
            boolean first,
            long nextBid,
            long nextAsk,
            boolean next)
            throws Exception {
        assertThat(last(harness.place(stop(BUY, 1.105).setStopTriggerMethod(method)))
                        .getOrder()
                        .getStopTriggerMethod())
                .isEqualTo(method);

        assertThat(types(harness.quote(EURUSD, bid, ask)).contains("ORDER_FILLED"))
                .isEqualTo(first);
        assertThat(types(harness.quote(EURUSD, nextBid, nextAsk)).contains("ORDER_FILLED"))
                .isEqualTo(next);
    }

    @Test
    void twoQuotesInARowAreInARow() throws Exception {
        harness.place(stop(BUY, 1.105).setStopTriggerMethod(ProtoOAOrderTriggerMethod.DOUBLE_TRADE));

        assertThat(harness.quote(EURUSD, 110_490, 110_500)).isEmpty();
        assertThat(harness.quote(EURUSD, 110_480, 110_490)).isEmpty();
        assertThat(harness.quote(EURUSD, 110_490, 110_500)).isEmpty();
        assertThat(harness.quote(EURUSD, 110_491, 110_501)).hasSize(1);
    }

    @Test
    void aPendingOrderInTheMarketIsRefusedWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.MARKETABLE_ORDER_REFUSED);

        for (ProtoOANewOrderReq.Builder request :
                List.of(limit(BUY, 1.1001), stop(SELL, 1.1), stopLimit(BUY, 1.1, 20))) {
            assertThatThrownBy(() -> other.account.place(request.build()))
                    .isInstanceOfSatisfying(
                            TradeRefusedException.class,
                            refusal -> assertThat(refusal.errorCode()).isEqualTo("TRADING_BAD_PRICES"));
        }
        assertThat(types(other.place(limit(BUY, 1.1)))).containsExactly("ORDER_ACCEPTED");
    }

    @Test
    void aPriceOffTheGridIsRoundedWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.OFF_GRID_PRICES_ROUNDED);

        assertThat(last(other.place(limit(BUY, 1.050005))).getOrder().getLimitPrice())
                .isEqualTo(1.05001);
    }

    @Test
    void aClientOrderIdIsExecutedAgainUnlessTheServerRefusesIt() throws Exception {
        harness.place(market(BUY, LOT / 10).setClientOrderId("mine"));
        assertThat(harness.place(market(BUY, LOT / 10).setClientOrderId("mine")))
                .hasSize(2);

        AccountHarness other = AccountHarness.hedged(TradingSwitch.DUPLICATE_CLIENT_ORDER_ID_REFUSED);
        other.place(market(BUY, LOT / 10).setClientOrderId("filled"));
        other.place(limit(BUY, 1.05).setClientOrderId("resting"));
        for (String id : List.of("filled", "resting")) {
            assertThatThrownBy(() -> other.place(market(BUY, LOT / 10).setClientOrderId(id)))
                    .hasMessage("Order with clientOrderId " + id + " exists already");
        }
        assertThat(other.place(market(BUY, LOT / 10))).hasSize(2);
    }
}
