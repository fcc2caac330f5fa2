package io.github.camelctrader.client.order;

import static io.github.camelctrader.client.order.OrderManagerHarness.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How an order manager begins and ends its work, and when it has nothing more to wait for. */
class OrderManagerEndTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);
    private final List<String> idle = new ArrayList<>();

    @Test
    void aRecordThatIsDoneAndTellsNothingOfItsEndIsNotSentAnew() {
        MemoryOrderJournal kept = new MemoryOrderJournal();
        OrderRecord first = OrderRecord.submitted(
                Environment.DEMO,
                Orders.ACCOUNT,
                "mine",
                Orders.newOrder("MARKET", "mine").build(),
                Instant.EPOCH);
        kept.write(first.next(OrderRecord.Phase.DONE, Instant.EPOCH, null, null, null));
        OrderManagerHarness next = new OrderManagerHarness(kept, null);
        next.pass(0);

        for (OrderReply reply : OrderReply.values()) {
            assertThat(next.submit(Orders.newOrder("MARKET", "mine").build(), reply, "mine"))
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(OutcomeUnknownException.class)
                    .withMessageContaining("mine was carried out or ended");
        }
        assertThat(next.sendings).isEmpty();
    }

    @Test
    void aRecordOfARejectionThatHoldsAnEventOfAnOrderIsNoAcceptance() {
        journal.write(OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), Instant.EPOCH)
                .next(Phase.REJECTED, Instant.EPOCH, fill(5), "NOT_ENOUGH_MONEY", null));
        OrderManagerHarness next = new OrderManagerHarness(journal, null);

        assertFailure(
                next.submit(market("mine"), OrderReply.ACCEPTED, "mine"),
                RequestRejectedException.class,
                "NOT_ENOUGH_MONEY");
    }

    @Test
    void whatTheJournalHasAsEndedAndUntoldIsNotToldAsAccepted() {
        OrderRecord first =
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), Instant.EPOCH);
        journal.write(first.next(Phase.DONE, Instant.EPOCH, null, null, null).untold(true));
        OrderManagerHarness next = new OrderManagerHarness(journal, null);

        assertThat(next.lateOutcomes)
                .singleElement()
                .satisfies(told -> assertThat(told.outcome()).isEqualTo("ENDED"));
    }

    @Test
    void theEndTellsWhoWaitsForALookUpAndWhoWaitsToBeSentAndNotWhoseAnswerMayStillCome() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> unknown = submit("unknown");
        harness.manager.linkLost();
        CompletableFuture<OrderAnswer> sent = submit("sent");
        harness.linked = false;
        CompletableFuture<OrderAnswer> queued = submit("queued");
        harness.manager.close();

        assertFailure(unknown, OutcomeUnknownException.class, "closing");
        assertFailure(queued, NotSentException.class, "closing");
        assertThat(sent).isNotDone();
        harness.sendings.get(1).answer().completeExceptionally(new OutcomeUnknownException("the link is gone", null));
        assertFailure(sent, OutcomeUnknownException.class, "closed");
    }

    @Test
    void afterTheEndNothingIsLookedUp() {
        submit("mine");
        harness.cut();
        harness.manager.close();
        int reads = harness.reads.size();
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.manager.ready();
        harness.pass(100);

        assertThat(harness.reads).hasSize(reads);
    }

    @Test
    void aJournalThatIsReadAfterTheEndTellsNothing() {
        journal.write(
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), harness.loop.now())
                        .next(Phase.DONE, harness.loop.now(), fill(5), null, null)
                        .untold(true));
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness late = new OrderManagerHarness(journal, stalled::add);
        late.manager.close();
        stalled.forEach(Runnable::run);

        assertThat(late.untold).isEmpty();
        assertThat(new OrderManagerHarness(journal, null).untold).hasSize(1);
    }

    @Test
    void whatAnEarlierProcessLeftIsLookedUpAlsoIfTheJournalIsReadAfterTheLinkIsThere() {
        journal.write(
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), harness.loop.now()));
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness late = new OrderManagerHarness(journal, stalled::add);
        late.cut();
        assertThat(late.reads).isEmpty();
        stalled.forEach(Runnable::run);
        late.pass(0);

        assertThat(late.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void theConnectionsBeingReadyBeginsALookUp() {
        submit("mine");
        harness.usable = false;
        harness.manager.linkLost();
        harness.usable = true;
        harness.manager.ready();
        harness.pass(0);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void aRequestThatWaitsToBeSentIsNotUnknownWhenTheLinkIsLost() {
        harness.linked = false;
        CompletableFuture<OrderAnswer> answer = submit("mine");
        harness.cut();

        assertThat(phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(harness.reads).isEmpty();
        assertThat(answer).isNotDone();
    }

    @Test
    void itIsIdleOnceNobodyWaitsForAWordOfTheServer() {
        harness.manager.whenIdle(() -> idle.add("at once"));
        assertThat(idle).containsExactly("at once");

        submit("filled");
        harness.manager.whenIdle(() -> idle.add("after an event"));
        assertThat(idle).hasSize(1);
        harness.event(fill(5), harness.lastId());
        assertThat(idle).endsWith("after an event");

        submit("refused");
        harness.manager.whenIdle(() -> idle.add("after a refusal"));
        assertThat(idle).hasSize(2);
        harness.sendings
                .get(1)
                .answer()
                .completeExceptionally(new RequestRejectedException("NO", "NO", null, Retryability.AFTER_FIX));
        assertThat(idle).endsWith("after a refusal");

        submit("unknown");
        harness.manager.whenIdle(() -> idle.add("after a time-out"));
        assertThat(idle).hasSize(3);
        harness.sendings.get(2).answer().completeExceptionally(new OutcomeUnknownException("no answer", null));
        assertThat(idle).containsExactly("at once", "after an event", "after a refusal", "after a time-out");
        harness.event(fill(6), null);
        assertThat(idle).as("once each").hasSize(4);
    }

    @Test
    void itIsIdleWhenTheLastCallerWentAwayWithoutAnAnswer() {
        harness.linked = false;
        submit("mine");
        harness.pass(31);
        harness.listeners.get(0).sent("late");
        harness.manager.whenIdle(() -> idle.add("idle"));
        harness.pass(30);
        assertThat(idle).isEmpty();

        harness.pass(20);
        assertThat(idle).containsExactly("idle");
    }

    @Test
    void itTellsWhatIsOpenByAccount() {
        submit("b");
        submit("a");
        harness.submit(Orders.newOrder("LIMIT", "c").build(), OrderReply.AUTO, "c");
        harness.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(Orders.order("LIMIT", 7).setClientOrderId("c"))
                        .build(),
                harness.lastId());

        assertThat(harness.manager.open()).containsOnlyKeys(Orders.ACCOUNT);
        assertThat(harness.manager.open().get(Orders.ACCOUNT)).containsExactly("b", "a", "c");
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isTrue();
        assertThat(harness.manager.concerns(Orders.ACCOUNT + 1)).isFalse();
    }

    @Test
    void theJournalIsWrittenWhenItHasAllThatItWasGiven() {
        List<Runnable> stalled = new ArrayList<>();
        OrderManagerHarness slow = new OrderManagerHarness(journal, stalled::add);
        CompletableFuture<?> written = slow.manager.journalWritten();
        assertThat(written).isNotDone();

        stalled.remove(0).run();
        assertThat(written).isDone();
        slow.submit(market("mine"));
        assertThat(slow.manager.journalWritten()).isNotDone();
    }

    @Test
    void aRequestThatCannotBeWrittenDownIsNotSent() {
        OrderManagerHarness full = new OrderManagerHarness(new FullJournal(), null);

        assertFailure(full.submit(market("mine")), NotSentException.class, "cannot be written: the disk is full");
        assertThat(full.sendings).isEmpty();
        assertThat(full.manager.concerns(Orders.ACCOUNT)).isFalse();
    }

    private CompletableFuture<OrderAnswer> submit(String id) {
        return harness.submit(market(id), OrderReply.AUTO, id);
    }

    private Phase phase() {
        List<OrderRecord> records = journal.open();
        assertThat(records).hasSize(1);
        return records.get(0).phase();
    }

    private static Message market(String id) {
        return Orders.newOrder("MARKET", id).build();
    }

    private static ProtoOAExecutionEvent fill(long orderId) {
        return Orders.event("ORDER_FILLED")
                .setOrder(Orders.order("MARKET", orderId))
                .build();
    }
}
