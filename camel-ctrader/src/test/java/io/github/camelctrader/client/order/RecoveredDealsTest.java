package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions that are read from history while no list shows their orders, and what they say about requests. */
class RecoveredDealsTest {
    private static final long MINUTE = 60_000;
    private static final long NOT_KNOWN = Long.MIN_VALUE;
    private static final long BEGIN = new VirtualLoop().now().toEpochMilli();

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    /** What shows the server's time before the send may be a position that changed hours ago. */
    @ParameterizedTest
    @ValueSource(longs = {0, NOT_KNOWN, -180})
    void theOrderOfADealIsLookedUpIfItMayBeOneThatWasJudged(long minutes) {
        harness.serverTime.stamped(minutes == NOT_KNOWN ? 0 : BEGIN + minutes * MINUTE);
        assertAbsent();
        show("mine");
        recovered(deal());

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED"));
        assertThat(phases()).containsExactly(Phase.DONE);
        assertThat(orderOf(harness.submit(market()))).isEqualTo(5);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void soIsOneOfWhichTheRestStillWorks() {
        CompletableFuture<OrderAnswer> first = harness.submit(Orders.limit());
        harness.cut();
        harness.pass(40);
        assertThat(first).isCompletedExceptionally();
        harness.open.addOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        recovered(deal());

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo("ORDER_ACCEPTED"));
        assertThat(phases()).containsExactly(Phase.ACCEPTED);
        assertThat(orderOf(harness.submit(Orders.limit()))).isEqualTo(5);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void soIsOneThatCountsAsRejectedForWantOfATrace() {
        CompletableFuture<OrderAnswer> first = harness.submit(market());
        harness.sendings
                .get(0)
                .answer()
                .completeExceptionally(
                        new RequestRejectedException("?", "UNKNOWN_ERROR", null, Retryability.AFTER_DELAY));
        harness.pass(60);
        assertThat(first)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class);
        show("mine");
        recovered(deal());

        assertThat(phases()).containsExactly(Phase.DONE);
        assertThat(harness.lateOutcomes).hasSize(1);
    }

    @Test
    void itsRepetitionWaitsUntilThatIsKnown() {
        assertAbsent();
        harness.silent = true;
        recovered(deal());
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        assertThat(again).isNotDone();
        assertThat(phases()).as("for the next process too").containsExactly(Phase.UNKNOWN);
        show("mine");
        harness.silent = false;
        for (int read = 0; read < 10; read++) {
            harness.answerReads();
        }

        assertThat(orderOf(again)).isEqualTo(5);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void whatIsSomebodyElsesChangesNothing() {
        assertAbsent();
        List<OrderRecord> judged = journal.open();
        show("somebody else's");
        recovered(deal());
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        harness.pass(20);

        assertThat(again).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotSentException.class);
        assertThat(journal.open())
                .as("with the time of its judgement, so that it is not reopened for ever")
                .isEqualTo(judged);
        assertThat(harness.lateOutcomes).as("what callers were told already").isEmpty();
        harness.submit(market());
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void whoeverGaveUpOnARepetitionIsToldThatItWasNotCarriedOut() {
        assertAbsent();
        harness.silent = true;
        recovered(deal());
        harness.submit(market());
        harness.pass(80);
        show("somebody else's");
        harness.silent = false;
        harness.cut();
        harness.pass(20);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo(OrderOutcomeEvent.NOT_EXECUTED));
    }

    @Test
    void aRepetitionThatWaitsInTheQueueDoesNotLeaveBeforeThatIsKnown() {
        assertAbsent();
        harness.linked = false;
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        show("mine");
        recovered(deal());

        assertThat(harness.sendings).hasSize(2);
        assertThat(harness.sendings.get(1).listener().isWanted()).isFalse();
        assertThat(orderOf(again)).isEqualTo(5);
        assertThat(phases()).containsExactly(Phase.DONE);
    }

    @Test
    void aRepetitionOfADealThatIsSomebodyElsesWaitsOnAndOneThatRepeatsNothingToo() {
        assertAbsent();
        harness.linked = false;
        harness.submit(market());
        harness.submit(Orders.newOrder("MARKET", "first").build(), OrderReply.AUTO, "first");
        recovered(deal().toBuilder().setSymbolId(2).build());
        assertThat(harness.sendings.get(1).listener().isWanted()).isTrue();
        recovered(deal());

        assertThat(harness.sendings.get(1).listener().isWanted()).isFalse();
        assertThat(harness.sendings.get(2).listener().isWanted()).isTrue();
    }

    @Test
    void aRepetitionThatIsUnderWayGoesOn() {
        assertAbsent();
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        recovered(deal());

        assertThat(again).isNotDone();
        assertThat(harness.sendings.get(1).listener().isWanted()).isTrue();
    }

    @Test
    void aRepetitionThatDidNotLeaveChangesNothingOfWhatIsKnown() {
        assertAbsent();
        harness.linked = false;
        CompletableFuture<OrderAnswer> again = harness.submit(market());
        harness.sendings.get(1).answer().completeExceptionally(new NotSentException("The queue is too long", null));
        assertThat(again).isCompletedExceptionally();
        assertThat(phases()).containsExactly(Phase.ABSENT);
        assertThat(harness.lateOutcomes).isEmpty();
        show("mine");
        recovered(deal());

        assertThat(phases()).containsExactly(Phase.DONE);
        assertThat(orderOf(harness.submit(market()))).isEqualTo(5);
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void norDoesOneThatIsMadeReadyAgain() {
        assertAbsent();
        harness.linked = false;
        List<CompletableFuture<Message>> made = new ArrayList<>();
        CompletableFuture<OrderAnswer> again = harness.submit(
                new OrderIntent(market(), "", false, Duration.ofSeconds(10), () -> {
                    made.add(new CompletableFuture<>());
                    return made.get(made.size() - 1);
                }),
                OrderReply.AUTO,
                "mine");
        made.get(0).complete(market());
        harness.manager.sessionLost(Orders.ACCOUNT);
        assertThat(made).hasSize(2);
        assertThat(phases()).containsExactly(Phase.ABSENT);
        show("mine");
        recovered(deal());
        made.get(1).complete(market());

        assertThat(orderOf(again)).isEqualTo(5);
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void whoeverGaveUpOnARepetitionThatDidNotLeaveIsToldThatItWasNotCarriedOut() {
        assertAbsent();
        harness.linked = false;
        CompletableFuture<OrderAnswer> brief = harness.submit(market());
        harness.manager.submit(
                OrderIntent.ready(market()), new OrderOptions(OrderReply.AUTO, Duration.ofMinutes(10), "mine"));
        harness.pass(80);
        assertThat(brief).isCompletedExceptionally();
        harness.sendings.get(1).answer().completeExceptionally(new NotSentException("The queue is too long", null));

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.outcome()).isEqualTo(OrderOutcomeEvent.NOT_EXECUTED));
        assertThat(journal.open()).singleElement().satisfies(record -> {
            assertThat(record.phase()).isEqualTo(Phase.ABSENT);
            assertThat(record.untold()).isTrue();
        });
    }

    static List<ProtoOADeal> ofOthers() {
        return List.of(
                deal().toBuilder().setSymbolId(2).build(),
                deal().toBuilder().setTradeSide(ProtoOATradeSide.SELL).build(),
                deal().toBuilder().setFilledVolume(Orders.VOLUME + 1).build(),
                deal().toBuilder().setExecutionTimestamp(BEGIN + MINUTE - 1).build(),
                deal().toBuilder().setExecutionTimestamp(BEGIN + 12 * MINUTE).build());
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void aDealThatCannotBeOfARequestLeavesItAlone(ProtoOADeal other) {
        harness.serverTime.stamped(BEGIN + MINUTE);
        assertAbsent();
        recovered(other);

        assertThat(phases()).containsExactly(Phase.ABSENT);
        harness.submit(market());
        assertThat(harness.sendings).hasSize(2);
    }

    @Test
    void anOrderThatRestsMayBeTradedLongAfterItWasJudged() {
        harness.serverTime.stamped(BEGIN + MINUTE);
        harness.submit(Orders.newOrder("LIMIT", "mine").build());
        harness.cut();
        harness.pass(40);
        assertThat(phases()).containsExactly(Phase.ABSENT);
        harness.silent = true;
        recovered(deal().toBuilder().setExecutionTimestamp(BEGIN + 12 * MINUTE).build());

        assertThat(phases()).containsExactly(Phase.UNKNOWN);
    }

    @Test
    void aRequestThatEndedOrWasRejectedOrIsNoNewOrderIsLeftAlone() {
        harness.open.addPosition(Orders.position(1));
        harness.event(
                Orders.event("ORDER_FILLED").setPosition(Orders.position(1)).build(), null);
        CompletableFuture<OrderAnswer> close = harness.submit(Orders.close(1, Orders.VOLUME));
        harness.cut();
        harness.pass(40);
        assertThat(close).isCompletedExceptionally();
        harness.submit(Orders.newOrder("MARKET", "done").build(), OrderReply.AUTO, "done");
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 7).setClientOrderId("done"))
                        .build(),
                harness.lastId());
        harness.submit(Orders.newOrder("MARKET", "no").build(), OrderReply.AUTO, "no");
        harness.event(
                Orders.event("ORDER_REJECTED").setErrorCode("MARKET_CLOSED").build(), harness.lastId());
        assertThat(phases()).containsExactlyInAnyOrder(Phase.ABSENT, Phase.DONE, Phase.REJECTED);
        List<OrderRecord> before = journal.open();
        recovered(deal());

        assertThat(journal.open()).isEqualTo(before);
    }

    @Test
    void oneWithItsOrderSaysAllByItself() {
        assertAbsent();
        long reads = harness.reads.size();
        harness.manager.recovered(Executions.of(Orders.ACCOUNT, deal(), order("another"), null));
        harness.pass(0);

        assertThat(phases()).containsExactly(Phase.ABSENT);
        assertThat(harness.reads).hasSize((int) reads);
    }

    @Test
    void aRequestOfUnknownOutcomeIsLookedUpAtOnce() {
        harness.submit(market());
        harness.cut();
        harness.pass(8);
        long before = harness.count(ProtoOAOrderListReq.class);
        show("mine");
        recovered(deal());

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(before + 1);
        assertThat(phases()).containsExactly(Phase.DONE);
    }

    @Test
    void theEndOfAnOrderThatRestedIsWrittenDownWithoutAnInterruption() {
        harness.submit(Orders.newOrder("LIMIT", "mine").build());
        harness.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(Orders.order("LIMIT", 5).setClientOrderId("mine"))
                        .build(),
                harness.lastId());
        assertThat(phases()).containsExactly(Phase.ACCEPTED);
        show("mine");
        recovered(deal());

        assertThat(phases()).containsExactly(Phase.DONE);
        assertThat(harness.lateOutcomes).isEmpty();
    }

    private void assertAbsent() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market());
        harness.cut();
        harness.pass(40);
        assertThat(answer).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotSentException.class);
    }

    /** History has the deal, and its order for who asks for that. */
    private void show(String clientOrderId) {
        harness.deals.add(deal());
        harness.details.put(
                5L,
                ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(Orders.ACCOUNT)
                        .setOrder(order(clientOrderId))
                        .addDeal(deal())
                        .build());
    }

    private void recovered(ProtoOADeal deal) {
        harness.manager.recovered(Executions.of(Orders.ACCOUNT, deal, null, null));
        harness.pass(0);
    }

    private List<Phase> phases() {
        return journal.open().stream().map(OrderRecord::phase).toList();
    }

    private static long orderOf(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return ((ProtoOAExecutionEvent) answer.join().event()).getOrder().getOrderId();
    }

    private static Message market() {
        return Orders.newOrder("MARKET", "mine").build();
    }

    private static ProtoOADeal deal() {
        return Orders.deal(1, 5, Orders.VOLUME)
                .setExecutionTimestamp(BEGIN + 2 * MINUTE)
                .build();
    }

    private static ProtoOAOrder order(String clientOrderId) {
        return Orders.order("MARKET", 5)
                .setClientOrderId(clientOrderId)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setExecutedVolume(Orders.VOLUME)
                .build();
    }
}
