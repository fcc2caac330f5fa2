package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was made ready and has not left is made ready again when it may be about something else by now. */
class WaitingOrdersTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holds;
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, task -> {
        if (holds) {
            held.add(task);
        } else {
            task.run();
        }
    });
    private final List<CompletableFuture<Message>> preparations = new ArrayList<>();

    /** What makes it doubtful what a request was made of. */
    private enum Change {
        LINK {
            @Override
            void happen(OrderManager manager) {
                manager.linkLost();
            }
        },
        SESSION {
            @Override
            void happen(OrderManager manager) {
                manager.sessionLost(Orders.ACCOUNT);
            }
        },
        SYMBOL {
            @Override
            void happen(OrderManager manager) {
                manager.symbolsChanged(changed(Orders.ACCOUNT, 1));
            }
        };

        abstract void happen(OrderManager manager);
    }

    private static ProtoOASymbolChangedEvent changed(long accountId, long symbolId) {
        return ProtoOASymbolChangedEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addSymbolId(symbolId)
                .build();
    }

    private CompletableFuture<OrderAnswer> ask(Message asked, boolean present, String id) {
        return harness.submit(
                new OrderIntent(asked, "symbolName: [EURUSD]", present, Duration.ofSeconds(10), () -> {
                    CompletableFuture<Message> preparation = new CompletableFuture<>();
                    preparations.add(preparation);
                    return preparation;
                }),
                OrderReply.AUTO,
                id);
    }

    private CompletableFuture<OrderAnswer> market() {
        return ask(Orders.newOrder("MARKET", "mine").clearSymbolId().buildPartial(), false, "mine");
    }

    private CompletableFuture<OrderAnswer> amend(String id) {
        return ask(Orders.amend(5).setStopPrice(1.5).build(), true, id);
    }

    private void ready(int number, long symbolId) {
        preparations
                .get(number)
                .complete(
                        Orders.newOrder("MARKET", "mine").setSymbolId(symbolId).build());
    }

    private void readyAmendment(int number, long volume) {
        preparations
                .get(number)
                .complete(Orders.amend(5).setStopPrice(1.5).setVolume(volume).build());
    }

    private boolean wanted(int sending) {
        return harness.sendings.get(sending).listener().isWanted();
    }

    private void assertOnlyLeft(long symbolId) {
        assertThat(harness.sendings)
                .filteredOn(sending -> sending.listener().isWanted())
                .singleElement()
                .satisfies(sending -> assertThat(((ProtoOANewOrderReq) sending.request()).getSymbolId())
                        .isEqualTo(symbolId));
    }

    @ParameterizedTest
    @EnumSource
    void anOrderInTheQueueOfRequests(Change change) {
        harness.linked = false;
        CompletableFuture<OrderAnswer> answer = market();
        ready(0, 1);
        change.happen(harness.manager);
        assertThat(wanted(0)).isFalse();
        assertThat(journal.open()).extracting(OrderRecord::phase).containsExactly(Phase.NOT_SENT);
        harness.sendings.get(0).answer().completeExceptionally(new NotSentException("late", null));
        ready(1, 2);

        assertOnlyLeft(2);
        harness.sendings.get(1).listener().sent("msg");
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5).setClientOrderId("mine"))
                        .build(),
                "msg");
        assertThat(((ProtoOAExecutionEvent) answer.join().event()).getOrder().getOrderId())
                .isEqualTo(5);
        assertThat(journal.open()).extracting(OrderRecord::phase).containsExactly(Phase.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatIsBeingWrittenDown(Change change) {
        harness.linked = false;
        market();
        holds = true;
        ready(0, 1);
        change.happen(harness.manager);
        holds = false;
        List.copyOf(held).forEach(Runnable::run);
        harness.pass(0);
        assertThat(harness.sendings).isEmpty();
        ready(1, 2);

        assertOnlyLeft(2);
    }

    @Test
    void anotherAccountOrAnotherSymbolChangesNothing() {
        harness.linked = false;
        market();
        ready(0, 1);
        harness.manager.sessionLost(99);
        harness.manager.symbolsChanged(changed(99, 1));
        harness.manager.symbolsChanged(changed(Orders.ACCOUNT, 7));

        assertThat(wanted(0)).isTrue();
        assertThat(preparations).hasSize(1);
    }

    @Test
    void anAmendmentMayBeAboutAnySymbol() {
        harness.linked = false;
        amend("mine");
        readyAmendment(0, 7);
        harness.manager.symbolsChanged(changed(Orders.ACCOUNT, 7));

        assertThat(wanted(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentAsItIsGivenWaitsOn(Change change) {
        harness.linked = false;
        harness.submit(Orders.newOrder("MARKET", "mine").build());
        change.happen(harness.manager);

        assertThat(wanted(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatHasLeftIsNotMadeReadyAgain(Change change) {
        CompletableFuture<OrderAnswer> answer = market();
        ready(0, 1);
        change.happen(harness.manager);

        assertThat(answer).isNotDone();
        assertThat(preparations).hasSize(1);
    }

    @Test
    void whatTheServerRefusedToLookAtGoesOnceMoreAndNotTwice() {
        market();
        ready(0, 1);
        assertThat(harness.sendings.get(0).listener().mayGoAgain()).isTrue();
        harness.sendings.get(0).listener().takenBack();
        assertThat(wanted(0)).isFalse();
        ready(1, 2);

        assertOnlyLeft(2);
        assertThat(harness.sendings.get(1).listener().mayGoAgain()).isFalse();
    }

    @Test
    void whatTheServerRefusedToLookAtGoesOnceMoreAlsoAfterAnInterruption() {
        harness.linked = false;
        market();
        ready(0, 1);
        harness.manager.linkLost();
        ready(1, 1);
        assertThat(harness.sendings.get(1).listener().mayGoAgain())
                .as("the server has refused nothing yet")
                .isTrue();
        harness.sendings.get(1).listener().takenBack();
        ready(2, 1);
        harness.manager.linkLost();
        ready(3, 1);

        assertThat(harness.sendings.get(3).listener().mayGoAgain()).isFalse();
    }

    @Test
    void whatIsSentAsItIsGivenMayGoAgainAsItIs() {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.newOrder("MARKET", "mine").build());
        assertThat(harness.sendings.get(0).listener().mayGoAgain()).isTrue();
        harness.sendings.get(0).listener().takenBack();

        assertThat(wanted(0)).isTrue();
        assertThat(answer).isNotDone();
    }

    @Test
    void aFailureThatComesAfterTheOutcomeChangesNothing() {
        harness.submit(Orders.newOrder("MARKET", "mine").build());
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5).setClientOrderId("mine"))
                        .build(),
                null);
        harness.sendings.get(0).answer().completeExceptionally(new OutcomeUnknownException("the link is gone", null));

        assertThat(journal.open()).extracting(OrderRecord::phase).containsExactly(Phase.DONE);
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isFalse();
    }

    @Test
    void amendmentsStayInTheirOrder() {
        harness.linked = false;
        CompletableFuture<OrderAnswer> first = amend("first");
        CompletableFuture<OrderAnswer> second = amend("second");
        readyAmendment(0, 7);
        harness.manager.linkLost();
        harness.pass(0);
        assertThat(preparations).as("the first one's again").hasSize(2);
        harness.linked = true;
        readyAmendment(1, 8);
        assertThat(preparations).hasSize(2);
        harness.event(
                Orders.event("ORDER_REPLACED").setOrder(Orders.order("STOP", 5)).build(), harness.lastId());
        harness.pass(0);

        assertThat(preparations).hasSize(3);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
    }

    @Test
    void itsTimeToBeMadeReadyDoesNotBeginAnew() {
        harness.linked = false;
        harness.pass(100);
        CompletableFuture<OrderAnswer> answer = market();
        harness.pass(6);
        ready(0, 1);
        harness.manager.linkLost();
        harness.pass(3);
        assertThat(answer).isNotDone();
        harness.pass(1);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotSentException.class)
                .withMessageContaining("requestTimeout");
    }

    @Test
    void theEndOfTheConnectionEndsItToo() {
        harness.linked = false;
        CompletableFuture<OrderAnswer> answer = market();
        ready(0, 1);
        harness.manager.linkLost();
        harness.manager.close();

        assertThat(answer).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotSentException.class);
    }
}
