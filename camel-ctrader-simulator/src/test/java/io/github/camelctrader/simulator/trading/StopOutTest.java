package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.SELL;
import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallTriggerEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOANotificationType;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 10000 USD, 1:100: five lots at 1.1001 hold 5500 USD of margin and are closed below 2750 USD of equity. */
class StopOutTest {
    private final AccountHarness harness = AccountHarness.hedged();

    @Test
    void aPositionTheEquityDoesNotBearIsClosed() throws Exception {
        long id = harness.open(BUY, 5 * LOT);

        assertThat(harness.quote(EURUSD, 108_600, 108_610)).isEmpty();
        List<ProtoOAExecutionEvent> events = harness.quote(EURUSD, 108_500, 108_510);

        assertThat(types(events)).containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getIsServerEvent()).isTrue();
            assertThat(event.getOrder().getIsStopOut()).isTrue();
            assertThat(event.getOrder().getClosingOrder()).isTrue();
            assertThat(event.getPosition().getPositionId()).isEqualTo(id);
        });
        assertThat(harness.answers()).endsWith(false, false);
        assertThat(events.get(1).getDeal().getClosePositionDetail().getGrossProfit())
                .isEqualTo(-7550_00);
        assertThat(harness.account.report().reconcile(true).getPositionList()).isEmpty();
    }

    @Test
    void theGreatestLossGoesFirstAndOthersStay() throws Exception {
        long small = harness.open(BUY, LOT);
        long winner = harness.open(SELL, LOT / 10);
        long great = harness.open(BUY, 4 * LOT);

        assertThat(harness.quote(EURUSD, 108_400, 108_410))
                .extracting(event -> event.getPosition().getPositionId())
                .containsExactly(great, great);
        assertThat(harness.account.report().reconcile(false).getPositionList())
                .extracting(position -> position.getPositionId())
                .containsExactly(small, winner);
    }

    @Test
    void anAccountWithoutStopOutGoesBelowZero() throws Exception {
        AccountHarness other = new AccountHarness(AccountHarness.ACCOUNT.withStopOut(0), AccountHarness.rules());
        other.open(BUY, 5 * LOT);

        assertThat(other.quote(EURUSD, 100_000, 100_010)).isEmpty();
    }

    @Test
    void aClosedMarketStopsNobodyOut() throws Exception {
        harness.open(BUY, 5 * LOT);
        harness.conditions(EURUSD).open(false);
        assertThat(harness.quote(EURUSD, 108_500, 108_510)).isEmpty();

        harness.conditions(EURUSD).open(true);
        assertThat(harness.quote(EURUSD, 108_501, 108_511)).hasSize(2);
    }

    @Test
    void aChangeOfMarginIsToldWhereTheServerDoesSo() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.MARGIN_CHANGES_TOLD);
        long id = other.open(BUY, LOT);

        Outcome placed = other.account.close(AccountHarness.close(id, LOT / 2));
        List<AccountEvent> events =
                other.account.execute(placed.orderToExecute().orElseThrow()).events();

        assertThat(events.get(events.size() - 1))
                .isEqualTo(new AccountEvent(
                        ProtoOAMarginChangedEvent.newBuilder()
                                .setCtidTraderAccountId(1001)
                                .setPositionId(id)
                                .setUsedMargin(550_00)
                                .setMoneyDigits(2)
                                .build(),
                        false));
    }

    @Test
    void aMarginCallComesWhenTheLevelFallsToItAndNotAgainForTenMinutes() throws Exception {
        harness.open(BUY, 5 * LOT);

        // 10000 - 4550 = 5450 USD of 5500, then 4200, back again, and so on.
        assertThat(called(109_100)).containsExactly(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_1);
        assertThat(called(108_850)).containsExactly(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_2);
        assertThat(called(110_000)).isEmpty();
        assertThat(called(108_851)).isEmpty();
        harness.clock.advance(600_000);
        assertThat(called(108_850)).isEmpty();
        assertThat(called(110_000)).isEmpty();
        assertThat(called(108_850))
                .containsExactly(
                        ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_1,
                        ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_2);
    }

    private List<ProtoOANotificationType> called(long bid) {
        return harness.quoteAll(EURUSD, bid, bid + 10).stream()
                .map(event -> ((ProtoOAMarginCallTriggerEvent) event.event())
                        .getMarginCall()
                        .getMarginCallType())
                .toList();
    }
}
