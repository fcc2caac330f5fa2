package io.github.camelctrader.simulator.trading;

import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.TIERED;
import static io.github.camelctrader.simulator.trading.AccountHarness.last;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The harness begins on Tuesday 2023-11-14 at 22:13:20 UTC, after that day's rollover. For a tenth of a lot of USDNOK -1.5 pips are 15 cents at 10.00000. */
class RolloverTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final AccountHarness harness = AccountHarness.hedged();

    @BeforeEach
    void quote() {
        harness.quote(TIERED, 1_000_000, 1_000_000);
    }

    private long open(ProtoOATradeSide side) throws TradeRefusedException {
        return last(harness.place(market(side, LOT / 10).setSymbolId(TIERED)))
                .getPosition()
                .getPositionId();
    }

    private List<ProtoOAExecutionEvent> after(long millis) {
        harness.clock.advance(millis);
        return harness.note(harness.account.pass());
    }

    private long swap() {
        return harness.account.report().reconcile(false).getPosition(0).getSwap();
    }

    @Test
    void nothingIsBookedBeforeTheDayEnds() throws Exception {
        open(ProtoOATradeSide.BUY);
        assertThat(after(DAY - Duration.ofMinutes(14).toMillis())).isEmpty();
        assertThat(types(after(Duration.ofMinutes(1).toMillis()))).containsExactly("SWAP");
        assertThat(after(1)).isEmpty();
    }

    @Test
    void aWeekCountsSevenDaysAndTellsOfFive() throws Exception {
        open(ProtoOATradeSide.BUY);
        List<ProtoOAExecutionEvent> events = after(7 * DAY);
        assertThat(types(events)).containsExactly("SWAP", "SWAP", "SWAP", "SWAP", "SWAP");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.hasOrder()).isFalse();
            assertThat(event.getIsServerEvent()).isTrue();
        });
        assertThat(events.stream().map(event -> event.getPosition().getSwap()))
                .as("Wednesday counts three times, the weekend not")
                .containsExactly(-45L, -60L, -75L, -90L, -105L);
        assertThat(swap()).isEqualTo(-105);
    }

    @Test
    void sellersHaveASwapOfTheirOwn() throws Exception {
        open(ProtoOATradeSide.SELL);
        after(DAY);
        assertThat(swap()).isEqualTo(15);
    }

    @Test
    void aPositionOfTheNextDayPaysNothingForTheOneBefore() throws Exception {
        harness.clock.advance(DAY);
        open(ProtoOATradeSide.BUY);
        assertThat(harness.account.pass()).isEmpty();
    }

    @Test
    void noDayIsBookedTwiceByAClockThatIsSetBack() throws Exception {
        open(ProtoOATradeSide.BUY);
        after(DAY);
        assertThat(after(-DAY)).isEmpty();
        assertThat(after(DAY)).isEmpty();
        assertThat(after(DAY)).hasSize(1);
    }

    @Test
    void aLeapOfYearsBooksAMonth() throws Exception {
        open(ProtoOATradeSide.BUY);
        assertThat(after(3650 * DAY)).hasSizeBetween(21, 23);
    }

    @Test
    void swapReachesTheBalanceWithTheClose() throws Exception {
        long position = open(ProtoOATradeSide.BUY);
        long before = harness.balance();
        after(DAY);
        assertThat(harness.balance()).isEqualTo(before);
        ProtoOAExecutionEvent closed =
                last(harness.run(harness.account.close(AccountHarness.close(position, LOT / 10))));
        assertThat(closed.getDeal().getClosePositionDetail().getSwap()).isEqualTo(-45);
        assertThat(harness.balance()).isEqualTo(before - 45);
    }

    @Test
    void whatCostsNothingIsNotTold() throws Exception {
        harness.open();
        assertThat(after(DAY)).isEmpty();
    }
}
