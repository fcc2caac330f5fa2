package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.EURUSD;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between the quote that an order waited for and its fill, on a server that takes its time. */
class TriggerDelayTest {
    private static final long DELAY = 145;

    private final AccountHarness harness = AccountHarness.hedged();

    @BeforeEach
    void fillLate() {
        harness.fillsLate = true;
    }

    private long protectedPosition() throws TradeRefusedException {
        long position = harness.open();
        harness.run(harness.account.protect(AccountHarness.protection(position)
                .setStopLoss(1.09)
                .setTakeProfit(1.11)
                .build()));
        return position;
    }

    private List<ProtoOAExecutionEvent> fill() {
        harness.clock.advance(DELAY);
        return harness.run(harness.account.execute(harness.triggered.get(harness.triggered.size() - 1)));
    }

    private int positions() {
        return harness.account.report().reconcile(false).getPositionCount();
    }

    @Test
    void aStopLossIsFilledAtTheMarketOfThatTimeAndItsDealCreatedAtTheTrigger() throws Exception {
        protectedPosition();
        long trigger = harness.clock.millis();
        assertThat(harness.quote(EURUSD, 108_990, 109_000)).isEmpty();
        assertThat(positions()).isOne();
        assertThat(harness.quote(EURUSD, 108_950, 108_960))
                .as("on its way already")
                .isEmpty();
        assertThat(harness.triggered).hasSize(1);

        ProtoOAExecutionEvent filled = last(fill());

        assertThat(filled.getExecutionType().name()).isEqualTo("ORDER_FILLED");
        assertThat(filled.getIsServerEvent()).isTrue();
        assertThat(filled.getDeal().getExecutionPrice()).isEqualTo(1.0895);
        assertThat(filled.getDeal().getCreateTimestamp()).isEqualTo(trigger);
        assertThat(filled.getDeal().getExecutionTimestamp()).isEqualTo(trigger + DELAY);
        assertThat(positions()).isZero();
    }

    @Test
    void aStopLossThatWasTriggeredIsFilledThoughTheMarketComesBack() throws Exception {
        protectedPosition();
        harness.quote(EURUSD, 108_990, 109_000);
        harness.quote(EURUSD, 110_000, 110_010);
        assertThat(last(fill()).getDeal().getExecutionPrice()).isEqualTo(1.1);
    }

    @Test
    void aLimitThatTheMarketLeftRestsAgain() throws Exception {
        harness.place(AccountHarness.limit(ProtoOATradeSide.BUY, 1.09));
        harness.quote(EURUSD, 108_980, 108_990);
        harness.quote(EURUSD, 110_000, 110_010);
        assertThat(fill()).isEmpty();
        assertThat(harness.account.report().reconcile(false).getOrderCount()).isOne();
        harness.quote(EURUSD, 108_980, 108_990);
        assertThat(types(fill())).containsExactly("ORDER_FILLED");
    }

    @Test
    void whoClosesInBetweenLosesTheRace() throws Exception {
        long position = protectedPosition();
        harness.quote(EURUSD, 108_990, 109_000);
        Outcome close = harness.account.close(AccountHarness.close(position, LOT / 10));
        assertThat(types(fill())).containsExactly("ORDER_FILLED");
        assertThat(types(harness.run(close))).containsExactly("ORDER_ACCEPTED", "ORDER_REJECTED");
    }

    @Test
    void levelsOfAStopThatIsBeingFilledStay() throws Exception {
        long position = protectedPosition();
        harness.quote(EURUSD, 108_990, 109_000);
        assertThatThrownBy(() -> harness.account.protect(
                        AccountHarness.protection(position).setStopLoss(1.08).build()))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("PENDING_EXECUTION"));
    }

    @Test
    void aTrailingStopThatIsBeingFilledFollowsNoMore() throws Exception {
        long position = harness.open();
        harness.run(harness.account.protect(AccountHarness.protection(position)
                .setStopLoss(1.09)
                .setTrailingStopLoss(true)
                .build()));
        harness.quote(EURUSD, 108_990, 109_000);
        assertThat(harness.quoteAll(EURUSD, 115_000, 115_010)).isEmpty();
        assertThat(types(fill())).containsExactly("ORDER_FILLED");
    }
}
