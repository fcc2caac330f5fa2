package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_ACCEPTED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketOrderTest {
    private final AccountHarness harness = AccountHarness.hedged();

    @Test
    void isAcceptedWithACreatedPositionThenFilled() throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(market(ProtoOATradeSide.BUY, LOT / 10)
                .setClientOrderId("mine")
                .setLabel("label")
                .setComment("comment"));

        assertThat(events)
                .extracting(ProtoOAExecutionEvent::getExecutionType)
                .containsExactly(ORDER_ACCEPTED, ORDER_FILLED);
        ProtoOAExecutionEvent accepted = events.get(0);
        ProtoOAOrder order = accepted.getOrder();
        assertThat(accepted.hasDeal()).isFalse();
        assertThat(accepted.getIsServerEvent()).isFalse();
        assertThat(order.getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
        assertThat(order.getTimeInForce()).isEqualTo(ProtoOATimeInForce.IMMEDIATE_OR_CANCEL);
        assertThat(order.getClientOrderId()).isEqualTo("mine");
        assertThat(order.getTradeData().getLabel()).isEqualTo("label");
        assertThat(order.getTradeData().getComment()).isEqualTo("comment");
        assertThat(order.getPositionId()).isEqualTo(accepted.getPosition().getPositionId());
        assertThat(accepted.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CREATED);
        assertThat(accepted.getPosition().getTradeData().getVolume()).isZero();
        assertThat(accepted.getPosition().getPrice()).isZero();

        ProtoOAExecutionEvent filled = events.get(1);
        ProtoOAPosition position = filled.getPosition();
        assertThat(filled.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_FILLED);
        assertThat(filled.getOrder().getExecutionPrice()).isEqualTo(1.1001);
        assertThat(filled.getOrder().getExecutedVolume()).isEqualTo(LOT / 10);
        assertThat(filled.getOrder().getTradeData().hasCloseTimestamp()).isTrue();
        assertThat(position.getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
        assertThat(position.getTradeData().getVolume()).isEqualTo(LOT / 10);
        assertThat(position.getTradeData().getLabel()).isEqualTo("label");
        assertThat(position.getPrice()).isEqualTo(1.1001);
        // 10,000 EUR at 1.1001 are 11,001 USD; 0.003 % of it is 0.33 USD.
        assertThat(position.getCommission()).isEqualTo(-33);
        // 10,000 EUR at a bid of 1.1 with leverage 1:100.
        assertThat(position.getMarginRate()).isEqualTo(1.1);
        assertThat(position.getUsedMargin()).isEqualTo(110_00);
        assertThat(position.hasStopLoss() || position.hasTakeProfit()).isFalse();
        assertThat(filled.getDeal().getDealStatus()).isEqualTo(ProtoOADealStatus.FILLED);
        assertThat(filled.getDeal().getCommission()).isEqualTo(-33);
        assertThat(filled.getDeal().getExecutionPrice()).isEqualTo(1.1001);
        assertThat(filled.getDeal().hasClosePositionDetail()).isFalse();
        assertThat(harness.balance()).isEqualTo(10_000_00);
    }

    @Test
    void relativeLevelsBecomeOneProtectionOrderMeasuredFromTheFill() throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(
                market(ProtoOATradeSide.SELL, LOT / 10).setRelativeStopLoss(200).setRelativeTakeProfit(500));

        assertThat(events).hasSize(3);
        assertThat(events.get(1).getPosition().hasStopLoss()).isFalse();
        ProtoOAExecutionEvent protection = events.get(2);
        ProtoOAOrder order = protection.getOrder();
        assertThat(protection.getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(protection.getIsServerEvent()).isTrue();
        assertThat(order.getOrderId()).isNotEqualTo(events.get(0).getOrder().getOrderId());
        assertThat(order.getOrderType()).isEqualTo(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT);
        assertThat(order.getTimeInForce()).isEqualTo(ProtoOATimeInForce.GOOD_TILL_CANCEL);
        assertThat(order.getClosingOrder()).isTrue();
        assertThat(order.getTradeData().getTradeSide()).isEqualTo(ProtoOATradeSide.BUY);
        assertThat(order.getTradeData().getVolume()).isEqualTo(LOT / 10);
        assertThat(order.getStopPrice()).isEqualTo(1.102);
        assertThat(order.getLimitPrice()).isEqualTo(1.095);
        assertThat(order.hasStopLoss() || order.hasTakeProfit()).isFalse();
        assertThat(order.getClientOrderId()).isNotEmpty();
        assertThat(order.getPositionId()).isEqualTo(events.get(0).getOrder().getPositionId());
        assertThat(protection.getPosition().getStopLoss()).isEqualTo(1.102);
        assertThat(protection.getPosition().getTakeProfit()).isEqualTo(1.095);
        assertThat(harness.answers()).containsExactly(true, true, false);
    }

    @Test
    void isFilledAtTheQuoteOfTheMomentOfExecution() throws Exception {
        Outcome outcome =
                harness.account.place(market(ProtoOATradeSide.BUY, LOT / 10).build());
        harness.quote(AccountHarness.EURUSD, 110_500, 110_520);

        assertThat(last(harness.note(
                                harness.account.execute(outcome.orderToExecute().orElseThrow())))
                        .getOrder()
                        .getExecutionPrice())
                .isEqualTo(1.1052);
    }

    @Test
    void thatIsRepeatedIsExecutedTwice() throws Exception {
        long first = last(harness.place(market(ProtoOATradeSide.BUY, LOT / 10).setClientOrderId("same")))
                .getPosition()
                .getPositionId();
        long second = last(harness.place(market(ProtoOATradeSide.BUY, LOT / 10).setClientOrderId("same")))
                .getPosition()
                .getPositionId();

        assertThat(second).isNotEqualTo(first);
        assertThat(harness.account.report().reconcile(false).getPositionCount()).isEqualTo(2);
    }

    @Test
    void thatLosesItsMoneyBeforeExecutionIsRejectedByAnEvent() throws Exception {
        Outcome outcome =
                harness.account.place(market(ProtoOATradeSide.BUY, 5 * LOT).build());
        harness.open(ProtoOATradeSide.BUY, 5 * LOT);

        ProtoOAExecutionEvent rejected = last(
                harness.note(harness.account.execute(outcome.orderToExecute().orElseThrow())));

        assertThat(rejected.getExecutionType().name()).isEqualTo("ORDER_REJECTED");
        assertThat(rejected.getErrorCode()).isEqualTo("NOT_ENOUGH_MONEY");
        assertThat(rejected.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_REJECTED);
        assertThat(rejected.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
    }
}
