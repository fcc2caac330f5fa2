package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.TIERED;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.market.Instrument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** USDNOK: up to 20,000 USD 1:50, everything above 1:20; the account has 1:100. A volume of 100 is one US dollar. */
class LeverageTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private long margin(ProtoOATradeSide side, long usd) throws TradeRefusedException {
        return last(harness.place(market(side, usd * 100).setSymbolId(TIERED)))
                .getPosition()
                .getUsedMargin();
    }

    private long expected(long usd) {
        Instrument instrument = harness.market.instruments().find(TIERED).orElseThrow();
        return harness.account.report().expectedMargin(instrument, usd * 100).getSellMargin();
    }

    @ParameterizedTest(name = "{0} USD hold {1} cents")
    @CsvSource({"10000, 20000", "20000, 40000", "30000, 90000", "60000, 240000"})
    void eachPartOfAVolumeHasTheLeverageOfItsTier(long usd, long cents) throws Exception {
        assertThat(expected(usd)).isEqualTo(cents);
        assertThat(margin(ProtoOATradeSide.BUY, usd)).isEqualTo(cents);
    }

    @Test
    void whatIsOpenFillsTheFirstTiersOnEitherSide() throws Exception {
        margin(ProtoOATradeSide.BUY, 15_000);
        assertThat(expected(10_000)).isEqualTo(10_000 + 25_000);
        assertThat(margin(ProtoOATradeSide.SELL, 10_000)).isEqualTo(10_000 + 25_000);
        harness.open();
        assertThat(margin(ProtoOATradeSide.BUY, 1_000)).isEqualTo(5_000);
    }

    @Test
    void anOrderThatItsTierMakesTooDearIsRefused() {
        assertThatThrownBy(() -> margin(ProtoOATradeSide.BUY, 220_000))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("NOT_ENOUGH_MONEY"));
    }

    @Test
    void closingFreesWhatWasHeldFirst() throws Exception {
        long position = last(harness.place(
                        market(ProtoOATradeSide.BUY, 3_000_000).setSymbolId(TIERED)))
                .getPosition()
                .getPositionId();
        assertThat(last(harness.run(harness.account.close(AccountHarness.close(position, 1_500_000))))
                        .getPosition()
                        .getUsedMargin())
                .isEqualTo(45_000);
    }

    @Test
    void aPositionThatIsTurnedRoundLeavesItsTiers() throws Exception {
        AccountHarness netted = AccountHarness.netted();
        netted.place(market(ProtoOATradeSide.BUY, 2_000_000).setSymbolId(TIERED));
        assertThat(last(netted.place(market(ProtoOATradeSide.SELL, 4_000_000).setSymbolId(TIERED)))
                        .getPosition()
                        .getUsedMargin())
                .isEqualTo(40_000);
    }

    @Test
    void theLeverageOfTheAccountIsTheMost() throws Exception {
        assertThat(last(harness.place(market(ProtoOATradeSide.BUY, LOT / 10)))
                        .getPosition()
                        .getUsedMargin())
                .isEqualTo(11_000);
    }

    @Test
    void tiersGrow() {
        SimulatedSymbol symbol = SimulatedSymbol.forex(1, "EURUSD", "1.1", "0.0001");
        assertThatThrownBy(() -> symbol.withLeverage(new LeverageTier(100, 50), new LeverageTier(100, 20)))
                .hasMessage("leverage of EURUSD: each tier must reach up to a greater volume than the one before");
    }
}
