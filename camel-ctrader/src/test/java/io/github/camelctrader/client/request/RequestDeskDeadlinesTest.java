package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.connection.Failure;
import io.github.camelctrader.client.request.AccountGate.Verdict;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told when time runs out or the link is lost: whether the request was sent, and whether it may be repeated. */
class RequestDeskDeadlinesTest {
    private static final Duration NEARLY = DeskFixture.TIMEOUT.minusMillis(1);
    private static final Duration REST = Duration.ofMillis(1);

    private final DeskFixture fixture = new DeskFixture();
    private final RequestDesk desk = fixture.desk;
    private final DeskFixture.Wire wire = fixture.wire;

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
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.trading(1));
        fixture.loop.advance(NEARLY);
        assertThat(asked).isNotDone();
        fixture.loop.advance(REST);

        assertNotSent(asked, "Not sent within 10000 ms: the connection is not ready");
        fixture.ready(1);
        assertThat(wire.sent).isEmpty();
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @Test
    void whyTheConnectionIsNotReadyIsTold() {
        fixture.ready(1);
        desk.linkLost(Failure.of(DisconnectReason.CLOSED_BY_SERVER, "demo.example closed the connection", null));
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.trading(1));
        fixture.loop.advance(DeskFixture.TIMEOUT);

        assertNotSent(asked, "the connection is not ready, demo.example closed the connection");
    }

    @Test
    void aRequestThatTheLimitsHoldUpPastItsDeadlineWasNotSent() {
        DeskFixture slow = new DeskFixture(DeskFixture.settings().requestLimits(1, 1)).ready(1);
        slow.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> asked =
                slow.desk.sendForUser(SampleRequests.query(2), Duration.ofMillis(100));
        slow.loop.advance(Duration.ofMillis(100));

        assertNotSent(asked, "Not sent within 100 ms: the server's limits made it wait");
    }

    @Test
    void aRequestThatWaitsForItsAccountPastItsDeadlineWasNotSent() {
        fixture.gate.verdicts.put(17L, Verdict.WAIT);
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.loop.advance(DeskFixture.TIMEOUT);

        assertNotSent(asked, "account 17 is not authorised yet");
    }

    @Test
    void aRequestThatTheSocketDoesNotTakePastItsDeadlineWasNotSent() {
        fixture.ready(1);
        wire.writable = false;
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.loop.advance(DeskFixture.TIMEOUT);

        assertNotSent(asked, "the server does not read what was sent before");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadWithoutAnAnswerMayBeRepeated(Message read) {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(read);
        fixture.loop.advance(NEARLY);
        assertThat(asked).isNotDone();
        fixture.loop.advance(REST);

        assertUnanswered(asked, read, RequestTimeoutException.class, "no answer within 10000 ms");
    }

    @ParameterizedTest
    @MethodSource("orderChanging")
    void anOrderWithoutAnAnswerMustNotBeRepeatedBlindly(Message order) {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(order);
        fixture.loop.advance(DeskFixture.TIMEOUT);

        assertUnanswered(asked, order, OutcomeUnknownException.class, "no answer within 10000 ms");
    }

    @Test
    void theClientsOwnRequestsHaveTheTimeoutOfTheSettings() {
        DeskFixture quick = new DeskFixture(DeskFixture.settings().requestTimeout(Duration.ofSeconds(3)));
        quick.desk.linkUp(1);
        CompletableFuture<InboundMessage> asked = quick.desk.send(SampleRequests.control(1), Priority.CONTROL);
        quick.loop.advance(Duration.ofSeconds(3));

        assertThat(DeskFixture.failure(asked)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void waitingInTheQueueAndOnTheWireHaveOneDeadlineTogether() {
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.loop.advance(Duration.ofSeconds(6));
        fixture.ready(1);
        fixture.loop.advance(Duration.ofSeconds(4).minus(REST));
        assertThat(asked).isNotDone();
        fixture.loop.advance(REST);

        assertThat(DeskFixture.failure(asked)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void anAnswerAfterTheDeadlineChangesNothing() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.trading(1));
        fixture.loop.advance(DeskFixture.TIMEOUT);
        CTraderException told = DeskFixture.failure(asked);
        fixture.answer(wire.last());

        assertThat(DeskFixture.failure(asked)).isSameAs(told);
    }

    @Test
    void anAnswerInTimeEndsTheDeadline() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.loop.advance(NEARLY);
        fixture.answer(wire.last());
        fixture.loop.advance(DeskFixture.TIMEOUT);

        assertThat(asked).isCompleted();
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadOnALostLinkIsToldAtOnceThatItMayBeRepeated(Message read) {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(read);
        fixture.loseLink();

        assertUnanswered(asked, read, RequestTimeoutException.class, "the link was lost: reset by peer");
    }

    @ParameterizedTest
    @MethodSource("orderChanging")
    void anOrderOnALostLinkIsToldAtOnceThatItsFateIsUnknown(Message order) {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(order);
        fixture.loseLink();

        assertUnanswered(asked, order, OutcomeUnknownException.class, "the link was lost: reset by peer");
    }

    @Test
    void whatWaitsForItsTurnOutlivesTheLinkAndGoesOnTheNextOne() {
        DeskFixture slow = new DeskFixture(DeskFixture.settings().requestLimits(1, 1)).ready(1);
        slow.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> waiting = slow.ask(SampleRequests.trading(2));
        slow.gate.verdicts.put(18L, Verdict.WAIT);
        slow.ask(SampleRequests.query(18, 3));
        slow.loseLink();
        assertThat(waiting).isNotDone();
        slow.loop.advance(Duration.ofSeconds(3));
        assertThat(slow.wire.requests()).as("without a link").hasSize(1);

        slow.gate.verdicts.remove(18L);
        slow.desk.linkUp(2);
        assertThat(slow.wire.requests()).as("before it is ready").hasSize(1);
        slow.desk.open();
        assertThat(slow.wire.last().request()).isEqualTo(SampleRequests.trading(2));
        assertThat(slow.wire.last().id()).startsWith("test-2-");
        slow.loop.advance(Duration.ofSeconds(2));
        assertThat(slow.wire.last().request()).isEqualTo(SampleRequests.query(18, 3));
    }

    @Test
    void whatWaitedForItsAccountIsLookedAtAgainOnTheNextLink() {
        fixture.gate.verdicts.put(17L, Verdict.WAIT);
        fixture.ready(1);
        fixture.ask(SampleRequests.query(1));
        fixture.ask(SampleRequests.query(2));
        fixture.loseLink();
        fixture.gate.verdicts.remove(17L);
        fixture.ready(2);

        assertThat(wire.requests()).containsExactly(SampleRequests.query(1), SampleRequests.query(2));
    }

    @Test
    void whatTheClientAskedOnItsOwnDiesWithItsLink() {
        desk.linkUp(1);
        wire.writable = false;
        CompletableFuture<InboundMessage> waiting = desk.send(SampleRequests.subscription(1), Priority.SUBSCRIPTION);
        fixture.loseLink();
        wire.writable = true;
        fixture.ready(2);

        assertThat(DeskFixture.failure(waiting))
                .isInstanceOf(NotSentException.class)
                .hasMessage("Not sent, the link was lost: reset by peer");
        assertThat(wire.sent).isEmpty();
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @Test
    void anAnswerOfAnOldLinkIsNobodysOnTheNextOne() {
        fixture.ready(1);
        fixture.ask(SampleRequests.query(1));
        DeskFixture.Sent old = wire.last();
        fixture.loseLink();
        fixture.ready(2);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(2));
        fixture.answer(old);

        assertThat(asked).isNotDone();
        assertThat(wire.last().id()).isNotEqualTo(old.id());
    }

    @Test
    void theLimitsRememberWhatWasSentOnTheLinkBefore() {
        fixture.ready(1);
        for (int number = 0; number < 50; number++) {
            fixture.ask(SampleRequests.query(number));
        }
        fixture.loseLink();
        fixture.ready(2);
        fixture.ask(SampleRequests.query(50));

        assertThat(wire.requests()).hasSize(50);
    }

    @Test
    void theDrainIsOverWhenTheLinkIsLost() {
        fixture.ready(1);
        fixture.ask(SampleRequests.query(1));
        boolean[] idle = new boolean[1];
        desk.whenIdle(() -> idle[0] = true);
        fixture.loseLink();

        assertThat(idle[0]).isTrue();
    }

    private static void assertNotSent(CompletableFuture<InboundMessage> asked, String message) {
        assertThat(DeskFixture.failure(asked))
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
        assertThat(DeskFixture.failure(asked))
                .isExactlyInstanceOf(type)
                .hasMessageContaining(request.getDescriptorForType().getName())
                .hasMessageContaining(why)
                .satisfies(failure -> {
                    assertThat(failure.getClientMsgId()).isEqualTo(wire.last().id());
                    assertThat(failure.getAccountId()).isEqualTo(ofAccount ? 17L : null);
                    assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
                });
        assertThat(fixture.loop.pendingTimers()).isZero();
    }
}
