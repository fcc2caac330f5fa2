package io.github.camelctrader.client.order;

import static io.github.camelctrader.client.order.OrderManagerHarness.assertNotSent;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are made ready only when the book knows nothing of them, and one at a time for an order or position. */
class PreparationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OWN_SECONDS = (int) OrderManagerHarness.TIMEOUT.toSeconds();

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);
    private final List<CompletableFuture<Message>> preparations = new ArrayList<>();

    private CompletableFuture<OrderAnswer> ask(Message asked, String words, boolean present, String id) {
        return harness.submit(
                new OrderIntent(asked, words, present, PATIENCE, () -> {
                    CompletableFuture<Message> preparation = new CompletableFuture<>();
                    preparations.add(preparation);
                    return preparation;
                }),
                OrderReply.AUTO,
                id);
    }

    private CompletableFuture<OrderAnswer> market(String id) {
        return ask(Orders.newOrder("MARKET", id).clearSymbolId().buildPartial(), "symbolName: [EURUSD]", false, id);
    }

    /** An amendment that reads what it leaves out. */
    private CompletableFuture<OrderAnswer> amend(long orderId, String id) {
        return ask(Orders.amend(orderId).setStopPrice(1.5).build(), "", true, id);
    }

    private void ready(int number, Message request) {
        preparations.get(number).complete(request);
    }

    private void readyAmendment(int number, long orderId) {
        ready(number, Orders.amend(orderId).setStopPrice(1.5).setVolume(7).build());
    }

    private void replaced(long orderId, @Nullable String clientMsgId) {
        harness.event(
                Orders.event("ORDER_REPLACED")
                        .setOrder(Orders.order("STOP", orderId))
                        .build(),
                clientMsgId);
    }

    private void filled(String id) {
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5)
                                .setClientOrderId(id)
                                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                        .build(),
                harness.lastId());
    }

    @Test
    void whatTheBookKnowsIsAnsweredWithoutMakingItReady() {
        CompletableFuture<OrderAnswer> first = market("mine");
        ready(0, Orders.newOrder("MARKET", "mine").build());
        filled("mine");
        harness.linked = false;
        harness.usable = false;
        CompletableFuture<OrderAnswer> second = market("mine");

        assertThat(second)
                .isCompletedWithValueMatching(
                        answer -> answer.event().equals(first.join().event()));
        assertThat(preparations).hasSize(1);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void aRestartedDeskComparesWhatWasAskedFor() {
        market("mine");
        ready(0, Orders.newOrder("MARKET", "mine").build());
        filled("mine");
        OrderManagerHarness restarted = new OrderManagerHarness(journal, null);
        OrderIntent same = new OrderIntent(
                Orders.newOrder("MARKET", "mine").clearSymbolId().buildPartial(),
                "symbolName: [EURUSD]",
                false,
                PATIENCE,
                CompletableFuture::new);
        OrderIntent other =
                new OrderIntent(same.asked(), "symbolName: [GBPUSD]", false, PATIENCE, CompletableFuture::new);

        assertThat(restarted.submit(same, OrderReply.AUTO, "mine")).isCompleted();
        assertRefused(restarted.submit(other, OrderReply.AUTO, "mine"), "symbolId: 1", "GBPUSD");
    }

    @Test
    void theSameIdForAnotherKindOfRequestIsRefusedAndBothAreNamed() {
        market("mine");
        assertRefused(ask(Orders.close(6, 1), "", false, "mine"), "NewOrderReq", "ClosePositionReq");
        ready(0, Orders.newOrder("MARKET", "mine").build());
        assertRefused(ask(Orders.close(6, 1), "", false, "mine"), "NewOrderReq", "ClosePositionReq");
        assertRefused(
                ask(Orders.newOrder("MARKET", "mine").setVolume(9).build(), "", false, "mine"),
                "volume: 9",
                "volume: 100000");
        assertThat(harness.sendings).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordsThatDoNotSayWhatWasAskedForAreComparedByWhatWasSent(boolean same) {
        Message sent = Orders.close(6, 500);
        ProtoOAExecutionEvent event =
                Orders.event("ORDER_FILLED").setOrder(Orders.order("MARKET", 5)).build();
        MemoryOrderJournal old = new MemoryOrderJournal();
        old.open();
        old.write(new OrderRecord(
                Environment.DEMO,
                Orders.ACCOUNT,
                "mine",
                OrderRecord.Phase.DONE,
                Instant.EPOCH,
                Instant.EPOCH,
                sent,
                event,
                null,
                null));
        OrderManagerHarness later = new OrderManagerHarness(old, null);
        Message asked =
                Orders.close(same ? 6 : 7, 500).toBuilder().clearVolume().buildPartial();
        CompletableFuture<OrderAnswer> answer = later.submit(
                new OrderIntent(asked, "", true, PATIENCE, CompletableFuture::new), OrderReply.AUTO, "mine");

        if (same) {
            assertThat(answer).isCompletedWithValueMatching(told -> told.event().equals(event));
        } else {
            assertRefused(answer, "positionId: 6", "positionId: 7");
        }
    }

    @Test
    void whatWasTakenAwayIsInSuchARecordByItsAbsence() {
        Message removal = Orders.protect(6).setTakeProfit(0).build();
        RequestContents asked = RequestContents.of(removal, "");

        assertThat(asked.areOf(record(Orders.protect(6).setStopLoss(1).build())))
                .isTrue();
        assertThat(asked.areOf(record(Orders.protect(6).setTakeProfit(1).build())))
                .isFalse();
    }

    private static OrderRecord record(Message sent) {
        return OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", sent, Instant.EPOCH);
    }

    @Test
    void whoeverComesWhileItIsMadeReadyJoins() {
        CompletableFuture<OrderAnswer> first = market("mine");
        CompletableFuture<OrderAnswer> second = market("mine");
        ready(0, Orders.newOrder("MARKET", "mine").build());
        filled("mine");

        assertThat(first.join()).isEqualTo(second.join());
        assertThat(preparations).hasSize(1);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void aFailureIsToldAllWhoWaitAndMayBeRepeated() {
        CompletableFuture<OrderAnswer> first = market("mine");
        CompletableFuture<OrderAnswer> second = market("mine");
        preparations.get(0).completeExceptionally(new InvalidRequestException("symbolName", "EURUSD", "is away"));

        assertRefused(first, "is away");
        assertRefused(second, "is away");
        market("mine");
        ready(1, Orders.newOrder("MARKET", "mine").build());
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void whatFailsWithoutSayingWhyIsNotSent() {
        CompletableFuture<OrderAnswer> answer = market("mine");
        preparations.get(0).completeExceptionally(new IllegalStateException("a mistake"));

        assertNotSent(answer, "could not be made ready, java.lang.IllegalStateException: a mistake");
    }

    @Test
    void whatIsReadyTooLateIsNotSentAndNotAfterwards() {
        CompletableFuture<OrderAnswer> answer = market("mine");
        harness.loop.advance(PATIENCE);

        assertNotSent(answer, "longer than requestTimeout = PT10S");
        ready(0, Orders.newOrder("MARKET", "mine").build());
        assertThat(harness.sendings).isEmpty();
    }

    @Test
    void theTimeUntilItIsReadyIsNotTheCallersOwn() {
        CompletableFuture<OrderAnswer> answer = market("mine");
        harness.pass(9);
        ready(0, Orders.newOrder("MARKET", "mine").build());
        harness.pass(OWN_SECONDS - 1);
        assertThat(harness.reads).isEmpty();

        harness.pass(1);
        assertThat(harness.reads).as("it is looked up").isNotEmpty();
        assertThat(answer).isNotDone();
    }

    @Test
    void oneAmendmentOfAnOrderAtATime() {
        CompletableFuture<OrderAnswer> first = amend(5, "one");
        CompletableFuture<OrderAnswer> second = amend(5, "two");
        CompletableFuture<OrderAnswer> third = amend(5, "three");
        amend(6, "of another order");
        assertThat(preparations).hasSize(2);

        readyAmendment(0, 5);
        assertThat(preparations)
                .as("the first is sent, and nobody knows what came of it")
                .hasSize(2);
        replaced(5, harness.lastId());
        assertThat(first).isCompleted();
        assertThat(preparations).hasSize(3);

        preparations.get(2).completeExceptionally(new NotSentException("the account is away", null));
        assertThat(second).isCompletedExceptionally();
        assertThat(preparations).hasSize(4);
        readyAmendment(3, 5);
        replaced(5, harness.lastId());
        assertThat(third).isCompleted();
    }

    @Test
    void anAmendmentThatIsRefusedOrNotReadInTimeLetsTheNextOneGo() {
        amend(5, "one");
        amend(5, "two");
        amend(5, "three");
        harness.loop.advance(PATIENCE);
        assertThat(preparations).hasSize(2);

        readyAmendment(1, 5);
        harness.sendings.get(0).answer().completeExceptionally(new NotSentException("the queue was full", null));
        assertThat(preparations).hasSize(3);
    }

    @Test
    void whatIsSentAsItIsGivenWaitsForNobodyButIsWaitedFor() {
        harness.submit(Orders.amend(5).setStopPrice(1).build(), OrderReply.AUTO, "given");
        CompletableFuture<OrderAnswer> reading = amend(5, "reading");
        assertThat(preparations).isEmpty();

        harness.submit(Orders.amend(5).setStopPrice(2).build(), OrderReply.AUTO, "given too");
        assertThat(harness.sendings).hasSize(2);
        replaced(5, harness.sendings.get(0).clientMsgId());
        assertThat(preparations).isEmpty();
        replaced(5, harness.sendings.get(1).clientMsgId());
        assertThat(preparations).hasSize(1);
        assertThat(reading).isNotDone();
    }

    @Test
    void closesOfAPositionByItsWholeVolumeWaitForOtherClosesOfIt() {
        harness.submit(Orders.close(6, 1000), OrderReply.AUTO, "a part");
        ask(Orders.close(6, 1).toBuilder().clearVolume().buildPartial(), "", true, "the rest");
        ask(Orders.protect(6).setStopLoss(1).build(), "", true, "its protection");

        assertThat(preparations).as("that of its protection").hasSize(1);
    }

    @Test
    void aCloseOfAGivenVolumeWaitsForOneThatHasReadAndForNothingElse() {
        ask(Orders.close(6, 1).toBuilder().clearVolume().buildPartial(), "", true, "all");
        ask(Orders.close(6, 1000), "", false, "a part");
        assertThat(preparations).hasSize(1);

        ready(0, Orders.close(6, Orders.VOLUME));
        assertThat(harness.sendings).hasSize(1);
        assertThat(preparations)
                .as("the first is on its way, without an outcome")
                .hasSize(2);
        ask(Orders.close(6, 1).toBuilder().clearVolume().buildPartial(), "", true, "all again");
        assertThat(preparations).hasSize(2);
    }

    @Test
    void whoeverWaitsForAnOutcomeThatIsNotKnownDoesSoWithinItsOwnTime() {
        amend(5, "one");
        readyAmendment(0, 5);
        harness.usable = false;
        harness.pass(OWN_SECONDS - 2);
        CompletableFuture<OrderAnswer> second = amend(5, "two");
        harness.manager.linkLost();
        harness.pass(14);
        assertThat(second).isNotDone();
        assertThat(preparations).hasSize(1);

        // What was lost 15 s ago can have no effect any more, though nobody could look it up.
        harness.pass(1);
        assertThat(preparations).hasSize(2);
    }

    @Test
    void whoeverWaitsTooLongIsNotSentAndNotAfterwards() {
        amend(5, "one");
        readyAmendment(0, 5);
        harness.pass(1);
        CompletableFuture<OrderAnswer> second = amend(5, "two");
        CompletableFuture<OrderAnswer> third = amend(5, "two");
        harness.pass(2);
        CompletableFuture<OrderAnswer> joined = amend(5, "two");
        harness.usable = false;
        harness.pass(OWN_SECONDS - 4);
        harness.manager.linkLost();
        harness.pass(2);

        assertThat(second)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class)
                .withMessageContaining("may be carried out yet");
        assertThat(third).isCompletedExceptionally();
        harness.pass(2);
        assertNotSent(joined, "order 5");
        harness.pass(60);
        assertThat(preparations).hasSize(1);
    }

    @Test
    void anAmendmentThatARestartFindsWithoutAnOutcomeIsWaitedFor() {
        amend(5, "one");
        readyAmendment(0, 5);
        OrderManagerHarness restarted = new OrderManagerHarness(journal, null);
        restarted.usable = false;
        List<String> made = new ArrayList<>();
        restarted.submit(
                new OrderIntent(Orders.amend(5).setStopPrice(2).build(), "", true, PATIENCE, () -> {
                    made.add("two");
                    return new CompletableFuture<>();
                }),
                OrderReply.AUTO,
                "two");
        restarted.pass(14);
        assertThat(made).isEmpty();

        restarted.pass(1);
        assertThat(made).hasSize(1);
    }

    @Test
    void theEndOfTheConnectionEndsAllThatIsMadeReady() {
        CompletableFuture<OrderAnswer> running = amend(5, "one");
        CompletableFuture<OrderAnswer> waiting = amend(5, "two");
        harness.manager.close();

        assertNotSent(running, "closing");
        assertNotSent(waiting, "closing");
        readyAmendment(0, 5);
        assertThat(harness.sendings).isEmpty();
        assertThat(preparations).hasSize(1);
    }

    private static void assertRefused(CompletableFuture<OrderAnswer> answer, String... words) {
        assertThat(answer).isCompletedExceptionally();
        assertThat(answer.handle((done, failure) -> failure).join())
                .isInstanceOf(InvalidRequestException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
    }
}
