package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server tells of a request after it was judged not to have been carried out. */
class LateOutcomeTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final Disk disk = new Disk();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, disk);

    /** Works at once, unless it is held. */
    private static final class Disk implements Executor {
        private final List<Runnable> held = new ArrayList<>();
        private boolean holds;

        @Override
        public void execute(Runnable task) {
            if (holds) {
                held.add(task);
            } else {
                task.run();
            }
        }

        void letGo() {
            holds = false;
            List.copyOf(held).forEach(Runnable::run);
        }
    }

    @Test
    void aFillThatComesAfterAnAbsenceIsToldAndAnswersTheRepetition() {
        assertAbsent(harness.submit(market()));
        harness.event(fill(), null);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED"));
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(Phase.DONE));
        assertThat(event(harness.submit(market())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void anAcceptanceThatComesAfterAnAbsenceBlocksTheRepetitionUntilTheEnd() {
        assertAbsent(harness.submit(market()));
        harness.event(Orders.event("ORDER_ACCEPTED").setOrder(order()).build(), null);
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        assertThat(again).isNotDone();
        harness.event(fill(), null);

        assertThat(event(again).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void anEventWithTheIdThatTheRequestWentOutWithCountsForThoseThatHaveNoOther() {
        harness.open.addPosition(Orders.position(1));
        harness.event(
                Orders.event("ORDER_FILLED").setPosition(Orders.position(1)).build(), null);
        assertAbsent(harness.submit(Orders.close(1, Orders.VOLUME)));
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5)
                                .setPositionId(1)
                                .setClosingOrder(true)
                                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                        .build(),
                harness.lastId());

        assertThat(harness.lateOutcomes).hasSize(1);
        assertThat(event(harness.submit(Orders.close(1, Orders.VOLUME))).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void whatALookUpOfAnotherRequestShowsCountsAsWell() {
        assertAbsent(harness.submit(market()));
        harness.orders.add(filled());
        harness.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());

        assertThatALookUpOfAnotherRequestShowsIt();
    }

    @Test
    void theOrderOfADealThatNoListShowsYetIsAskedForAndCountsAsWell() {
        assertAbsent(harness.submit(market()));
        harness.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        harness.details.put(5L, details());

        assertThatALookUpOfAnotherRequestShowsIt();
    }

    @Test
    void theOrderOfADealThatNoListShowsYetIsTheAnswer() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        harness.details.put(5L, details());
        harness.cut();

        assertThat(event(answer).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(event(answer).getDeal().getDealId()).isEqualTo(1);
    }

    @Test
    void ofManyDealsWithoutOrdersTheNewestFewAreAskedFor() {
        for (int deal = 1; deal <= 100; deal++) {
            harness.deals.add(Orders.deal(deal, deal, Orders.VOLUME).build());
        }
        harness.deals.add(Orders.deal(101, 100, Orders.VOLUME).build());
        harness.submit(market());
        harness.cut();

        assertThat(harness.reads)
                .filteredOn(ProtoOAOrderDetailsReq.class::isInstance)
                .extracting(read -> ((ProtoOAOrderDetailsReq) read).getOrderId())
                .containsExactly(100L, 99L, 98L, 97L, 96L);
    }

    private ProtoOAOrderDetailsRes details() {
        return ProtoOAOrderDetailsRes.newBuilder()
                .setCtidTraderAccountId(Orders.ACCOUNT)
                .setOrder(filled())
                .addDeal(Orders.deal(1, 5, Orders.VOLUME))
                .build();
    }

    @Test
    void whatIsReadOfAMissedExecutionCountsAsWell() {
        assertAbsent(harness.submit(market()));
        harness.manager.recovered(fill());

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED"));
        assertThat(event(harness.submit(market())).getOrder().getOrderId()).isEqualTo(5);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void theFillOfTheFirstAttemptWhileItsRepetitionIsUnderWayIsNoTrouble() {
        assertAbsent(harness.submit(market()));
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        harness.event(fill(), null);
        harness.event(
                Orders.event("ORDER_FILLED").setOrder(order().setOrderId(6)).build(), harness.lastId());

        assertThat(event(again).getOrder().getOrderId()).isEqualTo(5);
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void anOutcomeIsToldAgainToTheNextProcessUntilSomebodyWasTold() {
        assertAbsent(harness.submit(market()));
        harness.event(fill(), null);
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        assertThat(next.lateOutcomes).hasSize(1);
        assertThat(next.manager.untold()).hasSize(1);

        next.untold.get(0).told().run();
        next.pass(0);
        assertThat(next.manager.untold()).isEmpty();
        assertThat(new OrderManagerHarness(journal, null).lateOutcomes).isEmpty();
    }

    @Test
    void theEndOfAnOrderThatWasAcceptedLateIsToldUnlessSomebodyWasToldOfIt() {
        for (boolean told : List.of(true, false)) {
            OrderManagerHarness late = new OrderManagerHarness(new MemoryOrderJournal(), null);
            late.submit(Orders.newOrder("LIMIT", "mine").build());
            late.cut();
            late.pass(40);
            late.event(Orders.event("ORDER_ACCEPTED").setOrder(order()).build(), null);
            assertThat(late.lateOutcomes).hasSize(1);
            if (told) {
                late.untold.get(0).told().run();
            }
            late.event(fill(), null);

            assertThat(late.lateOutcomes).hasSize(told ? 1 : 2);
        }
    }

    @Test
    void whatCameLateOnceIsNotToldAgain() {
        assertAbsent(harness.submit(market()));
        harness.event(fill(), harness.lastId());
        harness.event(fill(), harness.lastId());

        assertThat(harness.lateOutcomes).hasSize(1);
    }

    @Test
    void anOrderThatALookUpOfAnotherRequestShowsAtWorkCountsAsWell() {
        assertAbsent(harness.submit(Orders.newOrder("LIMIT", "mine").build()));
        harness.open.addOrder(Orders.order("LIMIT", 5)
                .setClientOrderId("mine")
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        harness.submit(Orders.newOrder("MARKET", "other").build(), OrderReply.AUTO, "other");
        harness.cut();

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_ACCEPTED"));
    }

    @Test
    void whatIsSaidWhileARepetitionIsMadeReadyIsItsAnswer() {
        assertAbsent(harness.submit(market()));
        CompletableFuture<Message> preparation = new CompletableFuture<>();
        CompletableFuture<OrderAnswer> again = harness.submit(
                new OrderIntent(market(), "", false, Duration.ofSeconds(10), () -> preparation),
                OrderReply.AUTO,
                "mine");
        harness.event(fill(), null);
        preparation.complete(market());

        assertThat(event(again).getOrder().getOrderId()).isEqualTo(5);
        assertThat(harness.sendings).hasSize(1);
    }

    /** A repetition that waits: for its record to be written, or in the queue of requests. */
    private enum Waits {
        IN_THE_WRITE,
        IN_THE_QUEUE
    }

    private CompletableFuture<OrderAnswer> repeat(Message request, OrderReply reply, Waits waits) {
        harness.linked = false;
        disk.holds = waits == Waits.IN_THE_WRITE;
        CompletableFuture<OrderAnswer> again = harness.submit(request, reply, "mine");
        assertThat(harness.sendings).hasSize(waits == Waits.IN_THE_WRITE ? 1 : 2);
        return again;
    }

    /** What waits is let go, and does not leave. */
    private void assertSentOnce() {
        disk.letGo();
        harness.pass(0);
        assertThat(harness.sendings.stream().skip(1))
                .allSatisfy(sending -> assertThat(sending.listener().isWanted()).isFalse());
        harness.sendings.forEach(sending -> sending.answer().completeExceptionally(new NotSentException("late", null)));
    }

    @ParameterizedTest
    @EnumSource
    void aFillWhileARepetitionWaitsIsItsAnswerAndNothingLeaves(Waits waits) {
        assertAbsent(harness.submit(market()));
        CompletableFuture<OrderAnswer> again = repeat(market(), OrderReply.AUTO, waits);
        CompletableFuture<OrderAnswer> more = harness.submit(market());
        harness.event(fill(), null);
        assertSentOnce();

        assertThat(event(again).getOrder().getOrderId()).isEqualTo(5);
        assertThat(event(more).getOrder().getOrderId()).isEqualTo(5);
        assertThat(harness.lateOutcomes).hasSize(1);
        assertThat(journal.open()).extracting(OrderRecord::phase).containsExactly(Phase.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptanceWhileARepetitionWaitsMakesAllWaitForTheEnd(Waits waits) {
        assertAbsent(harness.submit(market()));
        CompletableFuture<OrderAnswer> again = repeat(market(), OrderReply.AUTO, waits);
        CompletableFuture<OrderAnswer> more = harness.submit(market());
        CompletableFuture<OrderAnswer> early = harness.submit(market(), OrderReply.ACCEPTED, "mine");
        harness.event(Orders.event("ORDER_ACCEPTED").setOrder(order()).build(), null);
        assertSentOnce();

        assertThat(event(early).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(again).isNotDone();
        harness.event(fill(), null);
        assertThat(event(again).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(event(more).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfACloseWhileItsRepetitionWaitsIsItsAnswer(Waits waits) {
        harness.open.addPosition(Orders.position(1));
        harness.event(
                Orders.event("ORDER_FILLED").setPosition(Orders.position(1)).build(), null);
        Message close = Orders.close(1, Orders.VOLUME);
        assertAbsent(harness.submit(close));
        String first = harness.lastId();
        CompletableFuture<OrderAnswer> again = repeat(close, OrderReply.AUTO, waits);
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5).setPositionId(1).setClosingOrder(true))
                        .build(),
                first);
        assertSentOnce();

        assertThat(event(again).getOrder().getOrderId()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void whatALookUpShowsWhileARepetitionWaitsIsItsAnswer(Waits waits) {
        assertAbsent(harness.submit(market()));
        harness.submit(Orders.newOrder("LIMIT", "other").build(), OrderReply.AUTO, "other");
        harness.linked = false;
        disk.holds = waits == Waits.IN_THE_WRITE;
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        harness.orders.add(filled());
        harness.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        harness.cut();

        assertThat(event(again).getOrder().getOrderId()).isEqualTo(5);
        disk.letGo();
        harness.pass(0);
        assertThat(harness.sendings.stream().skip(2))
                .allSatisfy(sending -> assertThat(sending.listener().isWanted()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void theRejectionOfAnEarlierAttemptStopsNoRepetition(Waits waits) {
        assertAbsent(harness.submit(market()));
        CompletableFuture<OrderAnswer> again = repeat(market(), OrderReply.AUTO, waits);
        harness.event(Orders.event("ORDER_REJECTED").setOrder(order()).build(), null);
        disk.letGo();
        harness.pass(0);

        assertThat(again).isNotDone();
        assertThat(harness.sendings.get(1).listener().isWanted()).isTrue();
    }

    private void assertAbsent(CompletableFuture<OrderAnswer> answer) {
        harness.cut();
        harness.pass(40);
        assertThat(answer).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotSentException.class);
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }

    private static Message market() {
        return Orders.newOrder("MARKET", "mine").build();
    }

    private void assertThatALookUpOfAnotherRequestShowsIt() {
        harness.submit(Orders.newOrder("MARKET", "other").build(), OrderReply.AUTO, "other");
        harness.cut();

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.operationId()).isEqualTo("mine"));
        assertThat(event(harness.submit(market())).getOrder().getOrderId()).isEqualTo(5);
    }

    private static ProtoOAOrder.Builder order() {
        return Orders.order("MARKET", 5).setClientOrderId("mine");
    }

    private static ProtoOAOrder filled() {
        return order().setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(Orders.VOLUME)
                .build();
    }

    private static ProtoOAExecutionEvent fill() {
        return Orders.event("ORDER_FILLED").setOrder(filled()).build();
    }
}
