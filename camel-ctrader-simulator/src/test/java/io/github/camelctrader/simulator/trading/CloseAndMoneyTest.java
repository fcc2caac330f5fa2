package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.USDJPY;
import static io.github.camelctrader.simulator.trading.AccountHarness.close;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExpectedMargin;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionUnrealizedPnL;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.SimulatedAccount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloseAndMoneyTest {
    private final AccountHarness harness = AccountHarness.hedged();

    @Test
    void partsOfAPositionAreBookedWithTheirShareOfTheOpeningCommission() throws Exception {
        long position = harness.open(ProtoOATradeSide.BUY, LOT);
        // Opened at 1.1001: 110,010 USD, commission 3.30.
        harness.quote(EURUSD, 110_510, 110_520);

        List<ProtoOAExecutionEvent> events = harness.run(harness.account.close(close(position, LOT / 4)));

        ProtoOAExecutionEvent accepted = events.get(0);
        assertThat(accepted.getOrder().getClosingOrder()).isTrue();
        assertThat(accepted.getOrder().getPositionId()).isEqualTo(position);
        assertThat(accepted.getOrder().getTradeData().getTradeSide()).isEqualTo(ProtoOATradeSide.SELL);
        assertThat(accepted.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_OPEN);
        ProtoOAExecutionEvent filled = events.get(1);
        assertThat(filled.getPosition().getTradeData().getVolume()).isEqualTo(LOT * 3 / 4);
        assertThat(filled.getPosition().getPrice()).isEqualTo(1.1001);
        // A quarter of 3.30 is 0.825, which rounds to 0.83.
        assertThat(filled.getPosition().getCommission()).isEqualTo(-330 + 83);
        ProtoOAClosePositionDetail detail = filled.getDeal().getClosePositionDetail();
        assertThat(detail.getEntryPrice()).isEqualTo(1.1001);
        // 25,000 EUR * 0.005
        assertThat(detail.getGrossProfit()).isEqualTo(125_00);
        // Closing 25,000 EUR at 1.1051 costs 0.83 too.
        assertThat(filled.getDeal().getCommission()).isEqualTo(-83);
        assertThat(detail.getCommission()).isEqualTo(-83 - 83);
        assertThat(detail.getClosedVolume()).isEqualTo(LOT / 4);
        assertThat(detail.getBalance()).isEqualTo(10_000_00 + 125_00 - 166);
        assertThat(detail.getBalanceVersion()).isEqualTo(3);
        assertThat(detail.getQuoteToDepositConversionRate()).isEqualTo(1);
        assertThat(harness.balance()).isEqualTo(detail.getBalance());

        ProtoOAExecutionEvent end = last(harness.run(harness.account.close(close(position, LOT * 3 / 4))));
        assertThat(end.getPosition().getPositionStatus()).isEqualTo(ProtoOAPositionStatus.POSITION_STATUS_CLOSED);
        assertThat(end.getPosition().getTradeData().getVolume()).isZero();
        assertThat(end.getDeal().getClosePositionDetail().getBalanceVersion()).isEqualTo(4);
        // Over both closes, the whole opening commission and the whole profit are booked.
        long closing = filled.getDeal().getCommission() + end.getDeal().getCommission();
        assertThat(harness.balance()).isEqualTo(10_000_00 + 500_00 - 330 + closing);
    }

    @Test
    void profitOfForeignQuoteAssetsIsConverted() throws Exception {
        long position = last(harness.place(market(ProtoOATradeSide.SELL, LOT).setSymbolId(USDJPY)))
                .getPosition()
                .getPositionId();
        harness.quote(USDJPY, 14_900_000, 14_901_000);

        ProtoOADeal deal =
                last(harness.run(harness.account.close(close(position, LOT)))).getDeal();

        // Sold 100,000 USD at 150, bought back at 149.01: 99,000 JPY at 1/149.
        assertThat(deal.getClosePositionDetail().getGrossProfit()).isEqualTo(664_43);
        assertThat(deal.getClosePositionDetail().getQuoteToDepositConversionRate())
                .isEqualTo(1 / 149.0);
    }

    @Test
    void marginAndProfitInAnotherDepositAsset() throws Exception {
        AccountHarness euro = new AccountHarness(
                SimulatedAccount.demo(1001, "token").withBalance("10000", "EUR").withLeverage(30),
                AccountHarness.rules());
        euro.open(ProtoOATradeSide.BUY, LOT / 10);
        euro.quote(EURUSD, 112_010, 112_020);

        ProtoOAPositionUnrealizedPnL profit =
                euro.account.report().unrealizedProfit().get(0);
        // 10,000 EUR * 0.02 = 200 USD at 1/1.1201; the opening commission was 0.33 USD = 0.30 EUR.
        assertThat(profit.getGrossUnrealizedPnL()).isEqualTo(178_56);
        assertThat(profit.getNetUnrealizedPnL()).isEqualTo(178_56 - 30);
        assertThat(euro.account.report().reconcile(false).getPosition(0).getUsedMargin())
                .isEqualTo(333_33);
    }

    @Test
    void expectedMarginHasBothSides() {
        ProtoOAExpectedMargin margin = harness.account
                .report()
                .expectedMargin(harness.market.instruments().find(EURUSD).orElseThrow(), LOT);

        assertThat(margin.getBuyMargin()).isEqualTo(1100_10);
        assertThat(margin.getSellMargin()).isEqualTo(1100_00);
    }

    @Test
    void moreThanWhatIsOpenCannotBeClosedEvenInTwoRequestsAtOnce() throws Exception {
        long position = harness.open(ProtoOATradeSide.BUY, LOT);
        harness.account.close(close(position, LOT * 3 / 4));

        assertThatThrownBy(() -> harness.account.close(close(position, LOT / 2)))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("TRADING_BAD_VOLUME"));
    }

    @Test
    void positionsThatAreGoneCannotBeClosed() throws Exception {
        assertThatThrownBy(() -> harness.account.close(close(4711, LOT)))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("POSITION_NOT_FOUND"))
                .hasMessage("Position not found with id 4711");
    }

    @Test
    void closingAfterTheStopLossWasHitIsRejectedByAnEvent() throws Exception {
        long position = last(harness.place(market(ProtoOATradeSide.BUY, LOT).setRelativeStopLoss(1000)))
                .getPosition()
                .getPositionId();
        Outcome outcome = harness.account.close(close(position, LOT));
        harness.quote(EURUSD, 108_000, 108_010);

        ProtoOAExecutionEvent rejected = last(
                harness.note(harness.account.execute(outcome.orderToExecute().orElseThrow())));

        assertThat(rejected.getExecutionType().name()).isEqualTo("ORDER_REJECTED");
        assertThat(rejected.getErrorCode()).isEqualTo("POSITION_NOT_FOUND");
    }

    @Test
    void historyIsNewestFirstAndCut() throws Exception {
        AccountHarness small = new AccountHarness(
                SimulatedAccount.demo(1001, "token"),
                new TradingRules(Set.of(), CancelRace.CANCEL_REJECTED, 2, AccountHarness.current()));
        long start = small.clock.millis();
        for (int index = 0; index < 3; index++) {
            small.open();
            small.clock.advance(1000);
        }

        HistoryReport report = small.account.history();
        assertThat(report.deals(start, start + 5000, 10).getDealList())
                .extracting(ProtoOADeal::getExecutionTimestamp)
                .containsExactly(start + 2000, start + 1000);
        assertThat(report.deals(start, start + 5000, 10).getHasMore()).isTrue();
        assertThat(report.deals(start, start + 999, 10).getDealList()).hasSize(1);
        assertThat(report.deals(start, start + 999, 10).getHasMore()).isFalse();
        assertThat(report.deals(start, start + 5000, 1).getDealList()).hasSize(1);
        assertThat(report.orders(start, start + 5000).getOrderList()).hasSize(2);
        assertThat(report.orders(start, start + 5000).getHasMore()).isTrue();
        long orderId = report.orders(start, start).getOrder(0).getOrderId();
        assertThat(report.order(orderId).orElseThrow().getDealList()).hasSize(1);
        assertThat(report.order(1)).isEmpty();
        long positionId = report.orders(start, start).getOrder(0).getPositionId();
        assertThat(report.dealsOfPosition(positionId, 0, Long.MAX_VALUE).getDealList())
                .hasSize(1);
        assertThat(report.ordersOfPosition(positionId, 0, Long.MAX_VALUE).getOrderList())
                .hasSize(1);
    }

    @Test
    void theDepositIsTheOnlyCashFlow() throws Exception {
        long now = harness.clock.millis();
        long position = harness.open();
        harness.run(harness.account.close(close(position, LOT / 10)));

        assertThat(harness.account.history().cashFlow(now - 1, now + 1))
                .singleElement()
                .satisfies(deposit -> {
                    assertThat(deposit.getDelta()).isEqualTo(10_000_00);
                    assertThat(deposit.getBalanceVersion()).isEqualTo(2);
                });
        assertThat(harness.account.history().cashFlow(now + 1, now + 2)).isEmpty();
    }
}
