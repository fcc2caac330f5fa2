package io.github.camelctrader.client.order;

import static io.github.camelctrader.client.order.OrderManagerHarness.assertNotSent;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom before its request is made ready, and whose time that takes. */
class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int OWN_SECONDS = (int) OrderManagerHarness.TIMEOUT.toSeconds();

    private final OrderManagerHarness harness = new OrderManagerHarness(new MemoryOrderJournal(), null);
    private final List<CompletableFuture<Message>> preparations = new ArrayList<>();

    @BeforeEach
    void theClockHasRunForAWhile() {
        harness.pass(100);
    }

    @Test
    void ordersWaitForNothing() {
        market("one");
        market("two");

        assertThat(preparations).hasSize(2);
    }

    @Test
    void closesOfGivenVolumesDoNotWaitForEachOther() {
        closePart("one");
        closePart("two");

        assertThat(preparations).hasSize(2);
    }

    @Test
    void aCloseOfAGivenVolumeDoesNotWaitForOneThatHasNotReadYet() {
        harness.submit(Orders.close(6, 1000), OrderReply.AUTO, "under way");
        closeAll("all");
        closePart("a part");

        assertThat(preparations).as("that of the part").hasSize(1);
    }

    @Test
    void aCloseOfAllWaitsForAPartThatIsBeingMadeReady() {
        closePart("a part");
        closeAll("all");

        assertThat(preparations).as("that of the part").hasSize(1);
    }

    @Test
    void whatIsMadeIntoNothingIsNotSent() {
        CompletableFuture<OrderAnswer> answer = market("mine");
        preparations.get(0).complete(null);

        assertNotSent(answer, "it could not be made ready");
        assertThat(answer).failsWithin(Duration.ZERO).withThrowableThat().withMessageNotContaining("ready, null");
    }

    @Test
    void theTimeToMakeItReadyIsNobodysOwnWheneverTheyCame() {
        CompletableFuture<OrderAnswer> first = market("mine");
        harness.pass(5);
        CompletableFuture<OrderAnswer> second = market("mine");
        harness.pass(30);
        harness.usable = false;
        preparations.get(0).complete(Orders.newOrder("MARKET", "mine").build());
        harness.pass(OWN_SECONDS + 44);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        harness.pass(1);
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void whoGotTheTurnIsNotToldThatItWaitsTooLong() {
        harness.submit(Orders.close(6, 1000), OrderReply.AUTO, "under way");
        CompletableFuture<OrderAnswer> all = closeAll("all");
        harness.pass(OWN_SECONDS - 1);
        harness.sendings.get(0).answer().completeExceptionally(new NotSentException("late", null));
        assertThat(preparations).hasSize(1);
        harness.pass(2);

        assertThat(all).isNotDone();
    }

    @Test
    void whoWaitsIsLookedAtByOneTimerAndNobodyByNone() {
        int none = harness.loop.pendingTimers();
        harness.submit(Orders.close(6, 1000), OrderReply.AUTO, "under way");
        int underWay = harness.loop.pendingTimers();
        closeAll("all");
        assertThat(harness.loop.pendingTimers()).isEqualTo(underWay + 2);
        closePart("a part");
        preparations.get(0).completeExceptionally(new NotSentException("the account is away", null));
        assertThat(harness.loop.pendingTimers()).isEqualTo(underWay + 2);

        harness.sendings.get(0).answer().completeExceptionally(new NotSentException("late", null));
        preparations.get(1).completeExceptionally(new NotSentException("the account is away", null));
        assertThat(harness.loop.pendingTimers()).isEqualTo(none);
    }

    private CompletableFuture<OrderAnswer> market(String id) {
        return ask(Orders.newOrder("MARKET", id).clearSymbolId().buildPartial(), false, id);
    }

    private CompletableFuture<OrderAnswer> closeAll(String id) {
        return ask(Orders.close(6, 1).toBuilder().clearVolume().buildPartial(), true, id);
    }

    private CompletableFuture<OrderAnswer> closePart(String id) {
        return ask(Orders.close(6, 1000), false, id);
    }

    private CompletableFuture<OrderAnswer> ask(Message asked, boolean present, String id) {
        return harness.submit(
                new OrderIntent(asked, "", present, PATIENCE, () -> {
                    CompletableFuture<Message> preparation = new CompletableFuture<>();
                    preparations.add(preparation);
                    return preparation;
                }),
                OrderReply.AUTO,
                id);
    }
}
