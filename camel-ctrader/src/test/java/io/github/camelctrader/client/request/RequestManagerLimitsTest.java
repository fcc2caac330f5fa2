package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a request that the server refuses for coming too soon. */
class RequestManagerLimitsTest {
    private final RequestHarness harness =
            new RequestHarness(RequestHarness.settings().limitMargin(Duration.ofMillis(50))).ready(1);
    private final RequestHarness.Wire wire = harness.wire;

    static List<Message> orderChanging() {
        return SampleRequests.orderChanging();
    }

    @Test
    void aReadIsSentAgainNeverBeforeTheTimeThatTheServerNamed() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.historical(1));
        harness.limit(wire.last(), 3);
        harness.loop.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(wire.requests()).hasSize(1);
        harness.loop.advance(Duration.ofMillis(51));

        assertThat(wire.requests()).containsExactly(SampleRequests.historical(1), SampleRequests.historical(1));
        assertThat(wire.sent.get(0).id()).isNotEqualTo(wire.last().id());
        assertThat(asked).isNotDone();
        harness.answer(wire.sent.get(0));
        assertThat(asked).as("an answer to the attempt that was refused").isNotDone();
        harness.answer(wire.last());
        assertThat(asked).isCompleted();
    }

    @Test
    void theClientsOwnReadsAreSentAgainToo() {
        CompletableFuture<InboundMessage> asked =
                harness.manager.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        harness.limit(wire.last(), 1);
        harness.loop.advance(Duration.ofMillis(1050));
        harness.answer(wire.last());

        assertThat(asked).isCompleted();
        assertThat(wire.requests()).hasSize(2);
    }

    @Test
    void aReadThatCannotGoAgainBeforeItsDeadlineIsToldAtOnce() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.historical(1));
        harness.limit(wire.last(), 10);

        assertThat(Failures.of(asked)).isInstanceOfSatisfying(RateLimitedException.class, limited -> {
            assertThat(limited.getRetryAfter()).isEqualTo(Duration.ofSeconds(10));
            assertThat(limited.getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
            assertThat(limited.getClientMsgId()).isEqualTo(wire.last().id());
        });
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    /** Sent at 0, 2.05, 4.1, and 8.1 s; the fourth refusal in a row would make it wait until 16.1 s. */
    @Test
    void aReadThatIsRefusedAgainAndAgainWaitsLongerEachTimeAndEndsWithTheServersAnswer() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.historical(1));
        for (long wait : new long[] {2050, 2050, 4000}) {
            harness.limit(wire.last(), 2);
            harness.loop.advance(Duration.ofMillis(wait));
        }
        assertThat(asked).isNotDone();
        harness.limit(wire.last(), 2);

        assertThat(Failures.of(asked))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        limited -> assertThat(limited.getRetryAfter()).isEqualTo(Duration.ofSeconds(8)));
        assertThat(wire.requests()).hasSize(4);
    }

    @Test
    void whatWaitsForABlockThatOutlivesItIsToldAtOnce() {
        CompletableFuture<InboundMessage> order = harness.ask(SampleRequests.trading(1));
        wire.writable = false;
        CompletableFuture<InboundMessage> waiting = harness.ask(SampleRequests.trading(2));
        CompletableFuture<InboundMessage> other = harness.ask(SampleRequests.query(1));
        harness.limit(wire.last(), 10);
        CompletableFuture<InboundMessage> late = harness.ask(SampleRequests.trading(3));

        assertThat(order).isCompletedExceptionally();
        for (CompletableFuture<InboundMessage> unsent : List.of(waiting, late)) {
            assertThat(Failures.of(unsent)).isInstanceOfSatisfying(RateLimitedException.class, told -> {
                assertThat(told).hasMessageContaining("this request was not sent");
                assertThat(told.getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
                assertThat(told.getRetryAfter()).isEqualTo(Duration.ofSeconds(11));
                assertThat(told.getClientMsgId()).isNull();
            });
        }
        assertThat(other).isNotDone();
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void aBlockSurvivesTheLink() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.limit(wire.last(), 3);
        harness.loseLink();
        harness.ready(2);
        harness.loop.advance(Duration.ofMillis(3049));
        assertThat(wire.requests()).hasSize(1);
        harness.loop.advance(Duration.ofMillis(1));

        assertThat(wire.requests()).hasSize(2);
        assertThat(asked).isNotDone();
    }

    @Test
    void whatWasSentOnTheOldLinkCountsOnTheNewOne() {
        RequestHarness narrow = new RequestHarness(
                        RequestHarness.settings().requestLimits(2, 1).limitMargin(Duration.ofMillis(50)))
                .ready(1);
        narrow.ask(SampleRequests.query(1));
        narrow.ask(SampleRequests.query(2));
        narrow.loseLink();
        narrow.ready(2);
        narrow.ask(SampleRequests.query(3));
        narrow.loop.advance(Duration.ofMillis(1049));
        assertThat(narrow.wire.requests()).hasSize(2);
        narrow.loop.advance(Duration.ofMillis(1));

        assertThat(narrow.wire.requests()).hasSize(3);
    }

    /** With the default margin: sent at 0, expired at 10 s, answered at 12 s. */
    @Test
    void aLateAnswerEndsAStallForAllThatWaits() {
        RequestHarness stalled = new RequestHarness(
                        RequestHarness.settings().requestLimits(2, 1).limitMargin(Duration.ofSeconds(30)))
                .ready(1);
        stalled.ask(SampleRequests.query(1));
        stalled.ask(SampleRequests.query(2));
        stalled.loop.advance(RequestHarness.TIMEOUT);
        CompletableFuture<InboundMessage> next = stalled.ask(SampleRequests.query(3));
        stalled.loop.advance(Duration.ofSeconds(2));
        assertThat(stalled.wire.requests())
                .as("as far as is known, nothing was read yet")
                .hasSize(2);

        stalled.answer(stalled.wire.sent.get(1));
        stalled.loop.advance(Duration.ofMillis(1010).minusNanos(1));
        assertThat(stalled.wire.requests()).hasSize(2);
        stalled.loop.advance(Duration.ofNanos(1));
        assertThat(stalled.wire.requests()).hasSize(3);
        assertThat(next).isNotDone();
    }

    @Test
    void answersThatAreLostBlockNothingAsLongAsOthersCome() {
        RequestHarness lossy = new RequestHarness(
                        RequestHarness.settings().requestLimits(3, 1).limitMargin(Duration.ofSeconds(30)))
                .ready(1);
        for (int round = 0; round < 5; round++) {
            lossy.ask(SampleRequests.query(1));
            lossy.ask(SampleRequests.query(2));
            lossy.ask(SampleRequests.query(3));
            assertThat(lossy.wire.requests()).hasSize(3 * round + 3);
            lossy.answer(lossy.wire.last());
            lossy.loop.advance(Duration.ofMillis(1010));
        }
    }

    @Test
    void aReadWhoseDeadlinePassesWhileItWaitsToGoAgainIsToldOfTheLimit() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.historical(1));
        harness.limit(wire.last(), 2);
        wire.writable = false;
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertThat(Failures.of(asked)).isInstanceOf(RateLimitedException.class);
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void aReadThatWentAgainAndGetsNoAnswerIsUnanswered() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.limit(wire.last(), 1);
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertThat(Failures.of(asked))
                .isNotInstanceOfAny(RateLimitedException.class, NotSentException.class)
                .hasMessageContaining("no answer");
    }

    @ParameterizedTest
    @MethodSource("orderChanging")
    void anOrderIsNeverSentAgain(Message order) {
        CompletableFuture<InboundMessage> asked = harness.ask(order);
        harness.limit(wire.last(), 1);

        assertThat(Failures.of(asked)).isInstanceOf(RateLimitedException.class);
        harness.loop.advance(Duration.ofMinutes(1));
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void aBlockedTypeWaitsAndTheOthersGo() {
        harness.ask(SampleRequests.query(1));
        harness.limit(wire.last(), 4);
        harness.ask(SampleRequests.query(2));
        harness.ask(SampleRequests.version());
        harness.ask(SampleRequests.historical(3));
        assertThat(wire.requests())
                .containsExactly(SampleRequests.query(1), SampleRequests.version(), SampleRequests.historical(3));

        harness.loop.advance(Duration.ofMillis(4050));
        assertThat(wire.requests().subList(3, 5)).containsExactly(SampleRequests.query(1), SampleRequests.query(2));
    }

    @Test
    void newOrdersOfABlockedTypeWaitForItsTime() {
        harness.ask(SampleRequests.trading(1));
        harness.limit(wire.last(), 4);
        CompletableFuture<InboundMessage> next = harness.ask(SampleRequests.trading(2));
        harness.loop.advance(Duration.ofSeconds(4).minusNanos(1));
        assertThat(wire.requests()).hasSize(1);
        harness.loop.advance(Duration.ofMillis(51));

        assertThat(wire.requests()).containsExactly(SampleRequests.trading(1), SampleRequests.trading(2));
        assertThat(next).isNotDone();
    }

    @Test
    void aLimitThatNamesNoTimeIsWaitedForOneSecond() {
        harness.ask(SampleRequests.query(1));
        harness.refuse(wire.last(), "REQUEST_FREQUENCY_EXCEEDED");
        harness.loop.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(wire.requests()).hasSize(1);
        harness.loop.advance(Duration.ofMillis(51));

        assertThat(wire.requests()).hasSize(2);
    }
}
