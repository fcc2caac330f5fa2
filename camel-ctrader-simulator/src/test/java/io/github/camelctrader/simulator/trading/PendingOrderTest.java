package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PendingOrderTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private static ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setOrderId(orderId)
                .build();
    }

    private static ProtoOAAmendOrderReq.Builder amend(long orderId) {
        return ProtoOAAmendOrderReq.newBuilder().setCtidTraderAccountId(1001).setOrderId(orderId);
    }

    private static List<String> types(List<ProtoOAExecutionEvent> events) {
        return events.stream().map(event -> event.getExecutionType().name()).toList();
    }

    @Test
    void restsWithACreatedPositionAndIsListed() throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(
                limit(ProtoOATradeSide.BUY, 1.095).setRelativeStopLoss(100).setClientOrderId("mine"));

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED");
        assertThat(events.get(0).getPosition().getPositionStatus())
                .isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CREATED);
        ProtoOAOrder listed = harness.account.report().reconcile(false).getOrder(0);
        assertThat(listed).isEqualTo(events.get(0).getOrder());
        assertThat(listed.getRelativeStopLoss()).isEqualTo(100);
        assertThat(listed.hasStopLoss()).isFalse();
        assertThat(listed.getLimitPrice()).isEqualTo(1.095);
        assertThat(listed.getTimeInForce()).isEqualTo(ProtoOATimeInForce.GOOD_TILL_CANCEL);
        assertThat(harness.account.report().reconcile(false).getPositionList()).isEmpty();
    }

    static Stream<Arguments> triggers() {
        return Stream.of(
                Arguments.of("buy limit", limit(ProtoOATradeSide.BUY, 1.095), 109_480, 109_490, 1.0949),
                Arguments.of("sell limit", limit(ProtoOATradeSide.SELL, 1.105), 110_500, 110_510, 1.105),
                Arguments.of("buy stop", stop(ProtoOATradeSide.BUY, 1.105), 110_490, 110_500, 1.105),
                Arguments.of("sell stop, with a gap", stop(ProtoOATradeSide.SELL, 1.095), 109_300, 109_310, 1.093));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("triggers")
    void isFilledAtTheMarketOnceThePriceComes(
            String name, ProtoOANewOrderReq.Builder order, long bid, long ask, double price) throws Exception {
        harness.place(order);
        assertThat(harness.quote(EURUSD, 110_001, 110_011)).isEmpty();

        ProtoOAExecutionEvent filled = last(harness.quote(EURUSD, bid, ask));

        assertThat(filled.getExecutionType().name()).isEqualTo("ORDER_FILLED");
        assertThat(filled.getOrder().getExecutionPrice()).isEqualTo(price);
        assertThat(filled.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
        assertThat(harness.account.report().reconcile(false).getOrderList()).isEmpty();
    }

    @Test
    void onTheMarketableSideIsFilledAtOnceAtTheBetterPrice() throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(limit(ProtoOATradeSide.BUY, 1.2));

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        assertThat(events.get(1).getOrder().getExecutionPrice()).isEqualTo(1.1001);
    }

    @Test
    void thatTheMarketLeavesBeforeExecutionRests() throws Exception {
        Outcome outcome =
                harness.account.place(limit(ProtoOATradeSide.BUY, 1.1001).build());
        long orderId = outcome.orderToExecute().orElseThrow();
        harness.quote(EURUSD, 110_100, 110_110);

        assertThat(harness.account.execute(orderId).events()).isEmpty();
        assertThat(types(harness.quote(EURUSD, 109_990, 110_000))).containsExactly("ORDER_FILLED");
    }

    @Test
    void absoluteLevelsGuardThePosition() throws Exception {
        harness.place(limit(ProtoOATradeSide.BUY, 1.095).setStopLoss(1.09).setTakeProfit(1.1));
        List<ProtoOAExecutionEvent> events = harness.quote(EURUSD, 109_480, 109_490);

        assertThat(types(events)).containsExactly("ORDER_FILLED", "ORDER_ACCEPTED");
        assertThat(events.get(1).getPosition().getStopLoss()).isEqualTo(1.09);
        assertThat(events.get(1).getPosition().getTakeProfit()).isEqualTo(1.1);
    }

    @Test
    void isCancelledTogetherWithItsPosition() throws Exception {
        long orderId = harness.place(limit(ProtoOATradeSide.BUY, 1.095))
                .get(0)
                .getOrder()
                .getOrderId();

        ProtoOAExecutionEvent cancelled = last(harness.note(harness.account.cancel(cancel(orderId))));

        assertThat(cancelled.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(cancelled.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED);
        assertThat(cancelled.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(cancelled.getPosition().getTradeData().getVolume()).isZero();
        assertThatThrownBy(() -> harness.account.cancel(cancel(orderId)))
                .isInstanceOf(TradeRefusedException.class)
                .hasMessage("Order not found with id " + orderId);
    }

    @Test
    void cannotBeCancelledWhileItIsExecuted() throws Exception {
        Outcome outcome = harness.account.place(limit(ProtoOATradeSide.BUY, 1.2).build());
        long orderId = outcome.orderToExecute().orElseThrow();

        ProtoOAExecutionEvent refused = last(harness.note(harness.account.cancel(cancel(orderId))));

        assertThat(refused.getExecutionType().name()).isEqualTo("ORDER_CANCEL_REJECTED");
        assertThat(refused.getErrorCode()).isEqualTo("PENDING_EXECUTION");
        assertThat(types(harness.note(harness.account.execute(orderId)))).containsExactly("ORDER_FILLED");
    }

    @Test
    void isReplacedWholeByAnAmendment() throws Exception {
        long orderId = harness.place(
                        limit(ProtoOATradeSide.BUY, 1.095).setStopLoss(1.09).setTakeProfit(1.1))
                .get(0)
                .getOrder()
                .getOrderId();

        List<ProtoOAExecutionEvent> events = harness.run(harness.account.amend(amend(orderId)
                .setLimitPrice(1.094)
                .setVolume(LOT / 5)
                .setStopLoss(1.08)
                .build()));

        assertThat(types(events)).containsExactly("ORDER_REPLACED");
        ProtoOAOrder order = events.get(0).getOrder();
        assertThat(order.getOrderId()).isEqualTo(orderId);
        assertThat(order.getLimitPrice()).isEqualTo(1.094);
        assertThat(order.getTradeData().getVolume()).isEqualTo(LOT / 5);
        assertThat(order.getStopLoss()).isEqualTo(1.08);
        assertThat(order.hasTakeProfit()).isFalse();
    }

    @Test
    void amendedIntoTheMarketIsFilled() throws Exception {
        long orderId = harness.place(limit(ProtoOATradeSide.BUY, 1.095))
                .get(0)
                .getOrder()
                .getOrderId();

        assertThat(types(harness.run(
                        harness.account.amend(amend(orderId).setLimitPrice(1.2).build()))))
                .containsExactly("ORDER_REPLACED", "ORDER_FILLED");
    }

    @Test
    void expiresAtItsTime() throws Exception {
        harness.place(limit(ProtoOATradeSide.BUY, 1.095)
                .setTimeInForce(ProtoOATimeInForce.GOOD_TILL_DATE)
                .setExpirationTimestamp(harness.clock.millis() + 1000));
        harness.clock.advance(999);
        assertThat(harness.account.pass()).isEmpty();
        harness.clock.advance(1);

        ProtoOAExecutionEvent expired = last(harness.note(harness.account.pass()));

        assertThat(expired.getExecutionType().name()).isEqualTo("ORDER_EXPIRED");
        assertThat(expired.getIsServerEvent()).isTrue();
        assertThat(harness.account.report().reconcile(false).getOrderList()).isEmpty();
    }

    @Test
    void withoutMoneyIsRejectedWhenThePriceComes() throws Exception {
        harness.place(limit(ProtoOATradeSide.BUY, 1.095).setVolume(50 * LOT));

        ProtoOAExecutionEvent rejected = last(harness.quote(EURUSD, 109_480, 109_490));

        assertThat(rejected.getExecutionType().name()).isEqualTo("ORDER_REJECTED");
        assertThat(rejected.getErrorCode()).isEqualTo("NOT_ENOUGH_MONEY");
    }
}
