package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of the record, of the callers and of those who are told late, when more becomes known of an order. */
class OperationTransitionsTest {
    private static final Duration BRIEF = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void whoStillWaitsForTheAcceptanceIsToldItThoughAnotherWentAwayWithoutAnAnswer() {
        harness.usable = false;
        submit("MARKET", OrderReply.AUTO, BRIEF);
        CompletableFuture<OrderAnswer> patient = submit("MARKET", OrderReply.ACCEPTED, LONG);
        harness.pass(80);
        harness.event(accepted("MARKET"), null);

        assertThat(patient).isCompleted();
    }

    @Test
    void whoComesWhileTheEndOfAnAcceptedOrderIsAwaitedIsToldTheAcceptance() {
        harness.usable = false;
        submit("MARKET", OrderReply.AUTO, BRIEF);
        harness.pass(80);
        harness.event(accepted("MARKET"), null);
        assertThat(harness.lateOutcomes).isEmpty();

        assertThat(submit("MARKET", OrderReply.ACCEPTED, LONG)).isCompleted();
    }

    @Test
    void anOrderIsKnownByItsNumberOnceAnAnswerNamedIt() {
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.close(1, Orders.VOLUME));
        harness.event(event("ORDER_ACCEPTED", close(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)), harness.lastId());
        harness.event(event("ORDER_FILLED", close(ProtoOAOrderStatus.ORDER_STATUS_FILLED)), null);

        assertThat(answer).isCompleted();
    }

    @Test
    void theOrderOfACloseThatIsUnderWayIsNotTakenForThatOfAnotherClose() {
        CompletableFuture<OrderAnswer> other = harness.submit(Orders.close(1, Orders.VOLUME), OrderReply.AUTO, "other");
        CompletableFuture<OrderAnswer> mine = harness.submit(Orders.close(1, Orders.VOLUME));
        harness.event(event("ORDER_ACCEPTED", close(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)), harness.lastId());
        harness.orders.add(close(ProtoOAOrderStatus.ORDER_STATUS_FILLED).build());
        harness.deals.add(Orders.deal(2, 5, Orders.VOLUME)
                .setExecutionTimestamp(harness.loop.now().toEpochMilli())
                .build());
        harness.cut();

        assertThat(mine).isCompleted();
        assertThat(other).isNotDone();
    }

    @Test
    void aLookUpThatFindsAnOrderAtWorkPutsItsRecordRight() {
        CompletableFuture<OrderAnswer> last = submit("LIMIT", OrderReply.FINAL, LONG);
        harness.event(accepted("LIMIT"), harness.lastId());
        harness.manager.linkLost();
        assertThat(theRecord().phase()).isEqualTo(Phase.UNKNOWN);
        harness.open.addOrder(accepted("LIMIT").getOrder());
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.pass(0);

        assertThat(theRecord().phase()).isEqualTo(Phase.ACCEPTED);
        assertThat(last).isNotDone();
    }

    @Test
    void aPartOfAFillIsNotWrittenDownOnceMore() {
        submit("LIMIT", OrderReply.FINAL, LONG);
        harness.event(accepted("LIMIT"), harness.lastId());
        OrderRecord first = theRecord();
        harness.pass(1);
        harness.event(event("ORDER_PARTIAL_FILL", accepted("LIMIT").getOrder().toBuilder()), null);

        assertThat(theRecord()).isSameAs(first);
    }

    @Test
    void anAcceptanceIsNoAnswerToOneWhoWaitsForTheEndThoughItsTimeIsUp() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> last = submit("LIMIT", OrderReply.FINAL, BRIEF);
        harness.pass(31);
        harness.event(accepted("LIMIT"), harness.lastId());

        assertThat(last).isNotDone();
    }

    @Test
    void anOrderOfAnEarlierLinkIsLookedUpThoughItsAcceptanceCameMeanwhile() {
        harness.usable = false;
        submit("LIMIT", OrderReply.FINAL, LONG);
        harness.manager.linkLost();
        harness.event(accepted("LIMIT"), null);
        harness.usable = true;
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.pass(0);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void ofAMarketOrderThatWasAcceptedLateOnlyTheEndIsTold() {
        submit("MARKET", OrderReply.AUTO, BRIEF);
        harness.cut();
        harness.pass(40);
        harness.event(accepted("MARKET"), null);
        assertThat(harness.lateOutcomes).isEmpty();
        harness.event(filled("MARKET"), null);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .extracting(OrderOutcomeEvent::outcome)
                .isEqualTo("ORDER_FILLED");
    }

    @Test
    void whatWasToldOfAnEarlierStateSaysNothingOfTheLaterOne() {
        submit("LIMIT", OrderReply.AUTO, BRIEF);
        harness.cut();
        harness.pass(40);
        harness.event(accepted("LIMIT"), null);
        UndeliveredOutcome acceptance = harness.untold.get(0);
        assertThat(acceptance.untold().getAsBoolean()).isTrue();
        harness.event(filled("LIMIT"), null);
        assertThat(acceptance.untold().getAsBoolean()).isFalse();
        acceptance.told().run();

        assertThat(theRecord().phase()).isEqualTo(Phase.DONE);
        assertThat(theRecord().untold()).isTrue();
        harness.untold.get(1).told().run();
        assertThat(theRecord().untold()).isFalse();
    }

    @Test
    void onlyAnOutcomeIsToBeTold() {
        harness.usable = false;
        submit("LIMIT", OrderReply.FINAL, BRIEF);
        submit("LIMIT", OrderReply.FINAL, LONG);
        harness.pass(80);
        assertThat(theRecord().untold()).isFalse();
        harness.event(accepted("LIMIT"), harness.lastId());
        assertThat(theRecord().untold()).as("accepted").isTrue();
        harness.manager.linkLost();
        assertThat(theRecord().phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(theRecord().untold()).as("unknown").isFalse();
        harness.event(filled("LIMIT"), null);

        assertThat(theRecord().untold()).as("filled").isTrue();
    }

    @Test
    void anOutcomeThatWasAnsweredIsNotToBeTold() {
        submit("LIMIT", OrderReply.FINAL, LONG);
        harness.event(accepted("LIMIT"), harness.lastId());
        assertThat(theRecord().untold()).isFalse();
        harness.event(filled("LIMIT"), null);

        assertThat(theRecord().untold()).isFalse();
        assertThat(harness.manager.untold()).isEmpty();
    }

    @Test
    void anOutcomeNamesThePositionOfItsEventOrOfItsOrder() {
        for (boolean shown : new boolean[] {true, false}) {
            OrderManagerHarness late = new OrderManagerHarness(new MemoryOrderJournal(), null);
            late.submit(Orders.newOrder("MARKET", "mine").build());
            late.cut();
            late.pass(40);
            ProtoOAExecutionEvent fill = filled("MARKET");
            ProtoOAExecutionEvent.Builder event =
                    fill.toBuilder().setOrder(fill.getOrder().toBuilder().setPositionId(8));
            late.event((shown ? event.setPosition(Orders.position(9)) : event).build(), null);

            assertThat(late.lateOutcomes)
                    .singleElement()
                    .extracting(OrderOutcomeEvent::positionId)
                    .isEqualTo(shown ? 9L : 8L);
        }
    }

    private CompletableFuture<OrderAnswer> submit(String type, OrderReply reply, Duration timeout) {
        Message order = Orders.newOrder(type, "mine").build();
        return harness.manager.submit(OrderIntent.ready(order), new OrderOptions(reply, timeout, "mine"));
    }

    private OrderRecord theRecord() {
        assertThat(journal.open()).hasSize(1);
        return journal.open().get(0);
    }

    private ProtoOAOrder.Builder close(ProtoOAOrderStatus status) {
        long now = harness.loop.now().toEpochMilli();
        ProtoOAOrder.Builder close = Orders.order("MARKET", 5)
                .setPositionId(1)
                .setClosingOrder(true)
                .setExecutedVolume(status == ProtoOAOrderStatus.ORDER_STATUS_FILLED ? Orders.VOLUME : 0)
                .setUtcLastUpdateTimestamp(now)
                .setOrderStatus(status);
        close.getTradeDataBuilder().setOpenTimestamp(now);
        return close;
    }

    private static ProtoOAExecutionEvent accepted(String type) {
        return event("ORDER_ACCEPTED", Orders.order(type, 5).setClientOrderId("mine"));
    }

    private static ProtoOAExecutionEvent filled(String type) {
        return event(
                "ORDER_FILLED",
                Orders.order(type, 5)
                        .setClientOrderId("mine")
                        .setExecutedVolume(Orders.VOLUME)
                        .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED));
    }

    private static ProtoOAExecutionEvent event(String type, ProtoOAOrder.Builder order) {
        return Orders.event(type).setOrder(order).build();
    }
}
