package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several callers of one order, each with a time and a wish of its own, and what failures mean to them. */
class OrderManagerCallersTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void aRequestGoesOutWithTheTimeThatIsLeftToTheCallerWhoHasMost() {
        harness.pass(7);
        submit(OrderReply.AUTO, OrderManagerHarness.TIMEOUT);

        assertThat(harness.timeouts).containsExactly(OrderManagerHarness.TIMEOUT);
    }

    @Test
    void aRequestThatIsReadyAtTheVeryEndOfItsTimeGoesOutAllTheSame() {
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness slow = new OrderManagerHarness(journal, stalled::add);
        stalled.remove(0).run();
        slow.loop.schedule(OrderManagerHarness.TIMEOUT, () -> stalled.remove(0).run());
        slow.submit(limit());
        slow.loop.advance(OrderManagerHarness.TIMEOUT);

        assertThat(slow.timeouts)
                .singleElement()
                .satisfies(left -> assertThat(left).isPositive());
    }

    @Test
    void whoGoesAwayWithoutAnAnswerTakesNobodyAlong() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> brief = submit(OrderReply.AUTO, OrderManagerHarness.TIMEOUT);
        CompletableFuture<OrderAnswer> patient = submit(OrderReply.AUTO, LONG);
        harness.pass(80);

        assertFailure(brief, OutcomeUnknownException.class);
        assertThat(patient).isNotDone();
    }

    @Test
    void whoHasAnAnswerIsNotMissedWhenItsTimeWouldBeUp() {
        CompletableFuture<OrderAnswer> last = submit(OrderReply.FINAL, LONG);
        CompletableFuture<OrderAnswer> first = submit(OrderReply.ACCEPTED, OrderManagerHarness.TIMEOUT);
        harness.event(accepted(), harness.lastId());
        assertThat(first).isCompleted();
        harness.pass(100);
        assertThat(harness.reads).isEmpty();
        assertThat(phase()).isEqualTo(Phase.ACCEPTED);
        harness.event(event("ORDER_FILLED", ProtoOAOrderStatus.ORDER_STATUS_FILLED), null);

        assertThat(last).isCompleted();
        assertThat(harness.lateOutcomes).isEmpty();
    }

    @Test
    void whoHasAnAnswerInTheTimeOfGraceIsNotTakenForOneWhoWentAway() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> last = submit(OrderReply.FINAL, LONG);
        CompletableFuture<OrderAnswer> first = submit(OrderReply.ACCEPTED, OrderManagerHarness.TIMEOUT);
        harness.pass(31);
        harness.event(accepted(), harness.lastId());
        assertThat(first).isCompleted();
        harness.pass(60);
        harness.event(event("ORDER_FILLED", ProtoOAOrderStatus.ORDER_STATUS_FILLED), null);

        assertThat(last).isCompleted();
        assertThat(harness.lateOutcomes).isEmpty();
    }

    @Test
    void whoseTimeIsUpTakesWhatALookUpFindsForAnAnswer() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> brief = submit(OrderReply.FINAL, OrderManagerHarness.TIMEOUT);
        CompletableFuture<OrderAnswer> patient = submit(OrderReply.FINAL, LONG);
        harness.pass(31);
        harness.open.addOrder(accepted().getOrder());
        harness.usable = true;
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.pass(0);

        assertThat(event(brief).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(patient).isNotDone();
    }

    @Test
    void whoComesAfterTheAcceptanceIsToldItWithTheIdThatItWentOutWith() {
        submit(OrderReply.FINAL, LONG);
        harness.event(accepted(), harness.lastId());

        assertThat(submit(OrderReply.AUTO, OrderManagerHarness.TIMEOUT).join())
                .isEqualTo(new OrderAnswer(accepted(), harness.lastId(), false));
        harness.pass(40);
        assertThat(harness.reads).as("for who waits no more").isEmpty();
    }

    @Test
    void whoRepeatsAnOrderThatRestsPutsNothingUnderWayUnlessItWaitsForTheEnd() {
        submit(OrderReply.AUTO, LONG);
        harness.event(accepted(), harness.lastId());
        assertThat(submit(OrderReply.AUTO, LONG)).isCompleted();
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isFalse();

        List<String> prepared = new ArrayList<>();
        OrderIntent intent = new OrderIntent(limit(), "", false, LONG, () -> {
            prepared.add("again");
            return CompletableFuture.completedFuture(limit());
        });
        CompletableFuture<OrderAnswer> last = harness.submit(intent, OrderReply.FINAL, "mine");
        assertThat(last).isNotDone();
        assertThat(prepared).isEmpty();
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isTrue();
    }

    @Test
    void aNewOrderHurriesNoLookUpOfAnother() {
        harness.submit(Orders.newOrder("MARKET", "lost").build(), OrderReply.AUTO, "lost");
        harness.cut();
        harness.pass(8);
        long before = harness.count(ProtoOAOrderListReq.class);
        submit(OrderReply.AUTO, LONG);
        harness.pass(1);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(before);
    }

    @Test
    void aFailureThatComesAfterTheOutcomeChangesNothing() {
        CompletableFuture<OrderAnswer> answer = submit(OrderReply.FINAL, LONG);
        harness.event(event("ORDER_FILLED", ProtoOAOrderStatus.ORDER_STATUS_FILLED), harness.lastId());
        fail(new OutcomeUnknownException("no answer in time", null));

        assertThat(answer).isCompleted();
        assertThat(phase()).isEqualTo(Phase.DONE);
        assertThat(submit(OrderReply.FINAL, LONG)).isCompleted();
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void aRequestWithoutAnAnswerAndOneWithADoubtfulOneAreLookedUpAtOnce() {
        for (CTraderException failure :
                List.of(new OutcomeUnknownException("no answer in time", null), rejected("UNKNOWN_ERROR"))) {
            OrderManagerHarness doubtful = new OrderManagerHarness(new MemoryOrderJournal(), null);
            CompletableFuture<OrderAnswer> answer = doubtful.submit(limit());
            doubtful.sendings.get(0).answer().completeExceptionally(failure);
            doubtful.pass(0);

            assertThat(answer).isNotDone();
            assertThat(doubtful.count(ProtoOAOrderListReq.class)).isEqualTo(1);
        }
    }

    @Test
    void aCancellationThatWasNotSentIsNotAnsweredByTheEndOfItsOrder() {
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.cancel(5));
        harness.event(event("ORDER_FILLED", ProtoOAOrderStatus.ORDER_STATUS_FILLED), null);
        fail(new NotSentException("Not sent: the queue was too long", null));

        assertFailure(answer, NotSentException.class);
    }

    @Test
    void theEndOfItsOrderIsNoSuccessOfAnAmendmentThatWasRefused() {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.amend(5).setLimitPrice(1.04).build());
        harness.event(event("ORDER_FILLED", ProtoOAOrderStatus.ORDER_STATUS_FILLED), null);
        fail(rejected("UNABLE_TO_AMEND_ORDER"));

        assertFailure(answer, RequestRejectedException.class);
    }

    private CompletableFuture<OrderAnswer> submit(OrderReply reply, Duration timeout) {
        return harness.manager.submit(OrderIntent.ready(limit()), new OrderOptions(reply, timeout, "mine"));
    }

    private void fail(CTraderException failure) {
        harness.sendings.get(0).answer().completeExceptionally(failure);
    }

    private Phase phase() {
        return journal.open().get(0).phase();
    }

    private static CTraderException rejected(String code) {
        return new RequestRejectedException(code, code, null, Retryability.AFTER_FIX);
    }

    private static void assertFailure(CompletableFuture<OrderAnswer> answer, Class<? extends Exception> type) {
        assertThat(answer).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(type);
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }

    private static Message limit() {
        return Orders.newOrder("LIMIT", "mine").build();
    }

    private static ProtoOAExecutionEvent accepted() {
        return event("ORDER_ACCEPTED", ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
    }

    private static ProtoOAExecutionEvent event(String type, ProtoOAOrderStatus status) {
        return Orders.event(type)
                .setOrder(Orders.order("LIMIT", 5).setClientOrderId("mine").setOrderStatus(status))
                .build();
    }
}
