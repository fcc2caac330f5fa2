package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests without an id in the protocol that take effect after they were judged, of which no event says whose effect it is. */
class LateEffectsTest {
    private final OrderManagerHarness harness = harness();

    private static OrderManagerHarness harness() {
        OrderManagerHarness harness = new OrderManagerHarness(new MemoryOrderJournal(), null);
        harness.open.addPosition(Orders.position(1));
        harness.open.addOrder(Orders.order("LIMIT", 5).setLimitPrice(1.01));
        harness.event(
                event("ORDER_ACCEPTED", Orders.order("LIMIT", 5).setLimitPrice(1.01)).toBuilder()
                        .setPosition(Orders.position(1))
                        .build(),
                null);
        return harness;
    }

    private static Stream<Arguments> effects() {
        return Stream.of(
                Arguments.of(close(), closed(5)),
                Arguments.of(
                        Orders.cancel(5),
                        event("ORDER_CANCELLED", Orders.order("LIMIT", 5).setLimitPrice(1.01))),
                Arguments.of(
                        Orders.amend(5).setLimitPrice(1.04).build(),
                        event("ORDER_REPLACED", Orders.order("LIMIT", 5).setLimitPrice(1.04))),
                Arguments.of(
                        Orders.protect(1).setStopLoss(1.02).build(),
                        event("ORDER_ACCEPTED", protection().setStopPrice(1.02))));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void theEffectIsToldAndAnswersTheRepetition(Message request, ProtoOAExecutionEvent effect) {
        assertAbsent(request, "mine");
        harness.event(effect, null);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome())
                        .isEqualTo(effect.getExecutionType().name()));
        assertThat(harness.submit(request)).isCompletedWithValue(new OrderAnswer(effect, null, false));
        assertThat(harness.sendings).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void aRepetitionThatWaitsInTheQueueDoesNotLeaveAfterIt(Message request, ProtoOAExecutionEvent effect) {
        assertAbsent(request, "mine");
        harness.linked = false;
        CompletableFuture<OrderAnswer> again = harness.submit(request);
        harness.event(effect, null);

        assertThat(again).isCompletedWithValue(new OrderAnswer(effect, null, false));
        assertThat(harness.sendings.get(1).listener().isWanted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("effects")
    void whatAnotherRequestDidIsNoEffectOfThisOne(Message request, ProtoOAExecutionEvent effect) {
        assertAbsent(request, "mine");
        harness.event(effect, "of another session");

        assertNothingTold(request);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void soLongAfterwardsItIsSomebodyElses(Message request, ProtoOAExecutionEvent effect) {
        assertAbsent(request, "mine");
        harness.pass(301);
        harness.event(effect, null);

        assertNothingTold(request);
    }

    @ParameterizedTest
    @MethodSource("effects")
    void theNextProcessRecognisesItToo(Message request, ProtoOAExecutionEvent effect) {
        OrderManagerHarness next = new OrderManagerHarness(judgedBefore(request, Duration.ofSeconds(300)), null);
        next.event(effect, null);

        assertThat(next.lateOutcomes).hasSize(1);
        assertThat(next.submit(request)).isCompletedWithValue(new OrderAnswer(effect, null, false));
        assertThat(next.sendings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("effects")
    void theNextProcessToldSoLongAfterwardsTakesItForSomebodyElses(Message request, ProtoOAExecutionEvent effect) {
        OrderManagerHarness next = new OrderManagerHarness(judgedBefore(request, Duration.ofSeconds(301)), null);
        next.event(effect, null);

        assertThat(next.lateOutcomes).isEmpty();
    }

    @Test
    void theTimeOfBothProcessesCounts() {
        OrderManagerHarness next = new OrderManagerHarness(judgedBefore(close(), Duration.ofSeconds(200)), null);
        next.pass(101);
        next.event(closed(5), null);

        assertThat(next.lateOutcomes).isEmpty();
    }

    @Test
    void aClockThatWasSetBackBeforeTheNextProcessMakesItJudgedNow() {
        OrderManagerHarness next = new OrderManagerHarness(judgedBefore(close(), Duration.ofDays(-400 * 365)), null);
        next.pass(300);
        next.event(closed(5), null);

        assertThat(next.lateOutcomes).hasSize(1);
    }

    @Test
    void theNextProcessTakesOneCloseForTheEffectOfTheFirstThatWasJudged() {
        MemoryOrderJournal journal = judgedBefore(close(), Duration.ofSeconds(10));
        journal.write(judged(close(), "first", Duration.ofSeconds(20)));
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.event(closed(5), null);

        assertThat(next.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.operationId()).isEqualTo("first"));
    }

    private static MemoryOrderJournal judgedBefore(Message request, Duration age) {
        MemoryOrderJournal journal = new MemoryOrderJournal();
        journal.open();
        journal.write(judged(request, "mine", age));
        return journal;
    }

    private static OrderRecord judged(Message request, String id, Duration age) {
        Instant then = new VirtualLoop().now().minus(age);
        return OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, id, request, then)
                .next(Phase.ABSENT, then, null, null, "no trace");
    }

    @Test
    void aRepetitionThatDidNotLeaveMakesItNoLater() {
        assertAbsent(close(), "mine");
        harness.pass(250);
        harness.linked = false;
        harness.submit(close());
        harness.sendings.get(1).answer().completeExceptionally(new NotSentException("The queue is too long", null));
        harness.pass(51);
        harness.event(closed(5), null);

        assertThat(harness.lateOutcomes).isEmpty();
    }

    @Test
    void itIsRecognisedHoweverManyRequestsEndMeanwhile() {
        assertAbsent(close(), "mine");
        closeManyOthers();
        harness.event(closed(5), null);

        assertThat(harness.lateOutcomes).hasSize(1);
    }

    private void closeManyOthers() {
        for (int i = 0; i < 1_001; i++) {
            harness.submit(Orders.close(2, Orders.VOLUME), OrderReply.AUTO, "other-" + i);
            harness.event(event("ORDER_FILLED", closing(100 + i).setPositionId(2)), harness.lastId());
        }
    }

    @Test
    void soIsTheIdThatItWentOutWith() {
        assertAbsent(close(), "mine");
        String id = harness.lastId();
        closeManyOthers();
        harness.event(closed(5), id);

        assertThat(harness.lateOutcomes).hasSize(1);
    }

    @Test
    void whatHappensOnAnotherAccountIsNoEffect() {
        assertAbsent(close(), "mine");
        harness.event(
                closed(5).toBuilder().setCtidTraderAccountId(Orders.ACCOUNT + 1).build(), null);

        assertNothingTold(close());
    }

    @Test
    void aCloseOfAnotherPositionThatIsUnderWayHasNothingToDoWithIt() {
        assertAbsent(close(), "mine");
        harness.submit(Orders.close(2, Orders.VOLUME), OrderReply.AUTO, "other");
        harness.event(closed(5), null);

        assertThat(harness.lateOutcomes).hasSize(1);
    }

    @Test
    void whatRemovesProtectionIsTheEffectOfWhoWantsNone() {
        harness.open.setPosition(0, Orders.position(1).setStopLoss(1.02));
        assertAbsent(Orders.protect(1).build(), "mine");
        harness.event(event("ORDER_CANCELLED", protection().setStopPrice(1.02)), null);

        assertThat(harness.lateOutcomes).hasSize(1);
    }

    private static Stream<Arguments> whatIsOfOthers() {
        ProtoOAOrder.Builder closing = closing(5);
        return Stream.of(
                Arguments.of(close(), event("ORDER_FILLED", closing.clone().setPositionId(2))),
                Arguments.of(close(), event("ORDER_FILLED", closing.clone().setClosingOrder(false))),
                Arguments.of(close(), event("ORDER_REJECTED", closing.clone())),
                Arguments.of(
                        close(),
                        event(
                                "ORDER_FILLED",
                                closing.clone()
                                        .setTradeData(closing.getTradeData().toBuilder()
                                                .setVolume(Orders.VOLUME + 1)))),
                Arguments.of(close(), event("ORDER_FILLED", protection().setClosingOrder(true))),
                Arguments.of(Orders.cancel(5), event("ORDER_CANCELLED", Orders.order("LIMIT", 6))),
                Arguments.of(Orders.cancel(5), event("ORDER_REPLACED", Orders.order("LIMIT", 5))),
                Arguments.of(
                        Orders.amend(5).setLimitPrice(1.04).build(),
                        event("ORDER_REPLACED", Orders.order("LIMIT", 5).setLimitPrice(1.05))),
                Arguments.of(
                        Orders.amend(5).setLimitPrice(1.04).build(),
                        event("ORDER_REPLACED", Orders.order("LIMIT", 6).setLimitPrice(1.04))),
                Arguments.of(
                        Orders.protect(1).setStopLoss(1.02).build(),
                        event("ORDER_ACCEPTED", protection().setStopPrice(1.03))),
                Arguments.of(
                        Orders.protect(1).setStopLoss(1.02).build(),
                        event("ORDER_CANCELLED", protection().setStopPrice(1.02))),
                Arguments.of(
                        Orders.protect(1).setStopLoss(1.02).build(),
                        event("ORDER_ACCEPTED", protection().setPositionId(2).setStopPrice(1.02))));
    }

    @ParameterizedTest
    @MethodSource("whatIsOfOthers")
    void whatARequestDoesNotWantIsNoEffectOfIt(Message request, ProtoOAExecutionEvent other) {
        assertAbsent(request, "mine");
        harness.event(other, null);

        assertNothingTold(request);
    }

    @Test
    void aCloseOfBeforeTheRequestIsNoEffectOfIt() {
        long sent = harness.loop.now().toEpochMilli();
        harness.serverTime.stamped(sent);
        assertAbsent(close(), "mine");
        ProtoOATradeData.Builder before =
                closing(5).getTradeData().toBuilder().setOpenTimestamp(sent - CloseMatcher.CLOCK_STEP - 1);
        harness.event(event("ORDER_FILLED", closing(5).setTradeData(before)), null);

        assertNothingTold(close());
    }

    @Test
    void oneCloseIsTheEffectOfOneRequestTheFirst() {
        assertAbsent(close(), "one");
        assertAbsent(close(), "two");
        harness.event(closed(5), null);
        harness.event(closed(5), null);
        assertThat(harness.submit(close(), OrderReply.AUTO, "one")).isCompleted();
        assertThat(harness.submit(close(), OrderReply.AUTO, "two")).isNotDone();

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.operationId()).isEqualTo("one"));
        assertThat(harness.sendings).hasSize(3);
    }

    @Test
    void whereAnotherCloseOfThePositionIsUnderWayALookUpHasToTell() {
        assertAbsent(close(), "one");
        harness.submit(close(), OrderReply.AUTO, "two");
        harness.event(closed(5), null);

        assertThat(harness.lateOutcomes).isEmpty();
    }

    @Test
    void aCloseThatIsAcceptedLateIsToldWithItsEndWhichARepetitionWaitsFor() {
        assertAbsent(close(), "mine");
        harness.event(event("ORDER_ACCEPTED", closing(5)), null);
        CompletableFuture<OrderAnswer> again = harness.submit(close());
        assertThat(again).isNotDone();
        assertThat(harness.lateOutcomes).isEmpty();
        harness.event(closed(5), null);

        assertThat(again).isCompleted();
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void theOrderThatWasMadeLateAndItsCancellationAreBothTold() {
        assertAbsent(Orders.newOrder("LIMIT", "order").build(), "order");
        assertAbsent(Orders.cancel(5), "mine");
        harness.event(event("ORDER_CANCELLED", Orders.order("LIMIT", 5).setClientOrderId("order")), null);

        assertThat(harness.lateOutcomes)
                .extracting(outcome -> outcome.operationId())
                .containsExactlyInAnyOrder("order", "mine");
    }

    @Test
    void whatWasNeverSentHasNoEffect() {
        harness.linked = false;
        CompletableFuture<OrderAnswer> answer = harness.submit(close());
        harness.sendings.get(0).answer().completeExceptionally(new NotSentException("The queue is too long", null));
        assertThat(answer).isCompletedExceptionally();
        harness.event(closed(5), null);

        assertThat(harness.lateOutcomes).isEmpty();
    }

    private void assertAbsent(Message request, String id) {
        CompletableFuture<OrderAnswer> answer = harness.submit(request, OrderReply.AUTO, id);
        harness.cut();
        harness.pass(40);
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotSentException.class)
                .havingCause()
                .satisfies(failure ->
                        assertThat(((NotSentException) failure).isLookedUp()).isTrue());
    }

    private void assertNothingTold(Message request) {
        assertThat(harness.lateOutcomes).isEmpty();
        assertThat(harness.submit(request)).isNotDone();
        assertThat(List.copyOf(harness.sendings)).hasSize(2);
    }

    private static Message close() {
        return Orders.close(1, Orders.VOLUME);
    }

    private static ProtoOAExecutionEvent closed(long orderId) {
        return event("ORDER_FILLED", closing(orderId));
    }

    private static ProtoOAOrder.Builder closing(long orderId) {
        return Orders.order("MARKET", orderId).setPositionId(1).setClosingOrder(true);
    }

    private static ProtoOAOrder.Builder protection() {
        return Orders.order("STOP_LOSS_TAKE_PROFIT", 9).setPositionId(1);
    }

    private static ProtoOAExecutionEvent event(String type, ProtoOAOrder.Builder order) {
        return Orders.event(type).setOrder(order).build();
    }
}
