package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.history.Deals;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions that a look-up of orders read, and accounts of which nobody wanted executions for a while. */
class ReadElsewhereTest extends RecoveryHarness {
    @Test
    void whatNoListOfALookShowsYetIsToldInItsPlaceAmongWhatWaits() {
        ready();
        live(open(1));
        cut();
        open(2);
        ProtoOADeal second = open(3);
        ProtoOADeal third = open(4);
        broker.lag();
        recovery.authorised(ACCOUNT);
        ProtoOADeal waits = open(5);
        live(waits);
        readElsewhere(third, second, second, waits);
        assertThat(told).containsExactly(1L);
        recovery.look(ACCOUNT);
        assertThat(told).containsExactly(1L, -3L, -4L, 5L);

        broker.catchUp();
        loop.advance(SECOND);
        assertThat(told).containsExactly(1L, -3L, -4L, 5L, -2L);
    }

    @Test
    void whereNoLookIsUnderWayItIsToldAtOnceAndOnce() {
        ready();
        live(open(1));
        ProtoOADeal read = open(2);
        readElsewhere(read, read);
        assertThat(told).containsExactly(1L, -2L);
        live(read);

        assertThat(told).containsExactly(1L, -2L);
    }

    @Test
    void whatIsOlderThanTheUseOfTheAccountIsNotToldBeforeItsDealsWereRead() {
        ProtoOADeal old = Deals.filled(1, now());
        loop.advance(SECOND);
        broker.answersLists = false;
        ready();
        live(open(2));
        readElsewhere(old, open(3));

        assertThat(told).containsExactly(2L, -3L);
    }

    @Test
    void neitherIsItAfterwards() {
        ProtoOADeal old = open(1);
        loop.advance(SECOND);
        ready();
        live(open(2));
        readElsewhere(old);

        assertThat(told).containsExactly(2L);
    }

    @Test
    void whatAServerExecutesWhoseClockWasSetBackIsNoOlder() {
        ready();
        live(open(1));
        loop.advance(SECOND);
        serverAhead = Duration.ofHours(-1);
        readElsewhere(open(2));

        assertThat(told).containsExactly(1L, -2L);
    }

    @Test
    void aFirstLookThatDidNotEndTellsNothingOfWhatIsNews() {
        open(1);
        loop.advance(SECOND);
        broker.answersLists = false;
        ready();
        live(open(2));
        loop.advance(PATIENCE);
        broker.answersLists = true;
        cut();
        open(3);
        authorised();

        assertThat(told).containsExactly(2L, -3L);
    }

    @Test
    void itDoesNotWaitLongerThanTheEventsThatWait() {
        ready();
        live(open(1));
        cut();
        ProtoOADeal read = open(2);
        recovery.authorised(ACCOUNT);
        live(open(3));
        readElsewhere(read);
        cut();
        recovery.giveUpAll();

        assertThat(told).containsExactly(1L, -2L, 3L);
    }

    @ParameterizedTest(name = "used again before the gap: {0}")
    @ValueSource(booleans = {true, false})
    void whatWasExecutedWhileNobodyWantedItIsToldToNobodyLaterAndKeepsNoGapFromBeingFilled(boolean usedAgain) {
        ready();
        live(open(1));
        nobodyWants(2);
        if (usedAgain) {
            recovery.use(ACCOUNT);
        }
        cut();
        open(3);
        authorised();

        assertThat(told).containsExactly(1L, -3L);
        assertThat(looked).endsWith(true);
    }

    @Test
    void whatAnAccountHeldAtItsFirstLookIsWhatTheNextOneIsComparedWith() {
        live(Deals.filled(99, now()));
        loop.advance(SECOND);
        recovery.linkLost(outage());
        recovery.use(ACCOUNT);
        loop.advance(SECOND);
        open(1);
        authorised();
        assertThat(looked).endsWith(true);
        looked.clear();
        broker.transfers.clear();
        cut();
        authorised();

        assertThat(looked).containsExactly(true);
    }

    private void nobodyWants(long dealId) {
        wanted = false;
        cut();
        open(dealId);
        loop.advance(SECOND);
        authorised();
        wanted = true;
    }

    private void readElsewhere(ProtoOADeal... deals) {
        Arrays.stream(deals).forEach(deal -> recovery.tell(execution(deal, ProtoOAExecutionType.ORDER_FILLED)));
    }
}
