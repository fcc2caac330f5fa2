package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.Failures;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes when, and whose answer is whose. */
class RequestManagerSendingTest {
    private final RequestHarness harness = new RequestHarness();
    private final RequestManager manager = harness.manager;
    private final RequestHarness.Wire wire = harness.wire;

    @Test
    void requestsOfTheUserWaitUntilTheConnectionIsReadyAndThenGoInTheirOrder() {
        harness.ask(SampleRequests.query(1));
        harness.ask(SampleRequests.query(2));
        manager.linkUp(1);
        harness.ask(SampleRequests.query(3));
        assertThat(wire.sent).isEmpty();

        manager.open();
        assertThat(wire.requests())
                .containsExactly(SampleRequests.query(1), SampleRequests.query(2), SampleRequests.query(3));
        assertThat(wire.flushes).as("one flush for all of them").isOne();
        harness.ask(SampleRequests.query(4));
        assertThat(wire.requests()).hasSize(4);
    }

    @Test
    void requestsOfTheClientItselfGoAsSoonAsThereIsALink() {
        CompletableFuture<InboundMessage> early = manager.send(SampleRequests.control(1), Priority.CONTROL);
        assertThat(Failures.of(early)).isInstanceOf(NotSentException.class).hasMessageContaining("no link");

        harness.ask(SampleRequests.query(1));
        manager.linkUp(1);
        manager.send(SampleRequests.query(2), Priority.QUERY);
        assertThat(wire.requests()).containsExactly(SampleRequests.query(2));
    }

    @Test
    void everyRequestHasAnIdOfItsOwnThatNamesTheClientAndTheLink() {
        harness.ready(3);
        for (int number = 0; number < 20; number++) {
            harness.ask(SampleRequests.query(number));
        }

        assertThat(wire.sent.stream().map(RequestHarness.Sent::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("test-3-"));
    }

    @Test
    void aSocketThatTakesNothingIsNotWrittenTo() {
        harness.ready(1);
        wire.writable = false;
        harness.ask(SampleRequests.query(1));
        harness.ask(SampleRequests.trading(2));
        assertThat(wire.sent).isEmpty();

        wire.writable = true;
        manager.pump();
        assertThat(wire.requests()).containsExactly(SampleRequests.trading(2), SampleRequests.query(1));
    }

    @Test
    void aSocketThatTakesMoreOnceItIsFlushedGetsMore() {
        wire.capacity = 1;
        wire.whenFlushed = () -> {
            wire.writable = true;
            manager.pump();
        };
        for (int number = 0; number < 5; number++) {
            harness.ask(SampleRequests.query(number));
        }
        harness.ready(1);

        assertThat(wire.requests()).hasSize(5);
    }

    @Test
    void anAnswerGoesToTheRequestWhoseIdItCarries() {
        harness.ready(1);
        CompletableFuture<InboundMessage> first = harness.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> second = harness.ask(SampleRequests.query(2));
        ProtoOAOrderDetailsRes answer =
                ProtoOAOrderDetailsRes.newBuilder().setCtidTraderAccountId(17).buildPartial();
        harness.answer(wire.sent.get(1), answer);

        assertThat(first).isNotDone();
        assertThat(second)
                .isCompletedWithValue(
                        new InboundMessage(2182, answer, wire.sent.get(1).id()));
        harness.answer(wire.sent.get(0));
        assertThat(first).isCompleted();
        assertThat(harness.loop.pendingTimers()).isZero();
    }

    @Test
    void messagesThatAnswerNothingOfOursAreLeftAlone() {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        ProtoOAOrderDetailsRes answer = ProtoOAOrderDetailsRes.getDefaultInstance();
        manager.received(new InboundMessage(2182, answer, null));
        manager.received(new InboundMessage(2182, answer, "test-1-99"));
        manager.received(new InboundMessage(2182, answer, "of another client"));
        harness.refuse(new RequestHarness.Sent(answer, "of another client", 0), "MARKET_CLOSED");
        assertThat(asked).isNotDone();

        harness.answer(wire.last());
        harness.answer(wire.last());
        harness.refuse(wire.last(), "MARKET_CLOSED");
        assertThat(asked).isCompleted();
    }

    @Test
    void aRefusalNamesEnvironmentAccountAndId() {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.query(1));
        harness.refuse(wire.last(), "ORDER_NOT_FOUND");

        CTraderException failure = Failures.of(asked);
        assertThat(failure).isInstanceOf(RequestRejectedException.class);
        assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
        assertThat(failure.getAccountId()).isEqualTo(17);
        assertThat(failure.getClientMsgId()).isEqualTo(wire.last().id());
    }

    @Test
    void theFirstMessageAnswersEvenAMarketOrder() {
        harness.ready(1);
        CompletableFuture<InboundMessage> asked = harness.ask(SampleRequests.marketOrder(1));
        harness.answer(wire.last(), execution(ProtoOAExecutionType.ORDER_ACCEPTED));

        assertThat(asked.join().message()).isEqualTo(execution(ProtoOAExecutionType.ORDER_ACCEPTED));
    }

    @Test
    void whoeverListensHearsWhenARequestLeavesAndWhenItIsTakenBack() {
        List<String> heard = new ArrayList<>();
        manager.linkUp(1);
        manager.sendForUser(SampleRequests.marketOrder(1), Duration.ofSeconds(10), new SendListener() {
            @Override
            public void sent(String clientMsgId) {
                heard.add("sent as " + clientMsgId);
            }

            @Override
            public void takenBack() {
                heard.add("taken back");
            }
        });
        assertThat(heard).isEmpty();
        manager.open();
        assertThat(heard).containsExactly("sent as " + wire.last().id());

        harness.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        assertThat(heard).hasSize(2).element(1).isEqualTo("taken back");
    }

    @Test
    void aRequestThatIsNotWantedAnyMoreWhenItsTurnComesDoesNotLeaveAndTakesNothingOfTheLimits() {
        AtomicBoolean wanted = new AtomicBoolean(true);
        RequestHarness one = new RequestHarness(RequestHarness.settings().requestLimits(1, 1));
        CompletableFuture<InboundMessage> unwanted =
                one.manager.sendForUser(SampleRequests.marketOrder(1), Duration.ofSeconds(10), new SendListener() {
                    @Override
                    public boolean isWanted() {
                        return wanted.get();
                    }

                    @Override
                    public void sent(String clientMsgId) {
                        throw new AssertionError("sent");
                    }

                    @Override
                    public void takenBack() {
                        throw new AssertionError("taken back");
                    }
                });
        one.ask(SampleRequests.query(2));
        wanted.set(false);
        one.ready(1);

        assertThat(one.wire.requests()).containsExactly(SampleRequests.query(2));
        assertThat(Failures.of(unwanted)).isInstanceOf(NotSentException.class);
    }

    @Test
    void whileRequestsWaitForTheLimitsOnlyAnswersMakeTheDeskLookAgainAndOnceAllHaveSeenThem() {
        RequestHarness one = new RequestHarness(RequestHarness.settings().requestLimits(1, 1)).ready(1);
        one.ask(SampleRequests.query(1));
        one.ask(SampleRequests.query(2));
        int before = one.wire.looks;
        one.manager.received(new InboundMessage(2126, execution(ProtoOAExecutionType.ORDER_FILLED), null));
        one.loop.advance(Duration.ZERO);
        assertThat(one.wire.looks).isEqualTo(before);

        one.answer(one.wire.last());
        assertThat(one.wire.looks).isEqualTo(before);
        one.loop.advance(Duration.ZERO);
        assertThat(one.wire.looks).isEqualTo(before + 1);
        one.loop.advance(Duration.ofSeconds(2));
        assertThat(one.wire.requests()).hasSize(2);
    }

    @Test
    void fiveHundredRequestsAtOnceAreAllSentAndNoSecondSeesMoreThanFifty() {
        harness.ready(1);
        for (int number = 0; number < 500; number++) {
            manager.sendForUser(SampleRequests.query(number), Duration.ofMinutes(1));
        }
        assertThat(wire.requests()).hasSize(50);
        answerUntilAllAreSent(500, Duration.ofMillis(40));

        assertThat(wire.requests())
                .isEqualTo(
                        IntStream.range(0, 500).mapToObj(SampleRequests::query).toList());
        assertMostInOneSecond(wire.sent, 50);
    }

    @Test
    void anAnswerShowsThatTheServerHasCountedItsRequest() {
        RequestHarness one = new RequestHarness(RequestHarness.settings().requestLimits(1, 1)).ready(1);
        one.ask(SampleRequests.query(1));
        one.loop.advance(Duration.ofMillis(100));
        one.answer(one.wire.last());
        one.ask(SampleRequests.query(2));
        one.loop.advance(Duration.ofMillis(999));
        assertThat(one.wire.requests()).hasSize(1);
        one.loop.advance(Duration.ofMillis(100));

        assertThat(one.wire.requests()).hasSize(2);
    }

    @Test
    void twelveRequestsOfHistoryAtOnceAreNeverMoreThanFiveInASecondAndHoldNothingElseUp() {
        harness.ready(1);
        for (int number = 0; number < 12; number++) {
            manager.sendForUser(SampleRequests.historical(number), Duration.ofMinutes(1));
        }
        assertThat(wire.requests()).hasSize(5);
        harness.ask(SampleRequests.query(1));
        assertThat(wire.requests()).last().isEqualTo(SampleRequests.query(1));
        answerUntilAllAreSent(13, Duration.ofMillis(40));

        List<RequestHarness.Sent> historical = wire.sent.stream()
                .filter(sent -> !sent.request().equals(SampleRequests.query(1)))
                .toList();
        assertThat(historical.stream().map(RequestHarness.Sent::request))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(SampleRequests::historical)
                        .toList());
        assertMostInOneSecond(historical, 5);
    }

    @Test
    void whenRequestsHaveToWaitTheMoreUrgentGoFirst() {
        RequestHarness one = new RequestHarness(RequestHarness.settings().requestLimits(1, 1)).ready(1);
        one.ask(SampleRequests.query(0));
        List<Message> expected = new ArrayList<>();
        // What prepares and what recovers is asked for by the client only.
        for (Priority priority : EnumSet.complementOf(EnumSet.of(Priority.PREPARATION, Priority.RECOVERY))) {
            expected.add(SampleRequests.of(priority, 1));
            expected.add(SampleRequests.of(priority, 2));
        }
        for (int group = 4; group >= 0; group--) {
            one.manager.sendForUser(expected.get(2 * group), Duration.ofHours(1));
            one.manager.sendForUser(expected.get(2 * group + 1), Duration.ofHours(1));
        }
        one.loop.advance(Duration.ofMinutes(2));

        assertThat(one.wire.requests().subList(1, 11)).isEqualTo(expected);
    }

    @Test
    void theQueueHasABoundAndTheClientsOwnRequestsPassIt() {
        RequestHarness small = new RequestHarness(RequestHarness.settings().queueSize(2));
        CompletableFuture<InboundMessage> first = small.ask(SampleRequests.query(1));
        small.ask(SampleRequests.query(2));
        assertThat(Failures.of(small.ask(SampleRequests.query(3))))
                .isInstanceOf(NotSentException.class)
                .hasMessage("Not sent: 2 requests wait already, which is the bound of the queue");
        assertThat(first).isNotDone();

        small.manager.linkUp(1);
        small.wire.writable = false;
        assertThat(small.manager.send(SampleRequests.control(1), Priority.CONTROL))
                .isNotDone();
        small.wire.writable = true;
        small.manager.open();
        assertThat(small.wire.requests()).hasSize(3);
        assertThat(small.ask(SampleRequests.query(4))).isNotDone();
    }

    @Test
    void requestsInFlightDoNotCountAsWaiting() {
        RequestHarness small = new RequestHarness(RequestHarness.settings().queueSize(1)).ready(1);
        for (int number = 0; number < 50; number++) {
            assertThat(small.ask(SampleRequests.query(number))).isNotDone();
        }
        assertThat(small.wire.requests()).hasSize(50);
        assertThat(small.ask(SampleRequests.query(50))).as("waits").isNotDone();
        assertThat(small.ask(SampleRequests.query(51))).as("is too many").isCompletedExceptionally();
    }

    @Test
    void whenWaitingIsInVainAllThatWaitsAndAllThatComesIsToldWithAnExceptionOfItsOwn() {
        CompletableFuture<InboundMessage> waiting = harness.ask(SampleRequests.query(1));
        manager.refuse(() -> new NotSentException("the secret is wrong", null));
        CompletableFuture<InboundMessage> later = harness.ask(SampleRequests.trading(2));

        assertThat(Failures.of(waiting)).hasMessage("the secret is wrong");
        assertThat(Failures.of(later)).hasMessage("the secret is wrong");
        assertThat(Failures.of(later)).isNotSameAs(Failures.of(waiting));
        assertThat(Failures.of(later).getAccountId()).isEqualTo(17);
        assertThat(harness.loop.pendingTimers()).isZero();

        manager.linkUp(1);
        assertThat(harness.ask(SampleRequests.query(3))).isNotDone();
    }

    @Test
    void whatIsInFlightMayEndAfterTheRefusalOfAllElse() {
        harness.ready(1);
        CompletableFuture<InboundMessage> inFlight = harness.ask(SampleRequests.query(1));
        manager.refuse(() -> new NotSentException("closing", null));
        assertThat(inFlight).isNotDone();
        assertThat(manager.send(SampleRequests.subscription(2), Priority.SUBSCRIPTION))
                .as("the client's own")
                .isNotDone();

        harness.answer(wire.sent.get(0));
        assertThat(inFlight).isCompleted();
    }

    @Test
    void idleIsToldOnceAndOnlyWhenNothingIsInFlight() {
        harness.ready(1);
        List<String> told = new ArrayList<>();
        harness.ask(SampleRequests.query(1));
        manager.sendForUser(SampleRequests.query(2), Duration.ofSeconds(3));
        manager.whenIdle(() -> told.add("idle"));
        harness.answer(wire.sent.get(0));
        assertThat(told).isEmpty();

        harness.loop.advance(Duration.ofSeconds(3));
        assertThat(told).containsExactly("idle");
        harness.ask(SampleRequests.query(3));
        harness.answer(wire.last());
        assertThat(told).containsExactly("idle");
        manager.whenIdle(() -> told.add("at once"));
        assertThat(told).containsExactly("idle", "at once");
    }

    private void answerUntilAllAreSent(int total, Duration roundTrip) {
        int answered = 0;
        while (wire.sent.size() < total || answered < total) {
            while (answered < wire.sent.size()
                    && wire.sent.get(answered).atNanos() + roundTrip.toNanos() <= harness.loop.nanoTime()) {
                harness.answer(wire.sent.get(answered++));
            }
            harness.loop.advance(Duration.ofMillis(20));
        }
    }

    private static void assertMostInOneSecond(List<RequestHarness.Sent> sent, int most) {
        for (int index = most; index < sent.size(); index++) {
            assertThat(sent.get(index).atNanos() - sent.get(index - most).atNanos())
                    .isGreaterThanOrEqualTo(1_000_000_000L);
        }
    }

    private static ProtoOAExecutionEvent execution(ProtoOAExecutionType type) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setExecutionType(type)
                .build();
    }
}
