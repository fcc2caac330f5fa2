package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.history.Deals;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the executions of an account that were missed, and in which order. */
class RecoveryTest extends RecoveryHarness {
    @Test
    void whatWasMissedComesBeforeWhatCameMeanwhile() {
        ready();
        live(open(1));
        cut();
        open(3);
        open(2);
        recovery.authorised(ACCOUNT);
        live(open(4));
        assertThat(told).containsExactly(1L);
        recovery.look(ACCOUNT);

        assertThat(told).containsExactly(1L, -3L, -2L, 4L);
        assertThat(looked).containsExactly(true);
        live(open(5));
        assertThat(told).endsWith(5L);
    }

    @Test
    void aDealThatComesBothWaysIsToldOnceWhicheverComesFirst() {
        ready();
        cut();
        ProtoOADeal first = open(2);
        recovery.authorised(ACCOUNT);
        live(open(3));
        recovery.look(ACCOUNT);
        live(first);

        assertThat(told).containsExactly(-2L, 3L);
        assertThat(looked).containsExactly(true);
    }

    @Test
    void executionsOfTwoCutsAreToldInTheOrderInWhichTheyWereExecuted() {
        ready();
        cut();
        open(1);
        recovery.authorised(ACCOUNT);
        broker.answersLists = false;
        recovery.look(ACCOUNT);
        live(open(2));
        cut();
        open(3);
        broker.answersLists = true;
        recovery.authorised(ACCOUNT);
        live(open(4));
        recovery.look(ACCOUNT);

        assertThat(told).containsExactly(-1L, 2L, -3L, 4L);
        assertThat(looked).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, -5, 300, -300, 86_000, -86_000})
    void whatACutSoonAfterTheFirstAuthorisationHidIsRecoveredAndNothingOlderWhateverTheClocksSay(long secondsAhead) {
        serverAhead = Duration.ofSeconds(secondsAhead);
        open(1);
        loop.advance(Duration.ofMillis(1));
        ready();
        cut();
        open(2);
        authorised();

        assertThat(told).containsExactly(-2L);
        assertThat(looked).containsExactly(true);
    }

    @Test
    void whatWasExecutedWhileTheMachineSleptIsFoundHoweverLateTheSearch() {
        ready();
        live(open(1));
        cut();
        loop.sleep(Duration.ofHours(1));
        open(2);
        loop.sleep(Duration.ofHours(7));
        recovery.authorised(ACCOUNT);
        live(open(3));
        live(open(4));
        recovery.look(ACCOUNT);

        assertThat(told).containsExactly(1L, -2L, 3L, 4L);
        assertThat(looked).containsExactly(true);
    }

    @Test
    void oneDealThatIsDatedAheadHidesNoOther() {
        ready();
        ProtoOADeal ahead = broker.open(1, now() + Duration.ofMinutes(15).toMillis());
        live(ahead);
        cut();
        open(2);
        authorised();

        assertThat(told).containsExactly(1L, -2L);
        assertThat(looked).containsExactly(true);
    }

    @Test
    void whatWasExecutedWhileTheFirstConnectionFailedIsRecoveredAndNothingOlder() {
        live(Deals.filled(99, now()));
        open(1);
        loop.advance(SECOND);
        recovery.linkLost(outage());
        recovery.use(Broker.ACCOUNT + 1);
        told.clear();
        loop.advance(SECOND);
        open(2);
        authorised();

        assertThat(told).containsExactly(-1L, -2L);
    }

    @Test
    void whatWasExecutedBeforeTheFirstSessionComesLateAndThatIsSaid() {
        twoFillsAfterOneBeforeTheFirstSession();
        recovery.look(ACCOUNT);
        recovery.ready();

        assertThat(told).containsExactly(2L, 3L, -1L);
        assertThat(late).isEqualTo(1);
        assertThat(looked).endsWith(true);
        cut();
        authorised();
        assertThat(told).as("once").hasSize(3);
    }

    @Test
    void whatComesAfterNewerExecutionsWereToldIsSaidToBeLate() {
        ready();
        cut();
        open(1);
        recovery.authorised(ACCOUNT);
        live(open(2));
        recovery.lost(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        loop.advance(PATIENCE);
        assertThat(told).containsExactly(2L);
        authorised();
        assertThat(told).containsExactly(2L, -1L);
        assertThat(late).isEqualTo(1);

        cut();
        open(3);
        authorised();
        assertThat(told).endsWith(-3L);
        assertThat(late).as("in order").isEqualTo(1);
    }

    @Test
    void whatWasExecutedBeforeTheFirstSessionIsSaidToBeLateTooIfTheFirstLookNeverCame() {
        twoFillsAfterOneBeforeTheFirstSession();
        cut();
        authorised();

        assertThat(told).containsExactly(2L, 3L, -1L);
        assertThat(late).isEqualTo(1);
    }

    @Test
    void partsOfFillsAreToldAsSuchAndRefusalsNotAtAll() {
        ready();
        cut();
        broker.list(Deals.filled(1, now()).toBuilder()
                .setDealStatus(ProtoOADealStatus.PARTIALLY_FILLED)
                .build());
        broker.list(Deals.filled(2, now()).toBuilder()
                .setDealStatus(ProtoOADealStatus.REJECTED)
                .build());
        open(3);
        authorised();

        assertThat(recovered)
                .extracting(ProtoOAExecutionEvent::getExecutionType)
                .containsExactly(ProtoOAExecutionType.ORDER_PARTIAL_FILL, ProtoOAExecutionType.ORDER_FILLED);
        assertThat(recovered.get(0).hasOrder())
                .as("the server does not show it")
                .isFalse();
        assertThat(recovered.get(0).hasPosition()).isFalse();
        assertThat(recovered.get(1).getPosition().getPositionId()).isEqualTo(3);
    }

    @Test
    void onlyAFillIsEverTakenForToldBefore() {
        ready();
        cut();
        broker.list(Deals.filled(1, now()).toBuilder()
                .setDealStatus(ProtoOADealStatus.PARTIALLY_FILLED)
                .build());
        open(2);
        authorised();
        told.clear();
        live(1, ProtoOAExecutionType.ORDER_PARTIAL_FILL);
        live(2, ProtoOAExecutionType.ORDER_FILLED);
        live(2, ProtoOAExecutionType.ORDER_PARTIAL_FILL);
        assertThat(told).as("repeated").isEmpty();

        live(1, ProtoOAExecutionType.ORDER_FILLED);
        live(1, ProtoOAExecutionType.ORDER_CANCELLED);
        live(1, ProtoOAExecutionType.ORDER_EXPIRED);
        live(2, ProtoOAExecutionType.ORDER_CANCELLED);
        live(2, ProtoOAExecutionType.ORDER_CANCELLED);
        live(2, ProtoOAExecutionType.ORDER_REJECTED);
        assertThat(told).containsExactly(1L, 1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void theEndOfAnOrderThatCarriesADealAlongDoesNotHideItsFill() {
        ready();
        cut();
        open(1);
        recovery.authorised(ACCOUNT);
        live(1, ProtoOAExecutionType.ORDER_CANCELLED);
        recovery.look(ACCOUNT);

        assertThat(told).containsExactly(-1L, 1L);
    }

    @Test
    void onlyWhatTellsOfOrdersOfThatAccountWaits() {
        ready();
        cut();
        recovery.authorised(ACCOUNT);
        live(open(4));
        take(ProtoOAOrderErrorEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setErrorCode("MARKET_CLOSED")
                .build());
        assertThat(told).isEmpty();
        take(ProtoOADepthEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .build());
        take(ProtoOAMarginChangedEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(1)
                .setUsedMargin(1)
                .build());
        assertThat(told).containsExactly(0L, 0L);
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(0L, 0L, 4L, 0L);
    }

    @Test
    void whoHearsOfNoExecutionsWaitsForNone() {
        wanted = false;
        ready();
        cut();
        recovery.authorised(ACCOUNT);
        live(open(1));
        assertThat(told).containsExactly(1L);
        recovery.look(ACCOUNT);

        assertThat(broker.lists()).isZero();
        assertThat(looked).containsExactly(true, false);
    }

    @Test
    void anAuthorisationInPlaceInterruptsNothing() {
        ready();
        long lists = broker.lists();

        assertThat(recovery.authorised(ACCOUNT)).isFalse();
        live(open(1));
        assertThat(told).containsExactly(1L);
        assertThat(broker.lists()).isEqualTo(lists);
        assertThat(looked).isEmpty();
    }

    @Test
    void anAccountThatCannotBeUsedKeepsNothingBack() {
        ready();
        cut();
        recovery.authorised(ACCOUNT);
        live(open(4));
        cut();
        assertThat(told).isEmpty();
        recovery.giveUpAll();

        assertThat(told).containsExactly(4L);
    }

    @Test
    void whatTheServerTellsBeforeItsAnswerToTheAuthorisationWaitsToo() {
        ready();
        cut();
        recovery.giveUpAll();
        open(1);
        live(open(2));
        assertThat(told).isEmpty();
        authorised();

        assertThat(told).containsExactly(-1L, 2L);
    }

    @Test
    void whatTheServerTellsOfAnAccountThatCannotBeUsedPassesUntilTheNextLink() {
        ready();
        recovery.refused(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        live(open(1));
        assertThat(told).isEmpty();
        loop.advance(PATIENCE);
        assertThat(told).containsExactly(1L);
        recovery.refused(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        live(open(8));
        assertThat(told).containsExactly(1L, 8L);
        cut();
        open(2);
        live(open(3));
        assertThat(told).containsExactly(1L, 8L);
        authorised();
        assertThat(told).containsExactly(1L, 8L, -2L, 3L);
    }

    @Test
    void whatTheServerToldOfAnAccountThatIsTriedAgainSoonComesInOrder() {
        ready();
        cut();
        open(1);
        recovery.authorised(ACCOUNT);
        live(open(2));
        recovery.lost(ACCOUNT, outage());
        recovery.refused(ACCOUNT, outage());
        recovery.giveUp(ACCOUNT);
        loop.advance(PATIENCE.minusMillis(5));
        authorised();
        assertThat(told).containsExactly(-1L, 2L);

        cut();
        loop.advance(PATIENCE);
        live(open(3));
        assertThat(told).as("the wait is over").containsExactly(-1L, 2L);
    }

    @Test
    void theMemoryOfDealsIsBoundedAndForgetsTowardsSilence() {
        DeliveredDeals memory = new DeliveredDeals();
        memory.addTold(execution(Deals.filled(1_000_000, Long.MAX_VALUE), ProtoOAExecutionType.ORDER_FILLED));
        for (long id = 1; id < DeliveredDeals.BOUND + 5; id++) {
            memory.addTold(execution(Deals.filled(id, id), ProtoOAExecutionType.ORDER_FILLED));
        }

        assertThat(memory.knows(Deals.filled(1, 1))).isTrue();
        assertThat(memory.knows(Deals.filled(77_777, 5))).isTrue();
        assertThat(memory.knows(Deals.filled(77_777, 6)))
                .as("one that is dated ahead is not forgotten before its time")
                .isFalse();
    }

    private void twoFillsAfterOneBeforeTheFirstSession() {
        recovery.use(ACCOUNT);
        open(1);
        loop.advance(SECOND);
        recovery.authorised(ACCOUNT);
        live(open(2));
        live(open(3));
    }
}
