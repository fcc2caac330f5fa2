package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.GUARANTEED;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.protection;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATrailingSLChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The market stands at 1.10000/1.10010. */
class StopModesTest {
    private final AccountHarness harness = AccountHarness.hedged();

    private ProtoOAExecutionEvent amend(ProtoOAAmendPositionSLTPReq.Builder request) throws TradeRefusedException {
        return last(harness.note(harness.account.protect(request.build())));
    }

    private ProtoOAPosition position() {
        return harness.account.report().reconcile(false).getPosition(0);
    }

    @ParameterizedTest(name = "{0}, market at bid {1}: stop loss {2}")
    @CsvSource({
        "BUY,  110500, 1.095", // in favour: 500 points behind the bid it was set at
        "BUY,  110001, 1.09001",
        "BUY,  109500, 1.09", // against: stays
        "SELL, 109500, 1.1051",
        "SELL, 110500, 1.1101"
    })
    void aTrailingStopLossFollowsTheMarketInFavourOfThePosition(ProtoOATradeSide side, long bid, double stopLoss)
            throws Exception {
        long id = harness.open(side, LOT / 10);
        amend(protection(id).setStopLoss(side == BUY ? 1.09 : 1.1101).setTrailingStopLoss(true));

        harness.quote(EURUSD, bid, bid + 10);

        assertThat(position().getStopLoss()).isEqualTo(stopLoss);
        assertThat(position().getTrailingStopLoss()).isTrue();
    }

    @Test
    void trailingIsToldByAnEventOfItsOwn() throws Exception {
        long id = harness.open();
        long orderId = amend(protection(id).setStopLoss(1.09).setTrailingStopLoss(true))
                .getOrder()
                .getOrderId();
        harness.clock.advance(7);

        List<AccountEvent> events = harness.quoteAll(EURUSD, 110_500, 110_510);

        assertThat(events)
                .containsExactly(new AccountEvent(
                        ProtoOATrailingSLChangedEvent.newBuilder()
                                .setCtidTraderAccountId(1001)
                                .setPositionId(id)
                                .setOrderId(orderId)
                                .setStopPrice(1.095)
                                .setUtcLastUpdateTimestamp(harness.clock.millis())
                                .build(),
                        false));
        assertThat(types(harness.quote(EURUSD, 109_500, 109_510))).containsExactly("ORDER_FILLED");
    }

    @Test
    void anOrderMayBringATrailingStopLoss() throws Exception {
        List<ProtoOAExecutionEvent> events =
                harness.place(market(BUY, LOT / 10).setRelativeStopLoss(500).setTrailingStopLoss(true));
        harness.quote(EURUSD, 110_100, 110_110);

        assertThat(last(events).getOrder().getTrailingStopLoss()).isTrue();
        assertThat(last(events).getPosition().getTrailingStopLoss()).isTrue();
        // 500 points below the fill at 1.10010, thus 490 below the bid.
        assertThat(position().getStopLoss()).isEqualTo(1.0961);
    }

    @Test
    void theTrailingFlagStaysUntilItIsTakenAwayTogetherWithAStopLoss() throws Exception {
        long id = harness.open();
        amend(protection(id).setStopLoss(1.09).setTrailingStopLoss(true));

        assertThat(amend(protection(id).setStopLoss(1.091)).getPosition().getTrailingStopLoss())
                .isTrue();
        assertThatThrownBy(() -> amend(protection(id).setTakeProfit(1.2).setTrailingStopLoss(false)))
                .hasMessage("trailingStopLoss and guaranteedStopLoss need a stopLoss");
        assertThat(amend(protection(id).setStopLoss(1.091).setTrailingStopLoss(false))
                        .getPosition()
                        .getTrailingStopLoss())
                .isFalse();
    }

    @Test
    void aStopLossWatchesTheQuotesOfItsTriggerMethod() throws Exception {
        long id = harness.open();
        assertThat(amend(protection(id).setStopLoss(1.095).setStopLossTriggerMethod(ProtoOAOrderTriggerMethod.OPPOSITE))
                        .getPosition()
                        .getStopLossTriggerMethod())
                .isEqualTo(ProtoOAOrderTriggerMethod.OPPOSITE);

        assertThat(harness.quote(EURUSD, 109_400, 109_510)).isEmpty();
        assertThat(types(harness.quote(EURUSD, 109_400, 109_500))).containsExactly("ORDER_FILLED");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"BUY, 90000, 90010, 1.24", "SELL, 140000, 140010, 1.26"})
    void aGuaranteedStopLossIsFilledAtItsPriceWhateverTheGap(ProtoOATradeSide side, long bid, long ask, double stopLoss)
            throws Exception {
        long id = harness.openGuaranteed(side);
        ProtoOAPosition position = amend(protection(id).setStopLoss(stopLoss).setGuaranteedStopLoss(true))
                .getPosition();

        ProtoOAExecutionEvent hit = last(harness.quote(GUARANTEED, bid, ask));

        assertThat(position.getGuaranteedStopLoss()).isTrue();
        assertThat(hit.getDeal().getExecutionPrice()).isEqualTo(stopLoss);
    }

    @Test
    void anOrderSaysThatItsStopLossIsGuaranteed() throws Exception {
        List<ProtoOAExecutionEvent> events = harness.place(market(BUY, LOT / 10)
                .setSymbolId(GUARANTEED)
                .setRelativeStopLoss(500)
                .setGuaranteedStopLoss(true));

        assertThat(events)
                .hasSize(3)
                .allMatch(event -> event.getOrder().getTradeData().getGuaranteedStopLoss());
    }

    @Test
    void aGuaranteedStopLossIsNeverMadeWorse() throws Exception {
        long id = harness.openGuaranteed(BUY);
        amend(protection(id).setStopLoss(1.24).setGuaranteedStopLoss(true));

        for (ProtoOAAmendPositionSLTPReq.Builder worse :
                List.of(protection(id).setStopLoss(1.23), protection(id).setTakeProfit(1.3), protection(id))) {
            assertThatThrownBy(() -> amend(worse)).isInstanceOfSatisfying(TradeRefusedException.class, refusal -> {
                assertThat(refusal.errorCode()).isEqualTo("WORSE_GSL_NOT_ALLOWED");
                assertThat(refusal.positionId()).isEqualTo(id);
            });
        }
        assertThat(amend(protection(id).setStopLoss(1.245)).getPosition().getGuaranteedStopLoss())
                .isTrue();
    }

    @Test
    void anAccountOfLimitedRiskHasGuaranteedStopLossesOnly() throws Exception {
        AccountHarness limited = new AccountHarness(AccountHarness.ACCOUNT.asLimitedRisk(), AccountHarness.rules());

        assertThat(limited.account.report().trader().getIsLimitedRisk()).isTrue();
        for (ProtoOANewOrderReq.Builder risky : List.of(
                market(BUY, LOT / 10).setSymbolId(GUARANTEED).setRelativeStopLoss(500),
                market(BUY, LOT / 10).setSymbolId(GUARANTEED).setRelativeTakeProfit(500),
                market(BUY, LOT / 10))) {
            assertThatThrownBy(() -> limited.place(risky)).hasMessageContaining("has to be guaranteed");
        }
        assertThat(limited.place(market(BUY, LOT / 10)
                        .setSymbolId(GUARANTEED)
                        .setRelativeStopLoss(500)
                        .setGuaranteedStopLoss(true)))
                .hasSize(3);
    }
}
