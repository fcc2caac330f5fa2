package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.history.Deals;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of executions between the moment when an account came into use and its first session, which no cut preceded. */
class FirstSessionTest extends RecoveryHarness {
    private long begin;

    @BeforeEach
    void inUse() {
        begin = loop.nanoTime();
        recovery.use(ACCOUNT);
        loop.advance(SECOND);
    }

    @Test
    void whatAHistoryThatLagsShowsLaterIsToldLate() {
        open(1);
        broker.lag();
        session();
        live(open(2));
        live(open(3));
        assertThat(late).isZero();
        broker.catchUp();
        loop.advance(LookUpSchedule.ONCE_MORE);

        assertThat(told).containsExactly(2L, 3L, -1L);
        assertThat(late).isEqualTo(1);
        assertThat(looked).endsWith(true);
    }

    @Test
    void whatIsListedAMinuteLateIsToldToo() {
        timeIsKnown();
        open(1);
        broker.lag();
        session();
        loop.advance(LookUpSchedule.ONCE_MORE.plusSeconds(50));
        broker.catchUp();
        loop.advance(LookUpSchedule.ONCE_MORE);

        assertThat(told).endsWith(-1L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void aRenewalOfTheSessionDoesNotEndTheSearchForIt() {
        timeIsKnown();
        open(1);
        broker.lag();
        session();
        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        authorised();
        broker.catchUp();
        loop.advance(LookUpSchedule.ONCE_MORE);

        assertThat(told).containsExactly(-1L);
    }

    @Test
    void aGapIsNotSaidToBeFilledWhileOneOfItsExecutionsIsNotListed() {
        timeIsKnown();
        open(1);
        open(2);
        broker.lagByOne();
        session();
        assertThat(told).endsWith(-1L);
        assertThat(late).isEqualTo(1);
        assertThat(looked).isNotEmpty().endsWith(false);
        broker.catchUp();
        loop.advance(SECOND);

        assertThat(told).endsWith(-1L, -2L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void neitherIsItAfterACutThatHidNothing() {
        timeIsKnown();
        open(1);
        open(2);
        broker.lagByOne();
        session();
        cut();
        authorised();
        assertThat(looked).endsWith(false);
        broker.catchUp();
        loop.advance(SECOND);

        assertThat(told).endsWith(-1L, -2L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void anAccountOfWhichTheListsTellNothingIsReadThreeTimesAndThenComparedWithWhatItHeld() {
        broker.transfers.clear();
        open(1);
        broker.lag();
        timeIsKnown();
        session();
        loop.advance(Duration.ofHours(1));
        assertThat(broker.lists()).isEqualTo(1 + LookUpSchedule.START.size());
        assertThat(loop.pendingTimers()).isZero();
        assertThat(lastLooks).isEqualTo(1);
        assertThat(looked).containsExactly(true);

        cut();
        open(2);
        authorised();
        assertThat(looked).endsWith(true);
    }

    @Test
    void anAccountOfWhichTheListsExplainAllIsReadTwice() {
        session();
        loop.advance(Duration.ofHours(1));

        assertThat(broker.lists()).isEqualTo(2);
        assertThat(looked).containsExactly(true);
    }

    @Test
    void itsGapTellsOfTheTimeBeforeTheFirstSessionAlsoWhereALookAfterACutShowsIt() {
        timeIsKnown();
        open(1);
        broker.lag();
        loop.advance(SECOND);
        session();
        live(open(2));
        loop.advance(SECOND);
        cut();
        broker.catchUp();
        authorised();

        assertThat(told).containsExactly(2L, -1L);
        assertThat(late).isEqualTo(1);
        assertThat(lateSince).isEqualTo(begin);
    }

    @Test
    void whileTheServersTimeIsNotKnownNothingMoreIsReadForThat() {
        open(1);
        session();
        loop.advance(Duration.ofHours(1));
        long lists = broker.lists();
        cut();
        authorised();
        loop.advance(Duration.ofHours(1));

        assertThat(broker.lists()).isEqualTo(lists + 2);
    }

    @Test
    void whatWasListedBeforeTheServersTimeWasKnownIsToldOnceItIs() {
        open(1);
        loop.advance(SECOND);
        session();
        loop.advance(Duration.ofHours(1));
        assertThat(told).isEmpty();
        live(open(2));

        assertThat(told).containsExactly(2L, -1L);
        assertThat(late).isEqualTo(1);
        assertThat(looked).endsWith(true);
        loop.advance(Duration.ofMinutes(5));
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void itIsToldAtOnceThoughAnotherLookIsDueInAMinute() {
        broker.transfers.clear();
        open(1);
        loop.advance(SECOND);
        session();
        loop.advance(LookUpSchedule.ONCE_MORE.plus(SECOND));
        live(open(2));

        assertThat(told).containsExactly(2L, -1L);
    }

    @Test
    void itIsToldAfterWhatACutHidWhereThatTellsTheTime() {
        open(1);
        loop.advance(SECOND);
        session();
        cut();
        ordered(2);
        recovery.authorised(ACCOUNT);
        live(open(3));
        assertThat(told).isEmpty();
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(-2L, 3L);
        assertThat(looked).endsWith(true);
        loop.advance(Duration.ofMinutes(1));

        assertThat(told).containsExactly(-2L, 3L, -1L);
        assertThat(late).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheUseOfTheAccountIsNeverTold() {
        broker.open(1, now() - 3_600_000);
        broker.open(2, now() - 1_800_000);
        broker.lagByOne();
        session();
        broker.catchUp();
        loop.advance(LookUpSchedule.ONCE_MORE);
        live(open(3));
        loop.advance(Duration.ofMinutes(5));
        cut();
        authorised();

        assertThat(told).containsExactly(3L);
        assertThat(late).isZero();
    }

    @Test
    void whatListsTellOfTheServersTimeIsNotTakenForItsClock() {
        long start = now();
        broker.open(1, start - 600_000);
        serverTime.stamped(start - 7_200_000);
        serverTime.stamped(start - 3_600_000);
        session();
        live(open(2));
        loop.advance(Duration.ofMinutes(5));
        assertThat(told).containsExactly(2L);
        live(open(3));
        loop.advance(Duration.ofMinutes(5));

        assertThat(told).containsExactly(2L, 3L);
    }

    private void session() {
        authorised();
        recovery.ready();
    }

    private void ordered(long dealId) {
        open(dealId);
        loop.advance(Duration.ofMillis(1));
    }

    /** An execution of before: it is listed. */
    private void timeIsKnown() {
        live(Deals.filled(98, now()));
        loop.advance(Duration.ofMillis(5));
        live(Deals.filled(99, now()));
        loop.advance(SECOND);
        told.clear();
    }
}
