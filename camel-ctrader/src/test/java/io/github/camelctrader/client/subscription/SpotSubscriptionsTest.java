package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpotSubscriptionsTest {
    private static final long ACCOUNT = 7;
    private static final long EURUSD = 1;
    private static final long GBPUSD = 2;
    private static final long USDJPY = 3;

    private final HandRequests requests = new HandRequests();
    private final VirtualLoop loop = new VirtualLoop();
    private final SpotSubscriptions spots =
            new SpotSubscriptions(requests, loop, (accountId, symbolId) -> symbolId == EURUSD ? "EURUSD" : null);
    private final List<CTraderException> problems = new ArrayList<>();

    @Test
    void waitsForTheAccountAndThenAsksForAllAtOnce() {
        want(EURUSD);
        want(GBPUSD, EURUSD);
        assertThat(requests.takeSent()).isEmpty();

        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
        assertThat(requests.priorities()).containsOnly(Priority.SUBSCRIPTION);
        assertThat(restored).isNotDone();
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isFalse();

        yes();
        assertThat(restored).isCompleted();
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isTrue();
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
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isFalse();
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
    void splitsABatchThatIsSubscribedAlreadyAndCountsEachAsSuccess() {
        want(EURUSD, GBPUSD);
        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        no("ALREADY_SUBSCRIBED");
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD), subscribe(false, EURUSD));
        no("ALREADY_SUBSCRIBED");
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
        yes();

        assertThat(restored).isCompleted();
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isTrue();
        assertThat(spots.isActive(ACCOUNT, GBPUSD)).isTrue();
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsAnUnknownSymbolByNameAndGivesItUpForThisLink() {
        want(EURUSD, GBPUSD);
        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        no("SYMBOL_NOT_FOUND");
        no("SYMBOL_NOT_FOUND");
        yes();

        assertThat(restored).isCompleted();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem).isInstanceOf(RequestRejectedException.class);
            assertThat(problem)
                    .hasMessageContaining("EURUSD (symbol 1)")
                    .hasMessageContaining("account 7")
                    .hasMessageNotContaining("symbol 2");
            assertThat(((RequestRejectedException) problem).getErrorCode()).isEqualTo("SYMBOL_NOT_FOUND");
            assertThat(problem.getAccountId()).isEqualTo(ACCOUNT);
        });
        requests.takeSent();
        loop.advance(Duration.ofHours(1));
        assertThat(requests.takeSent()).isEmpty();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aSymbolRefusedOnceDoesNotSpoilTheNextRestore() {
        want(EURUSD, GBPUSD);
        spots.restore(ACCOUNT);
        no("UNKNOWN_SYMBOL");
        no("UNKNOWN_SYMBOL");
        yes();
        requests.takeSent();

        spots.linkLost();
        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        yes();
        no("UNKNOWN_SYMBOL");
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD), subscribe(false, EURUSD));
        assertThat(restored).isCompleted();
        assertThat(problems).as("told once").hasSize(1);
    }

    @Test
    void aNewUserIsAReasonToTryAnUnknownSymbolAgain() {
        ready();
        want(EURUSD);
        no("SYMBOL_NOT_FOUND");
        requests.takeSent();

        want(EURUSD);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        no("SYMBOL_NOT_FOUND");
        assertThat(problems).as("each of the two users was told once").hasSize(2);
    }

    @Test
    void retriesAnyOtherNoWithGrowingDelaysAndTellsOnce() {
        ready();
        want(EURUSD);
        no("UNKNOWN_ERROR");
        assertThat(problems).hasSize(1);
        requests.takeSent();

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(requests.takeSent()).isEmpty();
            loop.advance(Duration.ofMillis(1));
            assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
            no("UNKNOWN_ERROR");
        }
        assertThat(problems).hasSize(1);

        loop.advance(Duration.ofSeconds(64));
        yes();
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isTrue();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void repeatsAnUnansweredBatchAndReportsOnlyWhatDoesNotPass() {
        want(EURUSD, GBPUSD);
        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(restored).as("the rest goes on in the background").isCompleted();
        assertThat(problems).isEmpty();

        loop.advance(Duration.ofSeconds(1));
        assertThat(requests.takeSent())
                .containsExactly(subscribe(false, EURUSD, GBPUSD), subscribe(false, EURUSD, GBPUSD));
        requests.fail(new RequestTimeoutException("no answer", null));
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageContaining("EURUSD (symbol 1), symbol 2"));
    }

    @Test
    void waitsAsLongAsTheServerSays() {
        ready();
        want(EURUSD, GBPUSD);
        requests.takeSent();
        requests.fail(new RateLimitedException("slow down", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofSeconds(20)));

        loop.advance(Duration.ofSeconds(20).minusMillis(1));
        assertThat(requests.takeSent()).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
    }

    @Test
    void doesNotSplitForAReasonThatConcernsTheWholeAccount() {
        ready();
        want(EURUSD, GBPUSD);
        requests.takeSent();
        no("ACCOUNT_NOT_AUTHORIZED");
        assertThat(requests.takeSent()).isEmpty();
        assertThat(problems).hasSize(1);

        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
        yes();
        assertThat(restored).isCompleted();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void ignoresAnswersOfALostLink() {
        ready();
        want(EURUSD);
        spots.linkLost();
        requests.takeSent();
        yes();
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isFalse();
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
    void subscribesAgainAfterAnUnsubscribeWithoutAnswer() {
        ready();
        Lease lease = want(EURUSD);
        yes();
        lease.close();
        requests.fail(new RequestTimeoutException("no answer", null));
        requests.takeSent();

        want(EURUSD);
        loop.advance(Duration.ofSeconds(1));
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        no("ALREADY_SUBSCRIBED");
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isTrue();
    }

    @Test
    void unsubscribesWhatASubscribeWithoutAnswerMayHaveLeft() {
        ready();
        Lease lease = want(EURUSD);
        requests.fail(new RequestTimeoutException("no answer", null));
        requests.takeSent();

        lease.close();
        loop.advance(Duration.ofSeconds(1));
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
        no("INVALID_REQUEST");
        loop.advance(Duration.ofHours(1));
        assertThat(requests.takeSent())
                .as("what cannot be unsubscribed is not subscribed")
                .isEmpty();
    }

    @Test
    void aHolderMayCloseItsLeaseWhenItHearsOfAProblem() {
        ready();
        List<Lease> leases = new ArrayList<>();
        leases.add(spots.want(ACCOUNT, Set.of(EURUSD), false, problem -> {
            problems.add(problem);
            leases.forEach(Lease::close);
        }));
        want(GBPUSD);
        requests.takeSent();
        no("SYMBOL_NOT_FOUND");

        assertThat(problems).hasSize(1);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
    }

    @Test
    void aHolderThatFailsOnAProblemDoesNotHarmOthers() {
        ready();
        spots.want(ACCOUNT, Set.of(EURUSD), false, problem -> {
            throw new IllegalStateException("deliberate failure of this test");
        });
        want(GBPUSD);
        requests.takeSent();
        no("SYMBOL_NOT_FOUND");

        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
    }

    @Test
    void accountsStandOnTheirOwn() {
        long other = 8;
        ready();
        spots.restore(other);
        want(EURUSD);
        spots.want(other, Set.of(EURUSD), false, problems::add);
        assertThat(requests.inFlight()).isEqualTo(2);
        yes();
        yes();

        spots.accountLost(other);
        assertThat(spots.isActive(ACCOUNT, EURUSD)).isTrue();
        assertThat(spots.isActive(other, EURUSD)).isFalse();
    }

    private void ready() {
        assertThat(spots.restore(ACCOUNT)).isCompleted();
    }

    private Lease want(long... symbolIds) {
        return spots.want(ACCOUNT, setOf(symbolIds), false, problems::add);
    }

    private Lease wantTimestamps(long... symbolIds) {
        return spots.want(ACCOUNT, setOf(symbolIds), true, problems::add);
    }

    private static Set<Long> setOf(long... symbolIds) {
        Set<Long> set = new LinkedHashSet<>();
        LongStream.of(symbolIds).forEach(set::add);
        return set;
    }

    private void yes() {
        requests.answer(ProtoOASubscribeSpotsRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .build());
    }

    private void no(String errorCode) {
        requests.refuse(errorCode);
    }

    private static Message subscribe(boolean timestamps, Long... symbolIds) {
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .setSubscribeToSpotTimestamp(timestamps)
                .build();
    }

    private static Message unsubscribe(Long... symbolIds) {
        return ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }
}
