package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.request.ScriptedRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpotRefusalsTest extends SpotHarness {
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
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(GBPUSD))).isTrue();
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsAnUnknownSymbolByNameOnceAndAsksForItLessAndLessOften() {
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
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 512}) {
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(requests.takeSent()).isEmpty();
            loop.advance(Duration.ofMillis(1));
            assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
            no("SYMBOL_NOT_FOUND");
        }
        assertThat(problems).as("told once").hasSize(1);

        loop.advance(Duration.ofSeconds(512));
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
        assertThat(loop.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = ProtoOAErrorCode.class, mode = EnumSource.Mode.EXCLUDE, names = "ALREADY_SUBSCRIBED")
    void whateverTheServerRefusesASymbolForItIsAskedForAgain(ProtoOAErrorCode code) {
        ready();
        want(EURUSD);
        requests.takeSent();
        no(code.name());
        assertThat(requests.takeSent()).isEmpty();
        loop.advance(Duration.ofSeconds(1));
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        yes();
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
        boolean passes = ScriptedRequests.refusal(code.name()).getRetryability() == Retryability.AFTER_DELAY;
        assertThat(problems).as("told unless it may pass by itself").hasSize(passes ? 0 : 1);
    }

    @Test
    void aChangeOfSymbolsIsAReasonToAskAtOnce() {
        ready();
        want(EURUSD, GBPUSD, USDJPY);
        no("SYMBOL_NOT_FOUND");
        no("SYMBOL_NOT_FOUND");
        no("UNKNOWN_SYMBOL");
        no("INVALID_REQUEST");
        requests.takeSent();

        spots.changed(ACCOUNT, List.of(GBPUSD));
        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
        yes();
        spots.changed(ACCOUNT, List.of());
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(subscribe(false, USDJPY));
        yes();
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aChangeOfSymbolsEndsNoLimit() {
        ready();
        want(EURUSD);
        requests.takeSent();
        requests.fail(new RateLimitedException("slow down", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofSeconds(20)));
        spots.changed(ACCOUNT, List.of(EURUSD));
        assertThat(requests.takeSent()).isEmpty();
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
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
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
        requests.fail(new AuthenticationException("no session", "ACCOUNT_NOT_AUTHORIZED", null));
        assertThat(requests.takeSent()).isEmpty();
        assertThat(problems).hasSize(1);

        CompletableFuture<Void> restored = spots.restore(ACCOUNT);
        assertThat(requests.takeSent()).containsExactly(subscribe(false, EURUSD, GBPUSD));
        yes();
        assertThat(restored).isCompleted();
        assertThat(loop.pendingTimers()).isZero();
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
        assertThat(spots.isActive(ACCOUNT, Topic.spots(EURUSD))).isTrue();
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
        leases.add(spots.want(ACCOUNT, new Wanted(Set.of(EURUSD), false, Set.of(), false), problem -> {
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
        spots.want(ACCOUNT, new Wanted(Set.of(EURUSD), false, Set.of(), false), problem -> {
            throw new IllegalStateException("deliberate failure of this test");
        });
        want(GBPUSD);
        requests.takeSent();
        no("SYMBOL_NOT_FOUND");

        assertThat(requests.takeSent()).containsExactly(subscribe(false, GBPUSD));
    }

    @Test
    void unsubscribesWhatARefusedBatchMayHaveLeft() {
        ready();
        Lease lease = want(EURUSD, GBPUSD);
        no("ALREADY_SUBSCRIBED");
        requests.takeSent();
        lease.close();
        yes();
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
        yes();
        assertThat(requests.takeSent()).containsExactly(unsubscribe(GBPUSD));
    }

    @Test
    void delaysStartAnewAfterASuccess() {
        ready();
        Lease lease = want(EURUSD);
        no("UNKNOWN_ERROR");
        loop.advance(Duration.ofSeconds(1));
        no("UNKNOWN_ERROR");
        loop.advance(Duration.ofSeconds(2));
        yes();
        lease.close();
        requests.fail(new RequestTimeoutException("no answer", null));
        requests.takeSent();

        loop.advance(Duration.ofSeconds(1));
        assertThat(requests.takeSent()).containsExactly(unsubscribe(EURUSD));
    }
}
