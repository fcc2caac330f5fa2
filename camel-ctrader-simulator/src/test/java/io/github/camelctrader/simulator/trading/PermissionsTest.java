package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.SELL;
import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LONG_ONLY;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {
    private static final long HOUR = 3_600_000;

    private final AccountHarness harness = AccountHarness.hedged();

    private static void refused(AccountHarness harness, ProtoOANewOrderReq.Builder request, String errorCode) {
        assertThatThrownBy(() -> harness.place(request))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo(errorCode));
    }

    @Test
    void whatCannotBeSoldShortIsSoldByThoseWhoHoldIt() throws Exception {
        refused(harness, market(SELL, LOT / 10).setSymbolId(LONG_ONLY), "SHORT_SELLING_NOT_ALLOWED");
        long id = last(harness.place(market(BUY, LOT / 10).setSymbolId(LONG_ONLY)))
                .getPosition()
                .getPositionId();

        assertThat(harness.place(market(SELL, LOT / 10).setSymbolId(LONG_ONLY).setPositionId(id)))
                .hasSize(2);
    }

    @Test
    void aScheduleClosesTheMarket() throws Exception {
        harness.place(market(BUY, LOT / 10).setSymbolId(LONG_ONLY));
        harness.clock.advance(2 * HOUR);

        refused(harness, market(BUY, LOT / 10).setSymbolId(LONG_ONLY), "MARKET_CLOSED");
        harness.place(limit(BUY, 0.7).setSymbolId(LONG_ONLY));
        assertThat(harness.quote(LONG_ONLY, 50_000, 50_010)).isEmpty();
        assertThat(harness.place(market(BUY, LOT / 10))).hasSize(2);

        harness.clock.advance(6 * 24 * HOUR);
        assertThat(types(harness.quote(LONG_ONLY, 60_001, 60_011))).containsExactly("ORDER_FILLED");
    }

    @Test
    void anOrderForTheOpeningWaitsForItWhereTheServerTakesIt() throws Exception {
        AccountHarness other = AccountHarness.hedged(TradingSwitch.MARKET_ON_OPEN_TAKEN);
        other.conditions(EURUSD).open(false);

        assertThat(types(other.place(market(BUY, LOT / 10).setTimeInForce(ProtoOATimeInForce.MARKET_ON_OPEN))))
                .containsExactly("ORDER_ACCEPTED");
        assertThat(other.account.report().reconcile(false).getOrderList()).hasSize(1);
        assertThat(other.quote(EURUSD, 110_001, 110_011)).isEmpty();
        other.conditions(EURUSD).open(true);
        assertThat(types(other.quote(EURUSD, 110_002, 110_012))).containsExactly("ORDER_FILLED");
        assertThat(types(other.place(market(BUY, LOT / 10).setTimeInForce(ProtoOATimeInForce.MARKET_ON_OPEN))))
                .containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
    }

    @Test
    void aMarketThatClosesBeforeTheFillRejectsTheOrder() throws Exception {
        Outcome placed = harness.account.place(market(BUY, LOT / 10).build());
        harness.conditions(EURUSD).open(false);

        assertThat(last(harness.run(placed))).satisfies(rejected -> {
            assertThat(rejected.getExecutionType().name()).isEqualTo("ORDER_REJECTED");
            assertThat(rejected.getErrorCode()).isEqualTo("MARKET_CLOSED");
        });
    }

    @ParameterizedTest(name = "{0}: pending orders are filled: {1}")
    @CsvSource({
        "CLOSE_ONLY_MODE, true",
        "DISABLED_WITH_PENDINGS_EXECUTION, true",
        "DISABLED_WITHOUT_PENDINGS_EXECUTION, false"
    })
    void aTradingModeDecidesAboutPendingOrders(ProtoOATradingMode mode, boolean filled) throws Exception {
        harness.place(limit(BUY, 1.095));
        harness.conditions(EURUSD).mode(mode);

        refused(harness, limit(BUY, 1.095), "TRADING_DISABLED");
        assertThat(harness.quote(EURUSD, 109_480, 109_490)).hasSize(filled ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void rejectedOrdersAreListedUnlessTheServerLeavesThemOut(boolean left, int listed) throws Exception {
        AccountHarness other =
                left ? AccountHarness.hedged(TradingSwitch.REJECTED_ORDERS_UNLISTED) : AccountHarness.hedged();
        other.account.brokerage().script(OrderScript.rejected("NO_QUOTES"));
        long orderId = last(other.place(market(BUY, LOT / 10))).getOrder().getOrderId();

        assertThat(other.account.history().orders(0, Long.MAX_VALUE).getOrderList())
                .hasSize(listed);
        assertThat(other.account.history().order(orderId)).isPresent();
    }

    @Test
    void aPageOfHistoryMayStartAtTheOldEnd() throws Exception {
        AccountHarness other = new AccountHarness(
                AccountHarness.ACCOUNT,
                new TradingRules(
                        Set.of(TradingSwitch.HISTORY_PAGES_START_OLD),
                        CancelRace.CANCEL_REJECTED,
                        2,
                        AccountHarness.current()));
        for (int index = 0; index < 3; index++) {
            other.open();
            other.clock.advance(1);
        }

        ProtoOADealListRes page = other.account.history().deals(0, Long.MAX_VALUE, 10);
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getDealList())
                .extracting(deal -> deal.getExecutionTimestamp() - 1_700_000_000_000L)
                .containsExactly(1L, 0L);
        assertThat(other.account.history().orders(0, Long.MAX_VALUE).getOrderList())
                .extracting(order -> order.getUtcLastUpdateTimestamp() - 1_700_000_000_000L)
                .containsExactly(1L, 0L);
    }
}
