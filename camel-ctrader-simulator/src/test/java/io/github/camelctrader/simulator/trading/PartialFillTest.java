package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.order;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import io.github.camelctrader.simulator.OrderScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialFillTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private static ProtoOANewOrderReq.Builder limit() {
        return order(ProtoOAOrderType.LIMIT, BUY, LOT).setLimitPrice(1.095);
    }

    @Test
    void portionsFillAMarketOrderOneByOne() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4, LOT / 4, LOT / 2));

        List<ProtoOAExecutionEvent> events = harness.place(market(BUY, LOT).setRelativeStopLoss(1000));

        // The protection comes with the first portion and follows the volume.
        assertThat(types(events))
                .containsExactly(
                        "ORDER_ACCEPTED",
                        "ORDER_PARTIAL_FILL",
                        "ORDER_ACCEPTED",
                        "ORDER_PARTIAL_FILL",
                        "ORDER_REPLACED",
                        "ORDER_FILLED",
                        "ORDER_REPLACED");
        ProtoOAExecutionEvent first = events.get(1);
        assertThat(first.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
        assertThat(first.getOrder().getExecutedVolume()).isEqualTo(LOT / 4);
        assertThat(first.getDeal().getFilledVolume()).isEqualTo(LOT / 4);
        assertThat(first.getDeal().getDealStatus()).isEqualTo(ProtoOADealStatus.PARTIALLY_FILLED);
        assertThat(first.getPosition().getTradeData().getVolume()).isEqualTo(LOT / 4);
        ProtoOAExecutionEvent filled = events.get(5);
        assertThat(filled.getOrder().getExecutedVolume()).isEqualTo(LOT);
        assertThat(filled.getDeal().getVolume()).isEqualTo(LOT / 2);
        assertThat(filled.getDeal().getDealStatus()).isEqualTo(ProtoOADealStatus.FILLED);
        assertThat(last(events).getOrder().getTradeData().getVolume()).isEqualTo(LOT);
        assertThat(last(events).getOrder().getOrderId())
                .isEqualTo(events.get(2).getOrder().getOrderId());
        assertThat(harness.account
                        .history()
                        .order(filled.getOrder().getOrderId())
                        .orElseThrow()
                        .getDealList())
                .hasSize(3);
    }

    @Test
    void whatThePortionsOfAMarketOrderLeaveOverIsCancelled() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4));

        ProtoOAExecutionEvent cancelled = last(harness.place(market(BUY, LOT)));

        assertThat(cancelled.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(cancelled.getIsServerEvent()).isTrue();
        assertThat(cancelled.getOrder().getExecutedVolume()).isEqualTo(LOT / 4);
        assertThat(cancelled.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
    }

    @Test
    void anOrderThatIsRefusedLeavesTheScriptToTheNextOne() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4));

        assertThatThrownBy(() -> harness.place(market(BUY, 10 * LOT))).hasMessageContaining("Not enough money");
        assertThat(types(harness.place(market(BUY, LOT))))
                .containsExactly("ORDER_ACCEPTED", "ORDER_PARTIAL_FILL", "ORDER_CANCELLED");
    }

    @Test
    void whatIsLeftIsCancelledWhenTheMoneyIsGone() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(4 * LOT, 4 * LOT));
        Outcome placed = harness.account.place(market(BUY, 8 * LOT).build());
        long orderId = placed.orderToExecute().orElseThrow();
        harness.account.execute(orderId);
        harness.open(BUY, 4 * LOT);

        ProtoOAExecutionEvent cancelled = last(harness.note(harness.account.execute(orderId)));

        assertThat(cancelled.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(cancelled.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED);
        assertThat(cancelled.getOrder().getExecutedVolume()).isEqualTo(4 * LOT);
    }

    @Test
    void aPendingOrderRestsWithWhatIsLeft() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4, LOT / 4));
        harness.place(limit());

        assertThat(types(harness.quote(EURUSD, 109_480, 109_490))).containsExactly("ORDER_PARTIAL_FILL");
        ProtoOAOrder resting = harness.account.report().reconcile(false).getOrder(0);
        assertThat(resting.getExecutedVolume()).isEqualTo(LOT / 4);
        assertThat(resting.getTradeData().getVolume()).isEqualTo(LOT);
        assertThat(resting.getExecutionPrice()).isEqualTo(1.0949);

        ProtoOAExecutionEvent second = last(harness.quote(EURUSD, 109_460, 109_470));
        assertThat(second.getOrder().getExecutedVolume()).isEqualTo(LOT / 2);
        assertThat(second.getOrder().getExecutionPrice()).isEqualTo(1.0948);
        assertThat(second.getPosition().getPrice()).isEqualTo(1.0948);
        assertThat(harness.quote(EURUSD, 109_450, 109_460)).isEmpty();
        assertThat(harness.account.report().reconcile(false).getPosition(0).getPositionId())
                .isEqualTo(resting.getPositionId());
    }

    @Test
    void aPartlyFilledOrderIsCancelledWithoutItsPosition() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4));
        long orderId = last(harness.place(limit())).getOrder().getOrderId();
        harness.quote(EURUSD, 109_480, 109_490);

        ProtoOAExecutionEvent cancelled = last(harness.note(harness.account.cancel(AccountHarness.cancel(orderId))));

        assertThat(cancelled.getExecutionType().name()).isEqualTo("ORDER_CANCELLED");
        assertThat(cancelled.getOrder().getExecutedVolume()).isEqualTo(LOT / 4);
        assertThat(cancelled.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
        assertThat(harness.account.report().reconcile(false).getPositionList()).hasSize(1);
    }

    @Test
    void anAmendmentStaysAboveWhatWasExecuted() throws Exception {
        harness.account.brokerage().script(OrderScript.portions(LOT / 4));
        long orderId = last(harness.place(limit())).getOrder().getOrderId();
        harness.quote(EURUSD, 109_480, 109_490);

        assertThatThrownBy(() -> harness.account.amend(ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(1001)
                        .setOrderId(orderId)
                        .setVolume(LOT / 4)
                        .build()))
                .hasMessageContaining("is not above the executed volume 25000.00");
    }

    @Test
    void theRestOfAnOrderWhosePositionWasClosedOpensAnother() throws Exception {
        harness.conditions(EURUSD).liquidity(LOT / 4);
        harness.place(limit().setStopLoss(1.09));
        long first = last(harness.quote(EURUSD, 109_480, 109_490)).getPosition().getPositionId();
        harness.conditions(EURUSD).liquidity(LOT * 10);
        harness.run(harness.account.close(AccountHarness.close(first, LOT / 4)));

        List<ProtoOAExecutionEvent> events = harness.quote(EURUSD, 109_470, 109_480);

        assertThat(types(events)).containsExactly("ORDER_FILLED", "ORDER_ACCEPTED");
        assertThat(events.get(1).getPosition().getStopLoss()).isEqualTo(1.09);
        ProtoOAExecutionEvent filled = events.get(0);
        assertThat(filled.getExecutionType().name()).isEqualTo("ORDER_FILLED");
        assertThat(filled.getPosition().getPositionId()).isNotEqualTo(first);
        assertThat(filled.getPosition().getTradeData().getVolume()).isEqualTo(LOT * 3 / 4);
    }

    @Test
    void aCloseIsFilledInPortionsToo() throws Exception {
        long position = harness.open(BUY, LOT);
        harness.account.brokerage().script(OrderScript.portions(LOT / 4));

        List<ProtoOAExecutionEvent> events = harness.run(harness.account.close(AccountHarness.close(position, LOT)));

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED", "ORDER_PARTIAL_FILL", "ORDER_CANCELLED");
        assertThat(events.get(1).getDeal().getClosePositionDetail().getClosedVolume())
                .isEqualTo(LOT / 4);
        assertThat(harness.account
                        .report()
                        .reconcile(false)
                        .getPosition(0)
                        .getTradeData()
                        .getVolume())
                .isEqualTo(LOT * 3 / 4);
    }

    @Test
    void aRejectionComesAfterTheAcceptanceAndLeavesNothing() throws Exception {
        harness.account.brokerage().script(OrderScript.rejected("NO_QUOTES"));

        List<ProtoOAExecutionEvent> events = harness.place(market(BUY, LOT));

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED", "ORDER_REJECTED");
        assertThat(last(events).getErrorCode()).isEqualTo("NO_QUOTES");
        assertThat(last(events).getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_REJECTED);
        assertThat(last(events).getPosition().getPositionStatus())
                .isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(harness.place(market(BUY, LOT))).hasSize(2);
    }
}
