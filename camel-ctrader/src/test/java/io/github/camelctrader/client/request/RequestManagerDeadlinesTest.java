package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told when time runs out or the link is lost: whether the request was sent, and whether it may be repeated. */
class RequestManagerDeadlinesTest {
    private static final Duration NEARLY = RequestHarness.TIMEOUT.minusMillis(1);
    private static final Duration REST = Duration.ofMillis(1);

    private final RequestHarness harness = new RequestHarness();
    private final RequestManager manager = harness.manager;
    private final RequestHarness.Wire wire = harness.wire;

    static List<Message> orderChanging() {
        return SampleRequests.orderChanging();
    }

    static List<Message> reads() {
        return List.of(
                SampleRequests.query(1),
                SampleRequests.historical(1),
                SampleRequests.subscription(1),
                SampleRequests.control(1),
                SampleRequests.version());
    }

    @Test
    void aRequestThatWaitsForTheConnectionPastItsDeadlineWasNotSent() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.trading(1));
        harness.loop.advance(NEARLY);
        assertThat(asked).isNotDone();
        harness.loop.advance(REST);

        assertNotSent(asked, "Not sent within 10000 ms: the connection is not ready");
        harness.ready(1);
        assertThat(wire.sent).isEmpty();
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void whyTheConnectionIsNotReadyIsTold() {
        harness.ready(1);
        manager.linkLost(
                DisconnectCause.of(DisconnectReason.CLOSED_BY_SERVER, "demo.example closed the connection", null));
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.trading(1));
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertNotSent(asked, "the connection is not ready, demo.example closed the connection");
    }

    @Test
    void aRequestThatTheLimitsHoldUpPastItsDeadlineWasNotSent() {
        RequestHarness slow = new RequestHarness(RequestHarness.settings().requestLimits(1, 1)).ready(1);
        slow.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> asked =
                slow.manager.sendForUser(SampleRequests.query(2), Duration.ofMillis(100));
        slow.loop.advance(Duration.ofMillis(100));

        assertNotSent(asked, "Not sent within 100 ms: the server's limits made it wait");
    }

    @Test
    void aRequestThatWaitsForItsAccountPastItsDeadlineWasNotSent() {
        harness.gate.verdicts.put(17L, Verdict.WAIT);
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertNotSent(asked, "account 17 is not authorised yet");
    }

    @Test
    void aRequestThatTheSocketDoesNotTakePastItsDeadlineWasNotSent() {
        harness.ready(1);
        wire.writable = false;
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertNotSent(asked, "the server does not read what was sent before");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadWithoutAnAnswerMayBeRepeated(Message read) {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(read);
        harness.loop.advance(NEARLY);
        assertThat(asked).isNotDone();
        harness.loop.advance(REST);

        assertUnanswered(asked, read, RequestTimeoutException.class, "no answer within 10000 ms");
    }

    @ParameterizedTest
    @MethodSource("orderChanging")
    void anOrderWithoutAnAnswerMustNotBeRepeatedBlindly(Message order) {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(order);
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertUnanswered(asked, order, OutcomeUnknownException.class, "no answer within 10000 ms");
    }

    @Test
    void theClientsOwnRequestsHaveTheTimeoutOfTheSettings() {
        RequestHarness quick = new RequestHarness(RequestHarness.settings().requestTimeout(Duration.ofSeconds(3)));
        quick.manager.linkUp(1);
        CompletableFuture<InboundMessage> asked = quick.manager.send(SampleRequests.control(1), Priority.CONTROL);
        quick.loop.advance(Duration.ofSeconds(3));

        assertThat(Failures.of(asked)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void waitingInTheQueueAndOnTheWireHaveOneDeadlineTogether() {
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.loop.advance(Duration.ofSeconds(6));
        harness.ready(1);
        harness.loop.advance(Duration.ofSeconds(4).minus(REST));
        assertThat(asked).isNotDone();
        harness.loop.advance(REST);

        assertThat(Failures.of(asked)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void anAnswerAfterTheDeadlineChangesNothing() {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.trading(1));
        harness.loop.advance(RequestHarness.TIMEOUT);
        CTraderException told = Failures.of(asked);
        harness.answer(wire.last());

        assertThat(Failures.of(asked)).isSameAs(told);
    }

    @Test
    void anAnswerInTimeEndsTheDeadline() {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.loop.advance(NEARLY);
        harness.answer(wire.last());
        harness.loop.advance(RequestHarness.TIMEOUT);

        assertThat(asked).isCompleted();
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadOnALostLinkIsToldAtOnceThatItMayBeRepeated(Message read) {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(read);
        harness.loseLink();

        assertUnanswered(asked, read, RequestTimeoutException.class, "the link was lost: reset by peer");
    }

    @ParameterizedTest
    @MethodSource("orderChanging")
    void anOrderOnALostLinkIsToldAtOnceThatItsFateIsUnknown(Message order) {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(order);
        harness.loseLink();

        assertUnanswered(asked, order, OutcomeUnknownException.class, "the link was lost: reset by peer");
    }

    @Test
    void whatWaitsForItsTurnOutlivesTheLinkAndGoesOnTheNextOne() {
        RequestHarness slow = new RequestHarness(RequestHarness.settings().requestLimits(1, 1)).ready(1);
        slow.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> waiting = slow.ask(SampleRequests.trading(2));
        slow.gate.verdicts.put(18L, Verdict.WAIT);
        slow.ask(SampleRequests.query(18, 3));
        slow.loseLink();
        assertThat(waiting).isNotDone();
        slow.loop.advance(Duration.ofSeconds(3));
        assertThat(slow.wire.requests()).as("without a link").hasSize(1);

        slow.gate.verdicts.remove(18L);
        slow.manager.linkUp(2);
        assertThat(slow.wire.requests()).as("before it is ready").hasSize(1);
        slow.manager.open();
        assertThat(slow.wire.last().request()).isEqualTo(SampleRequests.trading(2));
        assertThat(slow.wire.last().id()).startsWith("test-2-");
        slow.loop.advance(Duration.ofSeconds(2));
        assertThat(slow.wire.last().request()).isEqualTo(SampleRequests.query(18, 3));
    }

    @Test
    void whatWaitedForItsAccountIsLookedAtAgainOnTheNextLink() {
        harness.gate.verdicts.put(17L, Verdict.WAIT);
        harness.ready(1);
        harness.ask(SampleRequests.query(1));
        harness.ask(SampleRequests.query(2));
        harness.loseLink();
        harness.gate.verdicts.remove(17L);
        harness.ready(2);

        assertThat(wire.requests()).containsExactly(SampleRequests.query(1), SampleRequests.query(2));
    }

    @Test
    void whatTheClientAskedOnItsOwnDiesWithItsLink() {
        manager.linkUp(1);
        wire.writable = false;
        CompletableFuture<InboundMessage> waiting = manager.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        harness.loseLink();
        wire.writable = true;
        harness.ready(2);

        assertThat(Failures.of(waiting))
                .isInstanceOf(NotSentException.class)
                .hasMessage("Not sent, the link was lost: reset by peer");
        assertThat(wire.sent).isEmpty();
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void anAnswerOfAnOldLinkIsNobodysOnTheNextOne() {
        harness.ready(1);
        harness.ask(SampleRequests.query(1));
        RequestHarness.Sent old = wire.last();
        harness.loseLink();
        harness.ready(2);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(2));
        harness.answer(old);

        assertThat(asked).isNotDone();
        assertThat(wire.last().id()).isNotEqualTo(old.id());
    }

    @Test
    void theLimitsRememberWhatWasSentOnTheLinkBefore() {
        harness.ready(1);
        for (int number = 0; number < 50; number++) {
            harness.ask(SampleRequests.query(number));
        }
        harness.loseLink();
        harness.ready(2);
        harness.ask(SampleRequests.query(50));

        assertThat(wire.requests()).hasSize(50);
    }

    @Test
    void theDrainIsOverWhenTheLinkIsLost() {
        harness.ready(1);
        harness.ask(SampleRequests.query(1));
        boolean[] idle = new boolean[1];
        manager.whenIdle(() -> idle[0] = true);
        harness.loseLink();

        assertThat(idle[0]).isTrue();
    }

    private static void assertNotSent(CompletableFuture<InboundMessage> asked, String message) {
        assertThat(Failures.of(asked))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining(message)
                .satisfies(failure -> {
                    assertThat(failure.getRetryability()).isEqualTo(Retryability.SAFE);
                    assertThat(failure.getClientMsgId()).isNull();
                    assertThat(failure.getAccountId()).isEqualTo(17);
                    assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
                });
    }

    private void assertUnanswered(
            CompletableFuture<InboundMessage> asked,
            Message request,
            Class<? extends CTraderException> type,
            String why) {
        boolean ofAccount = !request.equals(SampleRequests.control(1)) && !request.equals(SampleRequests.version());
        assertThat(Failures.of(asked))
                .isExactlyInstanceOf(type)
                .hasMessageContaining(request.getDescriptorForType().getName())
                .hasMessageContaining(why)
                .satisfies(failure -> {
                    assertThat(failure.getClientMsgId()).isEqualTo(wire.last().id());
                    assertThat(failure.getAccountId()).isEqualTo(ofAccount ? 17L : null);
                    assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
                });
        assertThat(harness.loop.pendingTimers()).isZero();
    }
}
