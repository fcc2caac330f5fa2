package io.github.camelctrader.client.order;

import static io.github.camelctrader.client.order.OrderManagerHarness.assertNotSent;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of order requests when time passes, links are lost and others trade the same account. */
class OrderManagerTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void theRejectionOfAnEarlierAttemptIsNotTakenForTheFateOfOneThatIsStillOnItsWay() {
        harness.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED).build());
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.cut();
        harness.pass(10);
        assertThat(answer).isNotDone();

        harness.orders.add(filled(6).build());
        harness.deals.add(Orders.deal(1, 6, Orders.VOLUME).build());
        harness.pass(20);

        assertThat(event(answer).getOrder().getOrderId()).isEqualTo(6);
    }

    @Test
    void aRejectionThatIsAllThatIsFoundIsTheAnswerOnceNothingCanFollow() {
        harness.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED).build());
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.cut();
        harness.pass(40);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class);
    }

    @Test
    void oneLookUpThatFindsNothingProvesNoAbsenceHoweverLateItComes() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.loop.advance(OrderManagerHarness.TIMEOUT);
        harness.pass(0);
        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(1);
        assertThat(answer).isNotDone();

        harness.pass(1);
        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(2);
        assertNotSent(answer, "never took effect");
    }

    @Test
    void lookUpsBecomeRarerAndNothingMakesThemMoreThanOneASecond() {
        harness.submit(market());
        harness.cut();
        harness.pass(14);
        assertThat(harness.count(ProtoOAOrderListReq.class))
                .as("after 0, 1, 3 and 7 s")
                .isEqualTo(4);

        for (int i = 0; i < 20; i++) {
            harness.submit(market());
            harness.pass(0);
        }
        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(5);
    }

    @Test
    void aLookUpThatBeganOnALinkThatIsGoneComesToNothing() {
        harness.submit(market());
        harness.silent = true;
        harness.cut();
        harness.silent = false;
        harness.cut();
        harness.answerReads();
        harness.pass(14);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(1 + 4);
    }

    @Test
    void anAmendmentThatOthersMayHaveOverwrittenIsNotSaidToBeAbsent() {
        harness.open.addOrder(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED).setLimitPrice(1.01));
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.amend(5).setLimitPrice(1.04).build());
        harness.event(
                Orders.event("ORDER_REPLACED")
                        .setOrder(harness.open.getOrder(0))
                        .build(),
                "terminal-1");
        harness.cut();
        harness.pass(80);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void whoeverComesWhileTheJournalIsStillReadIsToldThatTheConnectionCloses() {
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness early = new OrderManagerHarness(new MemoryOrderJournal(), stalled::add);
        CompletableFuture<OrderAnswer> answer = early.submit(market());
        early.manager.close();

        assertNotSent(answer, "closing");
        stalled.forEach(Runnable::run);
        assertThat(early.sendings).isEmpty();
    }

    @Test
    void anOrderThatComesBeforeASlowJournalIsReadIsNotSentAndNotAfterwards() {
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness slow = new OrderManagerHarness(journal, stalled::add);
        CompletableFuture<OrderAnswer> answer = slow.submit(market());
        slow.loop.advance(OrderManagerHarness.TIMEOUT);

        assertNotSent(answer, "not read yet");
        stalled.forEach(Runnable::run);
        assertThat(slow.sendings).isEmpty();
    }

    @Test
    void anOrderThatASlowJournalDidNotTakeInTimeIsNotSentAndNotAfterwardsAndMayBeRepeated() {
        List<Runnable> stalled = new ArrayList<>();
        AtomicBoolean stalling = new AtomicBoolean();
        OrderManagerHarness slow = new OrderManagerHarness(journal, task -> {
            if (stalling.get()) {
                stalled.add(task);
            } else {
                task.run();
            }
        });
        stalling.set(true);
        CompletableFuture<OrderAnswer> answer = slow.submit(market());
        slow.loop.advance(OrderManagerHarness.TIMEOUT);

        assertNotSent(answer, "not written in time");
        stalling.set(false);
        stalled.forEach(Runnable::run);
        assertThat(slow.sendings).isEmpty();
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.NOT_SENT));
        slow.submit(market());
        assertThat(slow.sendings).hasSize(1);
    }

    @Test
    void anOrderIsNotSentWhenTheExecutorOfTheJournalTakesNoMoreWork() {
        OrderManagerHarness ended = new OrderManagerHarness(journal, task -> {
            throw new RejectedExecutionException("shut down");
        });

        assertNotSent(ended.submit(market()), "cannot be read");
        assertThat(ended.sendings).isEmpty();
    }

    @Test
    void whoWasLeftWithoutAnAnswerIsToldTheEndAlsoIfALookUpSawTheOrderBeforeThat() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.usable = false;
        harness.manager.linkLost();
        harness.pass(80);
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);

        harness.open.addOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        harness.usable = true;
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.pass(5);
        assertThat(harness.lateOutcomes).isEmpty();

        harness.open.clearOrder();
        harness.orders.add(filled(5).build());
        harness.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        harness.pass(40);
        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_FILLED"));
    }

    @Test
    void everyDealThatALookUpFindsIsToldInOrderAlsoOfAnOrderThatWasNotFilledToItsEnd() {
        harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.orders.add(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED)
                .setExecutedVolume(70_000)
                .build());
        harness.deals.add(Orders.deal(2, 5, 30_000).build());
        harness.deals.add(Orders.deal(1, 5, 40_000).build());
        harness.cut();

        assertThat(harness.executed)
                .extracting(event -> event.getDeal().getDealId())
                .containsExactly(1L, 2L);
        assertThat(harness.executed).allMatch(event -> event.getOrder().getOrderId() == 5);
    }

    @Test
    void anOrderWithDealsOlderThanTheListsIsLookedAtByItself() {
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.cancel(5));
        harness.orders.add(filled(5).build());
        harness.deals.add(Orders.deal(2, 5, 60_000).build());
        harness.details.put(
                5L,
                ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(Orders.ACCOUNT)
                        .setOrder(filled(5))
                        .addDeal(Orders.deal(1, 5, 40_000))
                        .addDeal(Orders.deal(2, 5, 60_000))
                        .build());
        harness.cut();

        assertThat(event(answer).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(harness.count(ProtoOAOrderDetailsReq.class)).isEqualTo(1);
    }

    @Test
    void whoJoinsAnOrderThatStillWaitsToBeSentIsNotToldThatItWas() {
        harness.linked = false;
        harness.manager.submit(
                OrderIntent.ready(market()), new OrderOptions(OrderReply.AUTO, Duration.ofMinutes(10), "mine"));
        CompletableFuture<OrderAnswer> joined = harness.submit(market());
        harness.pass(80);

        assertThat(joined)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class)
                .withMessageContaining("still waits to be sent");
    }

    @ParameterizedTest(name = "a {0} order with orderReply {1} is answered by event {3} of {2}")
    @CsvSource({
        "LIMIT,  AUTO,     ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_FILLED, 1",
        "LIMIT,  ACCEPTED, ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_FILLED, 1",
        "LIMIT,  FINAL,    ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_FILLED, 3",
        "LIMIT,  AUTO,     ORDER_PARTIAL_FILL ORDER_FILLED,                1",
        "LIMIT,  FINAL,    ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_CANCELLED, 3",
        "MARKET, AUTO,     ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_FILLED, 3",
        "MARKET, ACCEPTED, ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_FILLED, 1",
        "MARKET, ACCEPTED, ORDER_PARTIAL_FILL ORDER_FILLED,                1",
        "MARKET, FINAL,    ORDER_ACCEPTED ORDER_PARTIAL_FILL ORDER_EXPIRED, 3",
    })
    void aPartOfAFillIsAnAcceptanceAndNoEnd(String type, OrderReply reply, String events, int answering) {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.newOrder(type, "mine").build(), reply, "mine");
        List<String> types = List.of(events.split(" "));
        for (int number = 1; number <= types.size(); number++) {
            assertThat(answer.isDone()).as("before event %d", number).isEqualTo(number > answering);
            harness.event(
                    Orders.event(types.get(number - 1))
                            .setOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                            .build(),
                    harness.lastId());
        }

        assertThat(event(answer).getExecutionType().name()).isEqualTo(types.get(answering - 1));
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.DONE));
    }

    @Test
    void aRefusalThatSaysNothingIsTheAnswerWhenNothingIsFoundAndNoneWhileNothingCanBeLookedUp() {
        for (boolean usable : List.of(true, false)) {
            OrderManagerHarness doubtful = new OrderManagerHarness(new MemoryOrderJournal(), null);
            doubtful.usable = usable;
            CompletableFuture<OrderAnswer> answer = doubtful.submit(market());
            refuse(doubtful, "UNKNOWN_ERROR");
            assertThat(answer).isNotDone();
            doubtful.pass(80);

            assertThat(answer)
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(usable ? RequestRejectedException.class : OutcomeUnknownException.class);
        }
    }

    @Test
    void aRefusalForSureIsTheAnswerAlsoWhenNothingCanBeLookedUp() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.cancel(5));
        refuse(harness, "ORDER_NOT_FOUND");
        harness.pass(80);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class)
                .withMessageContaining("ORDER_NOT_FOUND");
    }

    @Test
    void anErrorThatComesByItselfIsForTheRequestThatItNamesOnlyAndForItsRepetitionsToo() {
        CompletableFuture<OrderAnswer> other =
                harness.submit(Orders.newOrder("MARKET", "other").build(), OrderReply.AUTO, "other");
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        ProtoOAErrorRes error =
                ProtoOAErrorRes.newBuilder().setErrorCode("TRADING_BAD_VOLUME").build();
        harness.manager.received(new InboundMessage(PayloadTypes.payloadTypeOf(error), error, harness.lastId()));

        assertThat(other).isNotDone();
        assertThat(answer).isCompletedExceptionally();
        assertThat(harness.submit(market())).isCompletedExceptionally();
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void aCancellationIsAnsweredByTheFillThatOvertookItWhateverComesFirst() {
        ProtoOAExecutionEvent fill =
                Orders.event("ORDER_FILLED").setOrder(filled(5)).build();
        CompletableFuture<OrderAnswer> refused = harness.submit(Orders.cancel(5));
        harness.event(fill, null);
        refuse(harness, "ORDER_NOT_FOUND");
        assertThat(event(refused)).isEqualTo(fill);

        CompletableFuture<OrderAnswer> cut = harness.submit(Orders.cancel(5), OrderReply.AUTO, "next");
        harness.usable = false;
        harness.cut();
        harness.event(fill, null);
        assertThat(event(cut)).isEqualTo(fill);
    }

    private static void refuse(OrderManagerHarness of, String errorCode) {
        of.sendings
                .get(0)
                .answer()
                .completeExceptionally(
                        new RequestRejectedException(errorCode, errorCode, null, Retryability.AFTER_FIX));
        of.pass(0);
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }

    private static Message market() {
        return Orders.newOrder("MARKET", "mine").build();
    }

    private static ProtoOAOrder.Builder filled(long orderId) {
        return Orders.limit(orderId, ProtoOAOrderStatus.ORDER_STATUS_FILLED).setExecutedVolume(Orders.VOLUME);
    }
}
