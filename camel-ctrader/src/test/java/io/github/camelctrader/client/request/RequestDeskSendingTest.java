package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes when, and whose answer is whose. */
class RequestDeskSendingTest {
    private final DeskFixture fixture = new DeskFixture();
    private final RequestDesk desk = fixture.desk;
    private final DeskFixture.Wire wire = fixture.wire;

    @Test
    void requestsOfTheUserWaitUntilTheConnectionIsReadyAndThenGoInTheirOrder() {
        fixture.ask(SampleRequests.query(1));
        fixture.ask(SampleRequests.query(2));
        desk.linkUp(1);
        fixture.ask(SampleRequests.query(3));
        assertThat(wire.sent).isEmpty();

        desk.open();
        assertThat(wire.requests())
                .containsExactly(SampleRequests.query(1), SampleRequests.query(2), SampleRequests.query(3));
        assertThat(wire.flushes).as("one flush for all of them").isOne();
        fixture.ask(SampleRequests.query(4));
        assertThat(wire.requests()).hasSize(4);
    }

    @Test
    void requestsOfTheClientItselfGoAsSoonAsThereIsALink() {
        CompletableFuture<InboundMessage> early = desk.send(SampleRequests.control(1), Priority.CONTROL);
        assertThat(DeskFixture.failure(early))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("no link");

        fixture.ask(SampleRequests.query(1));
        desk.linkUp(1);
        desk.send(SampleRequests.query(2), Priority.QUERY);
        assertThat(wire.requests()).containsExactly(SampleRequests.query(2));
    }

    @Test
    void everyRequestHasAnIdOfItsOwnThatNamesTheClientAndTheLink() {
        fixture.ready(3);
        for (int number = 0; number < 20; number++) {
            fixture.ask(SampleRequests.query(number));
        }

        assertThat(wire.sent.stream().map(DeskFixture.Sent::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("test-3-"));
    }

    @Test
    void aSocketThatTakesNothingIsNotWrittenTo() {
        fixture.ready(1);
        wire.writable = false;
        fixture.ask(SampleRequests.query(1));
        fixture.ask(SampleRequests.trading(2));
        assertThat(wire.sent).isEmpty();

        wire.writable = true;
        desk.pump();
        assertThat(wire.requests()).containsExactly(SampleRequests.trading(2), SampleRequests.query(1));
    }

    @Test
    void aSocketThatTakesMoreOnceItIsFlushedGetsMore() {
        wire.capacity = 1;
        wire.whenFlushed = () -> {
            wire.writable = true;
            desk.pump();
        };
        for (int number = 0; number < 5; number++) {
            fixture.ask(SampleRequests.query(number));
        }
        fixture.ready(1);

        assertThat(wire.requests()).hasSize(5);
    }

    @Test
    void anAnswerGoesToTheRequestWhoseIdItCarries() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> first = fixture.ask(SampleRequests.query(1));
        CompletableFuture<InboundMessage> second = fixture.ask(SampleRequests.query(2));
        ProtoOAOrderDetailsRes answer =
                ProtoOAOrderDetailsRes.newBuilder().setCtidTraderAccountId(17).buildPartial();
        fixture.answer(wire.sent.get(1), answer);

        assertThat(first).isNotDone();
        assertThat(second)
                .isCompletedWithValue(
                        new InboundMessage(2182, answer, wire.sent.get(1).id()));
        fixture.answer(wire.sent.get(0));
        assertThat(first).isCompleted();
        assertThat(fixture.loop.pendingTimers()).isZero();
    }

    @Test
    void messagesThatAnswerNothingOfOursAreLeftAlone() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        ProtoOAOrderDetailsRes answer = ProtoOAOrderDetailsRes.getDefaultInstance();
        desk.received(new InboundMessage(2182, answer, null));
        desk.received(new InboundMessage(2182, answer, "test-1-99"));
        desk.received(new InboundMessage(2182, answer, "of another client"));
        fixture.refuse(new DeskFixture.Sent(answer, "of another client", 0), "MARKET_CLOSED");
        assertThat(asked).isNotDone();

        fixture.answer(wire.last());
        fixture.answer(wire.last());
        fixture.refuse(wire.last(), "MARKET_CLOSED");
        assertThat(asked).isCompleted();
    }

    @Test
    void aRefusalNamesEnvironmentAccountAndId() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.query(1));
        fixture.refuse(wire.last(), "ORDER_NOT_FOUND");

        CTraderException failure = DeskFixture.failure(asked);
        assertThat(failure).isInstanceOf(RequestRejectedException.class);
        assertThat(failure.getEnvironment()).isEqualTo(Environment.DEMO);
        assertThat(failure.getAccountId()).isEqualTo(17);
        assertThat(failure.getClientMsgId()).isEqualTo(wire.last().id());
    }

    @Test
    void theFirstMessageAnswersEvenAMarketOrder() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> asked = fixture.ask(SampleRequests.marketOrder(1));
        fixture.answer(wire.last(), execution(ProtoOAExecutionType.ORDER_ACCEPTED));

        assertThat(asked.join().message()).isEqualTo(execution(ProtoOAExecutionType.ORDER_ACCEPTED));
    }

    @Test
    void whoeverListensHearsWhenARequestLeavesAndWhenItIsTakenBack() {
        List<String> heard = new ArrayList<>();
        desk.linkUp(1);
        desk.sendForUser(SampleRequests.marketOrder(1), Duration.ofSeconds(10), new SendListener() {
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
        desk.open();
        assertThat(heard).containsExactly("sent as " + wire.last().id());

        fixture.refuse(wire.last(), "ACCOUNT_NOT_AUTHORIZED");
        assertThat(heard).hasSize(2).element(1).isEqualTo("taken back");
    }

    @Test
    void aRequestThatIsNotWantedAnyMoreWhenItsTurnComesDoesNotLeaveAndTakesNothingOfTheLimits() {
        AtomicBoolean wanted = new AtomicBoolean(true);
        DeskFixture one = new DeskFixture(DeskFixture.settings().requestLimits(1, 1));
        CompletableFuture<InboundMessage> unwanted =
                one.desk.sendForUser(SampleRequests.marketOrder(1), Duration.ofSeconds(10), new SendListener() {
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
        assertThat(DeskFixture.failure(unwanted)).isInstanceOf(NotSentException.class);
    }

    @Test
    void whileRequestsWaitForTheLimitsOnlyAnswersMakeTheDeskLookAgainAndOnceAllHaveSeenThem() {
        DeskFixture one = new DeskFixture(DeskFixture.settings().requestLimits(1, 1)).ready(1);
        one.ask(SampleRequests.query(1));
        one.ask(SampleRequests.query(2));
        int before = one.wire.looks;
        one.desk.received(new InboundMessage(2126, execution(ProtoOAExecutionType.ORDER_FILLED), null));
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
        fixture.ready(1);
        for (int number = 0; number < 500; number++) {
            desk.sendForUser(SampleRequests.query(number), Duration.ofMinutes(1));
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
        DeskFixture one = new DeskFixture(DeskFixture.settings().requestLimits(1, 1)).ready(1);
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
        fixture.ready(1);
        for (int number = 0; number < 12; number++) {
            desk.sendForUser(SampleRequests.historical(number), Duration.ofMinutes(1));
        }
        assertThat(wire.requests()).hasSize(5);
        fixture.ask(SampleRequests.query(1));
        assertThat(wire.requests()).last().isEqualTo(SampleRequests.query(1));
        answerUntilAllAreSent(13, Duration.ofMillis(40));

        List<DeskFixture.Sent> historical = wire.sent.stream()
                .filter(sent -> !sent.request().equals(SampleRequests.query(1)))
                .toList();
        assertThat(historical.stream().map(DeskFixture.Sent::request))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(SampleRequests::historical)
                        .toList());
        assertMostInOneSecond(historical, 5);
    }

    @Test
    void whenRequestsHaveToWaitTheMoreUrgentGoFirst() {
        DeskFixture one = new DeskFixture(DeskFixture.settings().requestLimits(1, 1)).ready(1);
        one.ask(SampleRequests.query(0));
        List<Message> expected = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            expected.add(SampleRequests.of(priority, 1));
            expected.add(SampleRequests.of(priority, 2));
        }
        for (int group = 4; group >= 0; group--) {
            one.desk.sendForUser(expected.get(2 * group), Duration.ofHours(1));
            one.desk.sendForUser(expected.get(2 * group + 1), Duration.ofHours(1));
        }
        one.loop.advance(Duration.ofMinutes(2));

        assertThat(one.wire.requests().subList(1, 11)).isEqualTo(expected);
    }

    @Test
    void theQueueHasABoundAndTheClientsOwnRequestsPassIt() {
        DeskFixture small = new DeskFixture(DeskFixture.settings().queueSize(2));
        CompletableFuture<InboundMessage> first = small.ask(SampleRequests.query(1));
        small.ask(SampleRequests.query(2));
        assertThat(DeskFixture.failure(small.ask(SampleRequests.query(3))))
                .isInstanceOf(NotSentException.class)
                .hasMessage("Not sent: 2 requests wait already, which is the bound of the queue");
        assertThat(first).isNotDone();

        small.desk.linkUp(1);
        small.wire.writable = false;
        assertThat(small.desk.send(SampleRequests.control(1), Priority.CONTROL)).isNotDone();
        small.wire.writable = true;
        small.desk.open();
        assertThat(small.wire.requests()).hasSize(3);
        assertThat(small.ask(SampleRequests.query(4))).isNotDone();
    }

    @Test
    void requestsInFlightDoNotCountAsWaiting() {
        DeskFixture small = new DeskFixture(DeskFixture.settings().queueSize(1)).ready(1);
        for (int number = 0; number < 50; number++) {
            assertThat(small.ask(SampleRequests.query(number))).isNotDone();
        }
        assertThat(small.wire.requests()).hasSize(50);
        assertThat(small.ask(SampleRequests.query(50))).as("waits").isNotDone();
        assertThat(small.ask(SampleRequests.query(51))).as("is too many").isCompletedExceptionally();
    }

    @Test
    void whenWaitingIsInVainAllThatWaitsAndAllThatComesIsToldWithAnExceptionOfItsOwn() {
        CompletableFuture<InboundMessage> waiting = fixture.ask(SampleRequests.query(1));
        desk.refuse(() -> new NotSentException("the secret is wrong", null));
        CompletableFuture<InboundMessage> later = fixture.ask(SampleRequests.trading(2));

        assertThat(DeskFixture.failure(waiting)).hasMessage("the secret is wrong");
        assertThat(DeskFixture.failure(later)).hasMessage("the secret is wrong");
        assertThat(DeskFixture.failure(later)).isNotSameAs(DeskFixture.failure(waiting));
        assertThat(DeskFixture.failure(later).getAccountId()).isEqualTo(17);
        assertThat(fixture.loop.pendingTimers()).isZero();

        desk.linkUp(1);
        assertThat(fixture.ask(SampleRequests.query(3))).isNotDone();
    }

    @Test
    void whatIsInFlightMayEndAfterTheRefusalOfAllElse() {
        fixture.ready(1);
        CompletableFuture<InboundMessage> inFlight = fixture.ask(SampleRequests.query(1));
        desk.refuse(() -> new NotSentException("closing", null));
        assertThat(inFlight).isNotDone();
        assertThat(desk.send(SampleRequests.subscription(2), Priority.SUBSCRIPTION))
                .as("the client's own")
                .isNotDone();

        fixture.answer(wire.sent.get(0));
        assertThat(inFlight).isCompleted();
    }

    @Test
    void idleIsToldOnceAndOnlyWhenNothingIsInFlight() {
        fixture.ready(1);
        List<String> told = new ArrayList<>();
        fixture.ask(SampleRequests.query(1));
        desk.sendForUser(SampleRequests.query(2), Duration.ofSeconds(3));
        desk.whenIdle(() -> told.add("idle"));
        fixture.answer(wire.sent.get(0));
        assertThat(told).isEmpty();

        fixture.loop.advance(Duration.ofSeconds(3));
        assertThat(told).containsExactly("idle");
        fixture.ask(SampleRequests.query(3));
        fixture.answer(wire.last());
        assertThat(told).containsExactly("idle");
        desk.whenIdle(() -> told.add("at once"));
        assertThat(told).containsExactly("idle", "at once");
    }

    private void answerUntilAllAreSent(int total, Duration roundTrip) {
        int answered = 0;
        while (wire.sent.size() < total || answered < total) {
            while (answered < wire.sent.size()
                    && wire.sent.get(answered).atNanos() + roundTrip.toNanos() <= fixture.loop.nanoTime()) {
                fixture.answer(wire.sent.get(answered++));
            }
            fixture.loop.advance(Duration.ofMillis(20));
        }
    }

    private static void assertMostInOneSecond(List<DeskFixture.Sent> sent, int most) {
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
