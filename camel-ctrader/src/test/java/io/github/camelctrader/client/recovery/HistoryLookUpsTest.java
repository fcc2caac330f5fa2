package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.history.ReadQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When a history is looked at, how long that may take, and whether what it shows is said to be all. */
class HistoryLookUpsTest extends RecoveryHarness {
    @Test
    void aLookThatIsNotWantedAnyMoreTakesNoTurnFromOthers() {
        everyAccountWanted = true;
        recovery.use(ACCOUNT);
        recovery.use(ACCOUNT + 1);
        authorised();
        assertThat(recovery.authorised(ACCOUNT + 1)).isTrue();
        recovery.look(ACCOUNT + 1);
        recovery.ready();
        cut();
        loop.advance(ReadQueue.PACE);

        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void withoutTheServersTimeNothingIsTakenForNewsThatMayBeOlderThanTheProcessAndNothingIsCalledAll() {
        recovery.linkLost(outage());
        recovery.use(ACCOUNT);
        open(1);
        authorised();
        assertThat(told).isEmpty();
        assertThat(looked).containsExactly(false);

        loop.advance(SECOND);
        assertThat(looked).doesNotContain(true);
        live(open(2));
        loop.advance(Duration.ofSeconds(3));
        assertThat(told).as("the time is known").containsExactly(2L, -1L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void aListThatLagsIsNotSaidToBeAllAndIsLookedAtAgain() {
        ready();
        cut();
        open(1);
        broker.lag();
        authorised();
        live(open(2));
        assertThat(looked).containsExactly(false);
        loop.advance(SECOND);
        assertThat(looked).containsExactly(false, false);
        broker.catchUp();
        loop.advance(SECOND.multipliedBy(2));

        assertThat(told).containsExactly(2L, -1L);
        assertThat(looked).containsExactly(false, false, true);
        loop.advance(LookUpSchedule.ONCE_MORE);
        assertThat(lastLooks).isEqualTo(1);
        loop.advance(ReadQueue.PACE);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aPositionThatWasOpenedAndClosedUnlistedIsNoticedByTheBalance() {
        ready();
        cut();
        openAndCloseUnlisted();
        assertThat(told).containsExactly(-1L, -2L);
        assertThat(looked).containsExactly(false, true);
    }

    @Test
    void aDepositDuringACutDoesNotKeepItsGapFromBeingFilled() {
        ready();
        cut();
        open(1);
        broker.deposit();
        authorised();
        loop.advance(SECOND);
        assertThat(looked).containsExactly(false, true);

        broker.transfers.clear();
        cut();
        authorised();
        assertThat(looked).endsWith(true);
    }

    @Test
    void theFirstGapOfAnAccountThatWasNotReadBeforeIsFilledOnlyIfTheListsMakeItsBalance() {
        comeIntoUseWhileTheLinkIsLost();
        openAndCloseUnlisted();
        assertThat(told).endsWith(-1L, -2L);
        assertThat(looked).containsExactly(false, true);
    }

    @Test
    void whereNothingListedMakesTheBalanceOfSuchAnAccountNothingIsSaidToBeAll() {
        broker.transfers.clear();
        comeIntoUseWhileTheLinkIsLost();
        open(1);
        authorised();
        loop.advance(Duration.ofMinutes(5));

        assertThat(told).endsWith(-1L);
        assertThat(looked).isNotEmpty().doesNotContain(true);
    }

    @Test
    void whatIsListedOnlyAfterAllWasExplainedIsToldAllTheSame() {
        ready();
        cut();
        open(1);
        authorised();
        assertThat(looked).containsExactly(true);
        broker.list(Deals.filled(2, now()));
        loop.advance(LookUpSchedule.ONCE_MORE.dividedBy(2));
        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        authorised();
        assertThat(told).containsExactly(-1L);
        loop.advance(LookUpSchedule.ONCE_MORE);

        assertThat(told).containsExactly(-1L, -2L);
    }

    @Test
    void aHistoryThatNeverExplainsWhatIsHeldIsNotLookedAtForEver() {
        ready();
        cut();
        open(1);
        broker.lag();
        authorised();
        loop.advance(Duration.ofHours(1));

        assertThat(looked).hasSize(LookUpSchedule.AGAIN.size() + 1).doesNotContain(true);
        assertThat(lastLooks).isEqualTo(1);
        assertThat(loop.pendingTimers()).isZero();
        cut();
        open(2);
        authorised();
        assertThat(looked).as("of the next interruption").endsWith(true);
    }

    @Test
    void aLaterPageThatDoesNotComeTakesNothingFromThoseThatDid() {
        lookUntilTheSecondPage();
        assertThat(told).isEmpty();
        loop.advance(PATIENCE);

        assertThat(told).containsExactly(-1L);
        assertThat(looked).containsExactly(false);
        broker.answersLists = true;
        broker.pageSize = 10;
        loop.advance(SECOND);
        assertThat(told).containsExactly(-1L, -2L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void theTimeOfALookIsThatOfAllItsAnswersTogetherAndAfterItNothingMoreIsAskedFor() {
        ready();
        cut();
        open(1);
        open(2);
        broker.answersLists = false;
        broker.pageSize = 1;
        authorised();
        loop.advance(PATIENCE.minus(SECOND));
        answerWithAPage();
        assertThat(broker.unanswered).as("the next page").hasSize(1);
        loop.advance(SECOND.minusNanos(1));
        assertThat(told).isEmpty();
        loop.advance(Duration.ofNanos(1));
        assertThat(told).containsExactly(-1L);

        broker.answer(empty());
        assertThat(broker.unanswered).isEmpty();
    }

    @Test
    void aPageThatFailsTakesNothingFromTheOthers() {
        lookUntilTheSecondPage();
        broker.unanswered.remove(0).completeExceptionally(new NotSentException("Not sent: there is no link", null));

        assertThat(told).containsExactly(-1L);
        assertThat(looked).containsExactly(false);
    }

    @Test
    void aHistoryThatIsNotAnsweredKeepsExecutionsNoLongerThanPatienceLasts() {
        ready();
        cut();
        broker.answersLists = false;
        authorised();
        live(Deals.filled(3, now()));
        loop.advance(PATIENCE.minusNanos(1));
        assertThat(told).isEmpty();
        loop.advance(Duration.ofNanos(1));

        assertThat(looked).containsExactly(false);
        assertThat(told).containsExactly(3L);
    }

    @Test
    void whatIsLostBeforeItsTurnCameLeavesTheQueue() {
        ReadQueue turns = new ReadQueue(loop);
        List<String> begun = new ArrayList<>();
        List<Runnable> ends = new ArrayList<>();
        Consumer<Runnable> lost = ended -> begun.add("lost");
        Consumer<Runnable> lostToo = ended -> begun.add("lost too");
        for (int i = 0; i < ReadQueue.MOST_AT_ONCE; i++) {
            turns.take(true, ends::add);
        }
        turns.take(true, lost);
        turns.take(false, lostToo);
        turns.take(true, ended -> {
            begun.add("next");
            ended.run();
        });
        turns.forget(lost);
        turns.forget(lostToo);
        ends.forEach(Runnable::run);
        loop.advance(ReadQueue.PACE.multipliedBy(2));

        assertThat(begun).containsExactly("next");
    }

    @Test
    void anAccountThatIsLostWhileItWaitsForItsTurnHoldsNoneUp() {
        ready();
        for (int i = 0; i < 5; i++) {
            cut();
            broker.answersLists = false;
            authorised();
            assertThat(broker.unanswered)
                    .as("the turn of the one before has ended")
                    .hasSize(1);
            broker.unanswered.clear();
        }
        cut();
        broker.answersLists = true;
        authorised();
        assertThat(looked).containsExactly(true);
    }

    @Test
    void ordersThatAreNotListedKeepNothingBackForLong() {
        ready();
        cut();
        open(2);
        broker.answersOrders = false;
        authorised();
        assertThat(told).isEmpty();
        loop.advance(PATIENCE);

        assertThat(looked).as("all deals are known, only their orders are not").containsExactly(true);
        assertThat(told).containsExactly(-2L);
    }

    @Test
    void aSessionThatWasRenewedWithAnotherTokenCostsNoHistoryUnlessSomethingHappened() {
        ready();
        long lists = broker.lists();
        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        authorised();
        assertThat(looked).containsExactly(true);
        assertThat(broker.lists()).isEqualTo(lists);

        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        open(1);
        recovery.authorised(ACCOUNT);
        live(open(2));
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(-1L, 2L);
        assertThat(looked).containsExactly(true, true);
    }

    @Test
    void aRenewalThatMeetsACutOrARefusalCostsAHistoryLikeAnyOtherInterruption() {
        ready();
        long lists = broker.lists();
        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        cut();
        authorised();
        assertThat(broker.lists()).isEqualTo(lists + 1);

        loop.advance(Duration.ofMinutes(1));
        lists = broker.lists();
        recovery.lost(ACCOUNT, Outage.brief(loop.nanoTime(), "renewed"));
        recovery.refused(ACCOUNT, outage());
        authorised();
        assertThat(broker.lists()).isEqualTo(lists + 1);
    }

    @Test
    void moreEventsThanCanWaitPassAndWhatIsMissingIsToldLater() {
        ready();
        cut();
        open(1);
        broker.answersLists = false;
        authorised();
        for (long id = 2; id <= HeldEvents.MOST + 1; id++) {
            live(Deals.filled(id, now()));
        }
        assertThat(told).isEmpty();
        live(Deals.filled(HeldEvents.MOST + 2, now()));

        assertThat(looked).containsExactly(false);
        assertThat(told).hasSize(HeldEvents.MOST + 1).isSorted();
        broker.answersLists = true;
        loop.advance(SECOND);
        assertThat(told).endsWith(-1L);
    }

    /** Two executions that were missed, of which one was told by the first page. */
    private void lookUntilTheSecondPage() {
        ready();
        cut();
        open(1);
        loop.advance(Duration.ofMillis(1));
        open(2);
        broker.answersLists = false;
        authorised();
        broker.pageSize = 1;
        answerWithAPage();
    }

    private void answerWithAPage() {
        broker.answer(broker.listed(ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setFromTimestamp(0)
                .setToTimestamp(Long.MAX_VALUE)
                .build()));
    }

    /** A position that no list shows at the first look, and all lists a second later. */
    private void openAndCloseUnlisted() {
        open(1);
        broker.close(2, 1, now());
        broker.lag();
        authorised();
        assertThat(looked).containsExactly(false);

        broker.catchUp();
        loop.advance(SECOND);
    }

    private void comeIntoUseWhileTheLinkIsLost() {
        live(Deals.filled(99, now()));
        loop.advance(SECOND);
        recovery.linkLost(outage());
        recovery.use(ACCOUNT);
        loop.advance(SECOND);
    }
}
