package io.github.camelctrader.client.order;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How an order desk begins and ends its work, and when it has nothing more to wait for. */
class OrderDeskEndTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final DeskScene scene = new DeskScene(journal, null);
    private final List<String> idle = new ArrayList<>();

    @Test
    void theEndTellsWhoWaitsForALookUpAndWhoWaitsToBeSentAndNotWhoseAnswerMayStillCome() {
        scene.usable = false;
        CompletableFuture<OrderAnswer> unknown = submit("unknown");
        scene.desk.linkLost();
        CompletableFuture<OrderAnswer> sent = submit("sent");
        scene.linked = false;
        CompletableFuture<OrderAnswer> queued = submit("queued");
        scene.desk.close();

        assertFailure(unknown, OutcomeUnknownException.class, "closing");
        assertFailure(queued, NotSentException.class, "closing");
        assertThat(sent).isNotDone();
        scene.sendings.get(1).answer().completeExceptionally(new OutcomeUnknownException("the link is gone", null));
        assertFailure(sent, OutcomeUnknownException.class, "closed");
    }

    @Test
    void afterTheEndNothingIsLookedUp() {
        submit("mine");
        scene.cut();
        scene.desk.close();
        int reads = scene.reads.size();
        scene.desk.accountReady(Orders.ACCOUNT);
        scene.desk.ready();
        scene.pass(100);

        assertThat(scene.reads).hasSize(reads);
    }

    @Test
    void aJournalThatIsReadAfterTheEndTellsNothing() {
        journal.write(OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), scene.loop.now())
                .next(Phase.DONE, scene.loop.now(), fill(5), null, null)
                .untold(true));
        List<Runnable> stalled = new ArrayList<>();
        DeskScene late = new DeskScene(journal, stalled::add);
        late.desk.close();
        stalled.forEach(Runnable::run);

        assertThat(late.untold).isEmpty();
        assertThat(new DeskScene(journal, null).untold).hasSize(1);
    }

    @Test
    void whatAnEarlierProcessLeftIsLookedUpAlsoIfTheJournalIsReadAfterTheLinkIsThere() {
        journal.write(
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", market("mine"), scene.loop.now()));
        List<Runnable> stalled = new ArrayList<>();
        DeskScene late = new DeskScene(journal, stalled::add);
        late.cut();
        assertThat(late.reads).isEmpty();
        stalled.forEach(Runnable::run);
        late.pass(0);

        assertThat(late.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void theConnectionsBeingReadyBeginsALookUp() {
        submit("mine");
        scene.usable = false;
        scene.desk.linkLost();
        scene.usable = true;
        scene.desk.ready();
        scene.pass(0);

        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void aRequestThatWaitsToBeSentIsNotUnknownWhenTheLinkIsLost() {
        scene.linked = false;
        CompletableFuture<OrderAnswer> answer = submit("mine");
        scene.cut();

        assertThat(phase()).isEqualTo(Phase.SUBMITTED);
        assertThat(scene.reads).isEmpty();
        assertThat(answer).isNotDone();
    }

    @Test
    void itIsIdleOnceNobodyWaitsForAWordOfTheServer() {
        scene.desk.whenIdle(() -> idle.add("at once"));
        assertThat(idle).containsExactly("at once");

        submit("filled");
        scene.desk.whenIdle(() -> idle.add("after an event"));
        assertThat(idle).hasSize(1);
        scene.event(fill(5), scene.lastId());
        assertThat(idle).endsWith("after an event");

        submit("refused");
        scene.desk.whenIdle(() -> idle.add("after a refusal"));
        assertThat(idle).hasSize(2);
        scene.sendings
                .get(1)
                .answer()
                .completeExceptionally(new RequestRejectedException("NO", "NO", null, Retryability.AFTER_FIX));
        assertThat(idle).endsWith("after a refusal");

        submit("unknown");
        scene.desk.whenIdle(() -> idle.add("after a time-out"));
        assertThat(idle).hasSize(3);
        scene.sendings.get(2).answer().completeExceptionally(new OutcomeUnknownException("no answer", null));
        assertThat(idle).containsExactly("at once", "after an event", "after a refusal", "after a time-out");
        scene.event(fill(6), null);
        assertThat(idle).as("once each").hasSize(4);
    }

    @Test
    void itIsIdleWhenTheLastCallerWentAwayWithoutAnAnswer() {
        scene.linked = false;
        submit("mine");
        scene.pass(31);
        scene.listeners.get(0).sent("late");
        scene.desk.whenIdle(() -> idle.add("idle"));
        scene.pass(30);
        assertThat(idle).isEmpty();

        scene.pass(20);
        assertThat(idle).containsExactly("idle");
    }

    @Test
    void itTellsWhatIsOpenByAccount() {
        submit("b");
        submit("a");
        scene.submit(Orders.newOrder("LIMIT", "c").build(), OrderReply.AUTO, "c");
        scene.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(Orders.order("LIMIT", 7).setClientOrderId("c"))
                        .build(),
                scene.lastId());

        assertThat(scene.desk.open()).containsOnlyKeys(Orders.ACCOUNT);
        assertThat(scene.desk.open().get(Orders.ACCOUNT)).containsExactly("b", "a", "c");
        assertThat(scene.desk.concerns(Orders.ACCOUNT)).isTrue();
        assertThat(scene.desk.concerns(Orders.ACCOUNT + 1)).isFalse();
    }

    @Test
    void theJournalIsWrittenWhenItHasAllThatItWasGiven() {
        List<Runnable> stalled = new ArrayList<>();
        DeskScene slow = new DeskScene(journal, stalled::add);
        CompletableFuture<?> written = slow.desk.journalWritten();
        assertThat(written).isNotDone();

        stalled.remove(0).run();
        assertThat(written).isDone();
        slow.submit(market("mine"));
        assertThat(slow.desk.journalWritten()).isNotDone();
    }

    @Test
    void aRequestThatCannotBeWrittenDownIsNotSent() {
        DeskScene full = new DeskScene(new FullJournal(), null);

        assertFailure(full.submit(market("mine")), NotSentException.class, "cannot be written: the disk is full");
        assertThat(full.sendings).isEmpty();
        assertThat(full.desk.concerns(Orders.ACCOUNT)).isFalse();
    }

    private CompletableFuture<OrderAnswer> submit(String id) {
        return scene.submit(market(id), OrderReply.AUTO, id);
    }

    private Phase phase() {
        List<OrderRecord> records = journal.open();
        assertThat(records).hasSize(1);
        return records.get(0).phase();
    }

    private static void assertFailure(
            CompletableFuture<OrderAnswer> answer, Class<? extends Exception> type, String words) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(type)
                .withMessageContaining(words);
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
