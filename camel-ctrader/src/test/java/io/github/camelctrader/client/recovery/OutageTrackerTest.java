package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.recovery.OutageTracker.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which interruptions are reported to a consumer, when, and what is said of them. */
class OutageTrackerTest {
    private static final long ONE = 1;
    private static final long TWO = 2;
    private static final Outage FIRST = outage(10);
    private static final Outage SECOND = outage(20);
    private static final Outage THIRD = outage(30);

    private final List<Over> reports = new ArrayList<>();
    private final OutageTracker interruptions = consumer(true);

    @Test
    void aFirstConnectionThatSucceedsInterruptsNothing() {
        interruptions.accountRestored(ONE);
        interruptions.looked(ONE, false);
        interruptions.ready();

        assertThat(reports).isEmpty();
    }

    @Test
    void whatAFirstConnectionThatFailedHidFromThoseWhoWaitedForItIsReportedUnlessThereWasNothing() {
        interruptions.linkLost(FIRST);
        restored(true, ONE);
        interruptions.ready();
        assertThat(reports).isEmpty();

        OutageTracker other = consumer(true);
        other.linkLost(FIRST);
        other.accountRestored(ONE);
        other.ready();
        other.looked(ONE, false);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST.since(5), false, false));
    }

    @Test
    void ofARouteThatWasStoppedItIsSaidThatAllIsToldOnceThatIsSoOfWhatAnInterruptionHidToo() {
        begin(ONE, TWO);
        interruptions.wasAway(FIRST, Set.of(ONE, TWO));
        assertThat(reports).containsExactly(new Over(Set.of(ONE, TWO), FIRST, true, false));
        reports.clear();

        interruptions.accountLost(TWO, FIRST);
        interruptions.wasAway(SECOND, Set.of(ONE, TWO));
        assertThat(reports).containsExactly(new Over(Set.of(ONE, TWO), SECOND, false, false));
        restored(false, TWO);
        interruptions.wasAway(THIRD, Set.of(ONE, TWO));
        reports.clear();
        interruptions.looked(TWO, true);

        assertThat(reports)
                .containsExactly(
                        new Over(Set.of(ONE, TWO), SECOND, true, true),
                        new Over(Set.of(TWO), FIRST, true, true),
                        new Over(Set.of(ONE, TWO), THIRD, true, true));
    }

    @Test
    void ofARouteThatWasStoppedBeforeThereWasALinkNothingIsSaidToBeAllBeforeItsAccountsWereRead() {
        interruptions.linkLost(FIRST);
        interruptions.wasAway(SECOND, Set.of(ONE));
        assertThat(reports).containsExactly(new Over(Set.of(ONE), SECOND, false, false));
        interruptions.looked(ONE, true);
        assertThat(reports).last().isEqualTo(new Over(Set.of(ONE), SECOND, true, true));
        reports.clear();

        interruptions.wasAway(SECOND, Set.of());
        assertThat(reports)
                .as("of all accounts while none is known")
                .containsExactly(new Over(Set.of(), SECOND, false, false));
    }

    @Test
    void severalAttemptsAreOneInterruptionThatLastsSinceTheFirst() {
        begin(ONE);
        interruptions.linkLost(FIRST);
        restored(false, ONE);
        interruptions.linkLost(SECOND);
        restored(true, ONE);
        interruptions.ready();

        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, true, false));
    }

    @Test
    void allAccountsThatAreBackHaveOneReportWhenTheLastOfThemIsKnown() {
        begin(ONE, TWO);
        interruptions.linkLost(FIRST);
        interruptions.accountRestored(ONE);
        interruptions.accountRestored(TWO);
        interruptions.ready();
        interruptions.looked(ONE, true);
        assertThat(reports).isEmpty();
        interruptions.looked(TWO, true);

        assertThat(reports).containsExactly(new Over(Set.of(ONE, TWO), FIRST, true, false));
    }

    @Test
    void anAccountThatIsLostOnceMoreKeepsNobodyWaitingForTheReportOfTheOthers() {
        begin(ONE, TWO);
        interruptions.linkLost(FIRST);
        interruptions.accountRestored(ONE);
        interruptions.accountRestored(TWO);
        interruptions.ready();
        interruptions.looked(ONE, true);
        interruptions.accountLost(TWO, SECOND);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, true, false));

        restored(true, TWO);
        assertThat(reports).last().isEqualTo(new Over(Set.of(TWO), FIRST, true, false));
    }

    @Test
    void anAccountThatComesBackLaterHasAReportOfItsOwn() {
        begin(ONE, TWO);
        interruptions.linkLost(FIRST);
        restored(true, ONE);
        interruptions.ready();
        restored(false, TWO);

        assertThat(reports)
                .containsExactly(new Over(Set.of(ONE), FIRST, true, false), new Over(Set.of(TWO), FIRST, false, false));
    }

    @Test
    void aSessionThatIsLostTwiceIsOneInterruption() {
        begin(ONE, TWO);
        interruptions.accountLost(ONE, FIRST);
        interruptions.accountLost(ONE, SECOND);
        restored(true, ONE);
        interruptions.accountRestored(TWO);
        interruptions.looked(TWO, true);

        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, true, false));
    }

    @Test
    void whatIsNotKnownAtFirstIsReportedAgainOnceAllOfItIs() {
        begin(ONE, TWO);
        interruptions.linkLost(FIRST);
        restored(false, ONE);
        restored(false, TWO);
        interruptions.ready();
        interruptions.looked(ONE, true);
        interruptions.looked(TWO, false);
        assertThat(reports).hasSize(1);
        interruptions.looked(TWO, true);
        interruptions.looked(TWO, true);

        assertThat(reports)
                .containsExactly(
                        new Over(Set.of(ONE, TWO), FIRST, false, false), new Over(Set.of(ONE, TWO), FIRST, true, true));
    }

    @Test
    void whatIsNeverKnownIsNotSaidToBe() {
        begin(ONE);
        interruptions.linkLost(FIRST);
        restored(false, ONE);
        interruptions.ready();
        interruptions.lookedForTheLastTime(ONE);
        interruptions.looked(ONE, true);

        assertThat(reports).hasSize(1);
    }

    @Test
    void aConsumerThatBeganMeanwhileIsToldOfWhatItGotAndOfWhatNobodyKnows() {
        assertThat(begunMeanwhile(true, each -> {})).as("there was nothing").isEmpty();
        assertThat(begunMeanwhile(true, each -> each.given(ONE)))
                .containsExactly(new Over(Set.of(ONE), FIRST.since(5), true, false));
        assertThat(begunMeanwhile(true, each -> each.notGiven(ONE)))
                .containsExactly(new Over(Set.of(ONE), FIRST.since(5), false, false));
        assertThat(begunMeanwhile(false, each -> {})).hasSize(1);
    }

    @Test
    void aConsumerThatBeganDuringAnInterruptionIsNotOwedAllWhileHistoryIsStillLookedAtForThatOne() {
        OutageTracker late = consumer(true);
        late.begin(Set.of(), false, FIRST);
        late.accountRestored(ONE);
        late.ready();
        late.looked(ONE, false);
        late.linkLost(outage(20));
        late.accountRestored(ONE);
        assertThat(late.isOwedAll(ONE)).isFalse();

        late.lookedForTheLastTime(ONE);
        late.linkLost(outage(30));
        late.accountRestored(ONE);
        assertThat(late.isOwedAll(ONE)).isTrue();
    }

    @Test
    void whatComesLateIsAdmittedBeforeAndSaidToBeAllAfterwards() {
        begin(ONE);
        interruptions.late(ONE, outage(2));
        interruptions.late(ONE, FIRST);
        interruptions.looked(ONE, true);

        assertThat(reports)
                .containsExactly(
                        new Over(Set.of(ONE), outage(2).since(5), false, false),
                        new Over(Set.of(ONE), outage(2).since(5), true, true));
        interruptions.late(ONE, FIRST);
        assertThat(reports).endsWith(new Over(Set.of(ONE), FIRST, false, false));
    }

    @Test
    void whoBeganAfterTheLastThatWasHeardOfALinkThatWasSilentIsNotOwedWhatIsOlder() {
        begin(ONE);
        interruptions.linkLost(outage(4));
        restored(true, ONE);
        interruptions.ready();
        assertThat(interruptions.isOwedAll(ONE)).isTrue();
        assertThat(interruptions.beganInSilence(ONE)).isTrue();
        assertThat(reports).hasSize(1);

        interruptions.lookedForTheLastTime(ONE);
        interruptions.linkLost(FIRST);
        restored(true, ONE);
        assertThat(interruptions.beganInSilence(ONE)).isFalse();
    }

    @Test
    void whoWantsNoExecutionsNeedNotWaitForThem() {
        OutageTracker quotes = consumer(false);
        quotes.begin(Set.of(ONE), true, null);
        quotes.linkLost(FIRST);
        quotes.accountRestored(ONE);
        quotes.ready();

        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST, false, false));
    }

    @Test
    void aLinkWithoutAccountsIsReportedToThoseWhoHearOfAll() {
        interruptions.ready();
        interruptions.linkLost(FIRST);
        interruptions.ready();

        assertThat(reports).containsExactly(new Over(Set.of(), FIRST, false, false));
    }

    @Test
    void aSessionThatWasRenewedWithAnotherTokenIsReportedIfThatHidSomething() {
        begin(ONE);
        Outage brief = Outage.brief(30, "renewed");
        interruptions.accountLost(ONE, brief);
        restored(true, ONE);
        assertThat(reports).isEmpty();

        interruptions.accountLost(ONE, brief);
        interruptions.accountRestored(ONE);
        assertThat(interruptions.isOwedAll(ONE)).isTrue();
        interruptions.given(ONE);
        interruptions.looked(ONE, true);
        assertThat(reports).containsExactly(new Over(Set.of(ONE), brief, true, false));
    }

    @Test
    void aRenewalThatMeetsAnythingElseIsAnInterruptionLikeAnyOther() {
        List<Consumer<OutageTracker>> meetings = List.of(
                each -> each.linkLost(FIRST),
                each -> each.accountLost(ONE, FIRST),
                each -> each.accountRefused(ONE, FIRST));
        for (Consumer<OutageTracker> meeting : meetings) {
            reports.clear();
            OutageTracker quotes = consumer(false);
            quotes.begin(Set.of(ONE), true, null);
            quotes.accountLost(ONE, Outage.brief(7, "renewed"));
            meeting.accept(quotes);
            quotes.accountRestored(ONE);
            quotes.ready();
            assertThat(reports).containsExactly(new Over(Set.of(ONE), new Outage(7, FIRST.cause()), false, false));
        }
    }

    @Test
    void anAccountThatDidNotGetASessionAtFirstIsInterruptedToo() {
        interruptions.ready();
        interruptions.accountRefused(ONE, FIRST);
        restored(false, ONE);

        assertThat(reports).containsExactly(new Over(Set.of(ONE), FIRST.since(5), false, false));
    }

    private List<Over> begunMeanwhile(boolean filled, Consumer<OutageTracker> meanwhile) {
        reports.clear();
        OutageTracker late = consumer(true);
        late.begin(Set.of(), false, FIRST);
        late.accountRestored(ONE);
        late.ready();
        assertThat(late.isOwedAll(ONE)).isFalse();
        assertThat(late.beganMeanwhile(ONE)).isTrue();
        meanwhile.accept(late);
        late.looked(ONE, filled);
        return List.copyOf(reports);
    }

    private OutageTracker consumer(boolean wantsExecutions) {
        return new OutageTracker(accountId -> true, true, wantsExecutions, 5, reports::add);
    }

    private void begin(Long... accounts) {
        interruptions.begin(Set.of(accounts), true, null);
    }

    private void restored(boolean filled, long accountId) {
        interruptions.accountRestored(accountId);
        interruptions.looked(accountId, filled);
    }

    private static Outage outage(long nanos) {
        return new Outage(nanos, "cut " + nanos);
    }
}
