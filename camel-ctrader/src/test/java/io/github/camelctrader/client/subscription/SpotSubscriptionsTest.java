package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.request.Priority;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpotSubscriptionsTest extends SpotHarness {
    @Test
    void waitsForTheAccountAndThenAsksForAllAtOnce() {
        want(EURUSD);
        want(GBPUSD, EURUSD);
        assertThat(requests.takeSent()).isEmpty();

        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
        assertThat(requests.priorities()).containsOnly(Priority.SUBSCRIPTION);
        assertThat(restored).isNotDone();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isFalse();

        yes();
        assertThat(restored).isCompleted();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
        assertThat(requests.takeSent()).isEmpty();
    }

    @Test
    void firstUserSubscribesAndLastOneUnsubscribes() {
        ready();
        Lease first = want(EURUSD);
        yes();
        Lease second = want(EURUSD);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));

        first.close();
        first.close();
        assertThat(requests.takeSent()).isEmpty();

        second.close();
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isFalse();
    }

    @Test
    void hasOneRequestInFlightAndThenLooksAgain() {
        ready();
        Lease first = want(EURUSD);
        want(GBPUSD);
        want(USDJPY);
        first.close();
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));

        yes();
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD, USDJPY));
    }

    @Test
    void restoresManySymbolsInFewRequests() {
        want(LongStream.rangeClosed(1, 250).toArray());
        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        for (int size : new int[] {100, 100, 50}) {
            assertThat(restored).isNotDone();
            assertThat(requests.inFlight()).isEqualTo(1);
            assertThat(((ProtoOASubscribeSpotsReq) requests.takeSent().get(0)).getSymbolIdCount())
                    .isEqualTo(size);
            yes();
        }
        assertThat(restored).isCompleted();
    }

    @Test
    void subscribesAnewWhenALaterUserWantsTimestamps() {
        ready();
        want(EURUSD, GBPUSD);
        yes();
        requests.takeSent();

        Lease withTimestamps = wantTimestamps(EURUSD);
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(subscribe(true, EURUSD));
        yes();

        withTimestamps.close();
        want(EURUSD);
        assertThat(requests.takeSent()).as("more than asked for does no harm").isEmpty();
    }

    @Test
    void ignoresAnswersOfALostLink() {
        ready();
        want(EURUSD);
        spots.linkLost();
        requests.takeSent();
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isFalse();
        assertThat(requests.takeSent())
                .as("nothing is sent before the account is restored")
                .isEmpty();

        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        assertThat(restored).isNotDone();
    }

    @Test
    void aFailureOfTheOldLinkDoesNotDelayTheNewOne() {
        ready();
        want(EURUSD);
        requests.fail(new NotSentException("link lost", null));
        spots.linkLost();
        assertThat(loop.pendingTimers()).isZero();
        requests.takeSent();

        spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        assertThat(problems).isEmpty();
    }

    @Test
    void aLostLinkCancelsTheRestore() {
        want(EURUSD);
        CompletableFuture<Void> first = spots.restore(ACCOUNT);
        CompletableFuture<Void> second = spots.restore(ACCOUNT);
        assertThat(first).isCancelled();
        spots.linkLost();
        assertThat(second).isCancelled();
    }

    @Test
    void keepsLeasesTakenAndClosedWithoutALink() {
        ready();
        Lease first = want(EURUSD);
        yes();
        spots.linkLost();
        first.close();
        want(GBPUSD);
        requests.takeSent();

        spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
    }

    @Test
    void accountsStandOnTheirOwn() {
        long other = 8;
        ready();
        spots.restore(other);
        want(EURUSD);
        spots.want(other, new Wanted(Set.of(EURUSD), false, Set.of(), false), problems::add);
        assertThat(requests.inFlight()).isEqualTo(2);
        yes();
        yes();

        spots.accountLost(other);
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
        assertThat(spots.isActive(other, Topic.spots(EURUSD))).isFalse();
    }
}
