package io.github.camelctrader.client.order;

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
import io.github.camelctrader.client.NotSentException;
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
class OrderDeskTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final DeskScene scene = new DeskScene(journal, null);

    @Test
    void theRejectionOfAnEarlierAttemptIsNotTakenForTheFateOfOneThatIsStillOnItsWay() {
        scene.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED).build());
        CompletableFuture<OrderAnswer> answer = scene.submit(market());
        scene.cut();
        scene.pass(10);
        assertThat(answer).isNotDone();

        scene.orders.add(filled(6).build());
        scene.deals.add(Orders.deal(1, 6, Orders.VOLUME).build());
        scene.pass(20);

        assertThat(event(answer).getOrder().getOrderId()).isEqualTo(6);
    }

    @Test
    void aRejectionThatIsAllThatIsFoundIsTheAnswerOnceNothingCanFollow() {
        scene.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED).build());
        CompletableFuture<OrderAnswer> answer = scene.submit(market());
        scene.cut();
        scene.pass(40);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class);
    }

    @Test
    void oneLookUpThatFindsNothingProvesNoAbsenceHoweverLateItComes() {
        CompletableFuture<OrderAnswer> answer = scene.submit(market());
        scene.loop.advance(DeskScene.TIMEOUT);
        scene.pass(0);
        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(1);
        assertThat(answer).isNotDone();

        scene.pass(1);
        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(2);
        assertNotSent(answer, "never took effect");
    }

    @Test
    void lookUpsBecomeRarerAndNothingMakesThemMoreThanOneASecond() {
        scene.submit(market());
        scene.cut();
        scene.pass(14);
        assertThat(scene.count(ProtoOAOrderListReq.class))
                .as("after 0, 1, 3 and 7 s")
                .isEqualTo(4);

        for (int i = 0; i < 20; i++) {
            scene.submit(market());
            scene.pass(0);
        }
        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(5);
    }

    @Test
    void aLookUpThatBeganOnALinkThatIsGoneComesToNothing() {
        scene.submit(market());
        scene.silent = true;
        scene.cut();
        scene.silent = false;
        scene.cut();
        scene.answerReads();
        scene.pass(14);

        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(1 + 4);
    }

    @Test
    void anAmendmentThatOthersMayHaveOverwrittenIsNotSaidToBeAbsent() {
        scene.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED).setLimitPrice(1.01));
        CompletableFuture<OrderAnswer> answer =
                scene.submit(Orders.amend(5).setLimitPrice(1.04).build());
        scene.event(
                Orders.event("ORDER_REPLACED").setOrder(scene.open.getOrder(0)).build(), "terminal-1");
        scene.cut();
        scene.pass(80);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void whoeverComesWhileTheJournalIsStillReadIsToldThatTheConnectionCloses() {
        List<Runnable> stalled = new ArrayList<>();
        DeskScene early = new DeskScene(new MemoryOrderJournal(), stalled::add);
        CompletableFuture<OrderAnswer> answer = early.submit(market());
        early.desk.close();

        assertNotSent(answer, "closing");
        stalled.forEach(Runnable::run);
        assertThat(early.sendings).isEmpty();
    }

    @Test
    void anOrderThatComesBeforeASlowJournalIsReadIsNotSentAndNotAfterwards() {
        List<Runnable> stalled = new ArrayList<>();
        DeskScene slow = new DeskScene(journal, stalled::add);
        CompletableFuture<OrderAnswer> answer = slow.submit(market());
        slow.loop.advance(DeskScene.TIMEOUT);

        assertNotSent(answer, "not read yet");
        stalled.forEach(Runnable::run);
        assertThat(slow.sendings).isEmpty();
    }

    @Test
    void anOrderThatASlowJournalDidNotTakeInTimeIsNotSentAndNotAfterwardsAndMayBeRepeated() {
        List<Runnable> stalled = new ArrayList<>();
        AtomicBoolean stalling = new AtomicBoolean();
        DeskScene slow = new DeskScene(journal, task -> {
            if (stalling.get()) {
                stalled.add(task);
            } else {
                task.run();
            }
        });
        stalling.set(true);
        CompletableFuture<OrderAnswer> answer = slow.submit(market());
        slow.loop.advance(DeskScene.TIMEOUT);

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
        DeskScene ended = new DeskScene(journal, task -> {
            throw new RejectedExecutionException("shut down");
        });

        assertNotSent(ended.submit(market()), "cannot be read");
        assertThat(ended.sendings).isEmpty();
    }

    @Test
    void whoWasLeftWithoutAnAnswerIsToldTheEndAlsoIfALookUpSawTheOrderBeforeThat() {
        CompletableFuture<OrderAnswer> answer = scene.submit(market());
        scene.usable = false;
        scene.desk.linkLost();
        scene.pass(80);
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);

        scene.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        scene.usable = true;
        scene.desk.accountReady(Orders.ACCOUNT);
        scene.pass(5);
        assertThat(scene.lateOutcomes).isEmpty();

        scene.open.clearOrder();
        scene.orders.add(filled(5).build());
        scene.deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        scene.pass(40);
        assertThat(scene.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_FILLED"));
    }

    @Test
    void everyDealThatALookUpFindsIsToldInOrderAlsoOfAnOrderThatWasNotFilledToItsEnd() {
        scene.submit(limit(), OrderReply.FINAL, "mine");
        scene.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED)
                .setExecutedVolume(70_000)
                .build());
        scene.deals.add(Orders.deal(2, 5, 30_000).build());
        scene.deals.add(Orders.deal(1, 5, 40_000).build());
        scene.cut();

        assertThat(scene.executed)
                .extracting(event -> event.getDeal().getDealId())
                .containsExactly(1L, 2L);
        assertThat(scene.executed).allMatch(event -> event.getOrder().getOrderId() == 5);
    }

    @Test
    void anOrderWithDealsOlderThanTheListsIsLookedAtByItself() {
        CompletableFuture<OrderAnswer> answer = scene.submit(Orders.cancel(5));
        scene.orders.add(filled(5).build());
        scene.deals.add(Orders.deal(2, 5, 60_000).build());
        scene.details.put(
                5L,
                ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(Orders.ACCOUNT)
                        .setOrder(filled(5))
                        .addDeal(Orders.deal(1, 5, 40_000))
                        .addDeal(Orders.deal(2, 5, 60_000))
                        .build());
        scene.cut();

        assertThat(event(answer).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(scene.count(ProtoOAOrderDetailsReq.class)).isEqualTo(1);
    }

    @Test
    void whoJoinsAnOrderThatStillWaitsToBeSentIsNotToldThatItWas() {
        scene.linked = false;
        scene.desk.submit(
                OrderIntent.ready(market()), new OrderOptions(OrderReply.AUTO, Duration.ofMinutes(10), "mine"));
        CompletableFuture<OrderAnswer> joined = scene.submit(market());
        scene.pass(80);

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
                scene.submit(Orders.newOrder(type, "mine").build(), reply, "mine");
        List<String> types = List.of(events.split(" "));
        for (int number = 1; number <= types.size(); number++) {
            assertThat(answer.isDone()).as("before event %d", number).isEqualTo(number > answering);
            scene.event(
                    Orders.event(types.get(number - 1))
                            .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                            .build(),
                    scene.lastId());
        }

        assertThat(event(answer).getExecutionType().name()).isEqualTo(types.get(answering - 1));
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.DONE));
    }

    @Test
    void aRefusalThatSaysNothingIsTheAnswerWhenNothingIsFoundAndNoneWhileNothingCanBeLookedUp() {
        for (boolean usable : List.of(true, false)) {
            DeskScene doubtful = new DeskScene(new MemoryOrderJournal(), null);
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
        scene.usable = false;
        CompletableFuture<OrderAnswer> answer = scene.submit(Orders.cancel(5));
        refuse(scene, "ORDER_NOT_FOUND");
        scene.pass(80);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class)
                .withMessageContaining("ORDER_NOT_FOUND");
    }

    @Test
    void anErrorThatComesByItselfIsForTheRequestThatItNamesOnlyAndForItsRepetitionsToo() {
        CompletableFuture<OrderAnswer> other =
                scene.submit(Orders.newOrder("MARKET", "other").build(), OrderReply.AUTO, "other");
        CompletableFuture<OrderAnswer> answer = scene.submit(market());
        ProtoOAErrorRes error =
                ProtoOAErrorRes.newBuilder().setErrorCode("TRADING_BAD_VOLUME").build();
        scene.desk.received(new InboundMessage(PayloadTypes.payloadTypeOf(error), error, scene.lastId()));

        assertThat(other).isNotDone();
        assertThat(answer).isCompletedExceptionally();
        assertThat(scene.submit(market())).isCompletedExceptionally();
        assertThat(scene.sendings).hasSize(2);
    }

    @Test
    void aCancellationIsAnsweredByTheFillThatOvertookItWhateverComesFirst() {
        ProtoOAExecutionEvent fill =
                Orders.event("ORDER_FILLED").setOrder(filled(5)).build();
        CompletableFuture<OrderAnswer> refused = scene.submit(Orders.cancel(5));
        scene.event(fill, null);
        refuse(scene, "ORDER_NOT_FOUND");
        assertThat(event(refused)).isEqualTo(fill);

        CompletableFuture<OrderAnswer> cut = scene.submit(Orders.cancel(5), OrderReply.AUTO, "next");
        scene.usable = false;
        scene.cut();
        scene.event(fill, null);
        assertThat(event(cut)).isEqualTo(fill);
    }

    private static void refuse(DeskScene of, String errorCode) {
        of.sendings
                .get(0)
                .answer()
                .completeExceptionally(
                        new RequestRejectedException(errorCode, errorCode, null, Retryability.AFTER_FIX));
        of.pass(0);
    }

    private static void assertNotSent(CompletableFuture<OrderAnswer> answer, String why) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotSentException.class)
                .withMessageContaining(why);
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }

    private static Message market() {
        return Orders.newOrder("MARKET", "mine").build();
    }

    private static Message limit() {
        return Orders.newOrder("LIMIT", "mine").build();
    }

    private static ProtoOAOrder.Builder order(long orderId, ProtoOAOrderStatus status) {
        ProtoOAOrder.Builder order =
                Orders.order("LIMIT", orderId).setClientOrderId("mine").setOrderStatus(status);
        order.getTradeDataBuilder().setOpenTimestamp(orderId);
        return order;
    }

    private static ProtoOAOrder.Builder filled(long orderId) {
        return order(orderId, ProtoOAOrderStatus.ORDER_STATUS_FILLED).setExecutedVolume(Orders.VOLUME);
    }
}
