package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of events that wait for a look at history when the session ends before it did. */
class LossWhileEventsWaitTest extends RecoveryHarness {
    @Test
    void whatALaterLookFindsFollowsAGapThoughTheConnectionIsNotReadyYet() {
        ready();
        interruptions.begin(Set.of(ACCOUNT), true, null);
        interruptions.linkLost(outage());
        cut();
        open(1);
        broker.lag();
        recovery.authorised(ACCOUNT);
        interruptions.accountRestored(ACCOUNT);
        live(open(2));
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(2L);
        broker.catchUp();
        loop.advance(SECOND);
        interruptions.ready();

        assertThat(told).containsExactly(2L, -1L);
        assertThat(gaps).extracting(OutageTracker.Over::filled).containsExactly(false, true, true);
        assertThat(gaps).extracting(OutageTracker.Over::later).containsExactly(false, true, false);
    }

    @Test
    void whatWaitedWhenTheLinkWasLostAgainIsToldInTimeAndWhatIsFoundLaterFollowsAGapThatIsNotFilled() {
        ready();
        cut();
        open(1);
        broker.answersOrders = false;
        recovery.authorised(ACCOUNT);
        recovery.look(ACCOUNT);
        live(open(2));
        cut();
        loop.advance(PATIENCE.minusNanos(1));
        cut();
        assertThat(told).isEmpty();
        loop.advance(Duration.ofNanos(1));
        assertThat(told).as("what was found, and what waited").containsExactly(-1L, 2L);
        assertThat(looked).isEmpty();

        open(3);
        broker.answersOrders = true;
        recovery.authorised(ACCOUNT);
        live(open(4));
        assertThat(told).hasSize(2);
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(-1L, 2L, -3L, 4L);
        assertThat(looked).containsExactly(false, true);

        cut();
        authorised();
        assertThat(looked).as("of the next interruption").containsExactly(false, true, true);
    }

    @Test
    void aLinkThatIsLostAgainAndAgainKeepsEventsNoLonger() {
        ready();
        cut();
        broker.answersLists = false;
        authorised();
        live(open(2));
        for (int i = 0; i < 3; i++) {
            cut();
            loop.advance(Duration.ofSeconds(3));
            authorised();
        }
        assertThat(told).isEmpty();
        loop.advance(SECOND);

        assertThat(told).containsExactly(2L);
        assertThat(looked).containsExactly(false);
    }

    @Test
    void anAccountThatIsRefusedAfterALossIsToldWhatWasFoundInItsPlaceAndWhatIsFoundLaterFollowsAGap() {
        ready();
        cut();
        open(1);
        broker.answersOrders = false;
        authorised();
        live(open(2));
        cut();
        open(3);
        recovery.refused(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        assertThat(told).as("it may be tried again soon").isEmpty();
        loop.advance(PATIENCE);
        assertThat(told).containsExactly(-1L, 2L);

        broker.answersOrders = true;
        authorised();
        assertThat(told).containsExactly(-1L, 2L, -3L);
        assertThat(looked).containsExactly(false, true);
    }

    @Test
    void whatPassesOfAnAccountThatCannotBeUsedIsFollowedByAGapThatIsNotFilledBeforeWhatItPassed() {
        ready();
        recovery.refused(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        loop.advance(PATIENCE);
        open(1);
        live(open(2));
        assertThat(looked).isEmpty();
        authorised();

        assertThat(told).containsExactly(2L, -1L);
        assertThat(looked).containsExactly(false, true);
    }
}
