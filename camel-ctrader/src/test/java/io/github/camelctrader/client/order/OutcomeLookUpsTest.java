package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When look-ups are made, and which of them count. */
class OutcomeLookUpsTest {
    private final OrderManagerHarness harness = new OrderManagerHarness(new MemoryOrderJournal(), null);

    @BeforeEach
    void theClockHasRunForAWhile() {
        harness.pass(100);
    }

    @Test
    void aLookUpFallsDueWhenTheGraceIsOver() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market("mine"));
        harness.usable = false;
        harness.cut();
        harness.pass(2);
        harness.usable = true;
        harness.manager.ready();
        harness.pass(12);
        assertThat(lookUps()).as("after 2, 3, 5 and 9 s").isEqualTo(4);
        harness.pass(1);

        assertThat(lookUps()).as("after 15 s, and not after 17").isEqualTo(5);
        assertNotSent(answer);
    }

    @Test
    void onceTheGraceIsOverTheyAreAsRareAsBefore() {
        harness.open.addPosition(Orders.position(1)
                .setTradeData(Orders.position(1).getTradeData().toBuilder().setLabel("mine")));
        harness.submit(Orders.newOrder("MARKET", "mine").setLabel("mine").build());
        harness.cut();
        harness.pass(29);

        assertThat(lookUps()).as("after 0, 1, 3, 7 and 15 s").isEqualTo(5);
    }

    @Test
    void whatIsReadOfOneAccountTellsNothingOfAnother() {
        harness.unusable = Orders.ACCOUNT + 1;
        CompletableFuture<OrderAnswer> other = harness.submit(
                Orders.newOrder("MARKET", "other")
                        .setCtidTraderAccountId(Orders.ACCOUNT + 1)
                        .build(),
                OrderReply.AUTO,
                "other");
        CompletableFuture<OrderAnswer> answer = harness.submit(market("mine"));
        harness.cut();
        harness.pass(20);

        assertNotSent(answer);
        assertThat(other).isNotDone();
    }

    @Test
    void thoseOfManyAccountsEndOneAfterTheOtherAndNotAllAtTheEnd() {
        submitForTenAccounts();
        harness.limited = true;
        harness.cut();
        harness.sendReads();

        List<Class<?>> left =
                harness.reads.stream().<Class<?>>map(Object::getClass).toList();
        assertThat(left).filteredOn(ProtoOAOrderListReq.class::equals).hasSize(10);
        assertThat(left.indexOf(ProtoOAReconcileReq.class))
                .as("the last read of the first account leaves before the first of the last one")
                .isLessThan(left.lastIndexOf(ProtoOAOrderListReq.class));
    }

    @Test
    void aLinkThatIsLostGivesTheTurnsBack() {
        harness.limited = true;
        submitForTenAccounts();
        harness.cut();
        harness.forgetReads();
        harness.cut();
        harness.sendReads();

        assertThat(lookUps()).isEqualTo(10);
    }

    @Test
    void oneAtATime() {
        harness.submit(market("one"));
        harness.silent = true;
        harness.cut();
        harness.submit(market("two"), OrderReply.AUTO, "two");
        harness.sendings.get(1).answer().completeExceptionally(new OutcomeUnknownException("no answer", null));
        harness.pass(5);
        assertThat(lookUps()).isEqualTo(1);

        harness.silent = false;
        harness.answerReads();
        harness.pass(1);
        assertThat(lookUps()).as("the one for the second order").isEqualTo(2);
    }

    @Test
    void oneThatFailsIsMadeAgain() {
        harness.submit(market("mine"));
        harness.refusing = true;
        harness.cut();
        assertThat(harness.count(ProtoOAReconcileReq.class)).isEqualTo(1);
        harness.pass(1);

        assertThat(harness.count(ProtoOAReconcileReq.class)).isEqualTo(2);
    }

    @Test
    void whatIsKnownBeforeItsLookUpFallsDueIsNotLookedUp() {
        harness.submit(market("mine"));
        harness.cut();
        harness.event(
                Orders.event("ORDER_FILLED")
                        .setOrder(Orders.order("MARKET", 5)
                                .setClientOrderId("mine")
                                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                        .build(),
                null);
        int timers = harness.loop.pendingTimers();
        harness.pass(1);

        assertThat(lookUps()).isEqualTo(1);
        assertThat(harness.loop.pendingTimers()).as("there is no next one").isEqualTo(timers - 1);
    }

    @Test
    void theLastOneIsFollowedByNone() {
        int timers = harness.loop.pendingTimers();
        harness.submit(market("mine"));
        harness.orders.add(Orders.order("MARKET", 5)
                .setClientOrderId("mine")
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED)
                .build());
        harness.cut();

        assertThat(lookUps()).isEqualTo(1);
        assertThat(harness.loop.pendingTimers()).isEqualTo(timers);
    }

    @Test
    void anAccountWhoseSessionEndsIsNotAskedUntilItHasOneAgain() {
        harness.submit(market("mine"));
        harness.cut();
        harness.usable = false;
        harness.pass(10);
        assertThat(lookUps()).isEqualTo(1);

        harness.usable = true;
        harness.manager.accountReady(Orders.ACCOUNT);
        harness.pass(0);
        assertThat(lookUps()).isEqualTo(2);
    }

    @Test
    void theLossOfAnotherLinkThanItsOwnDoesNotMakeARequestYounger() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market("mine"));
        harness.cut();
        harness.pass(14);
        harness.cut();
        harness.pass(1);

        assertNotSent(answer);
    }

    @Test
    void anotherCallerWhoseTimeIsUpDoesNotMakeTheLookUpsBeforeCountForNothing() {
        CompletableFuture<OrderAnswer> first = harness.submit(market("mine"));
        harness.loop.advance(Duration.ofMillis(500));
        harness.manager.submit(
                OrderIntent.ready(market("mine")),
                new OrderOptions(OrderReply.AUTO, OrderManagerHarness.TIMEOUT, "mine"));
        harness.loop.advance(OrderManagerHarness.TIMEOUT.plusMillis(500));

        assertThat(lookUps()).isEqualTo(2);
        assertNotSent(first);
    }

    @Test
    void lookUpsBeforeARequestWentOnceMoreCountForNothing() {
        CompletableFuture<OrderAnswer> answer = harness.submit(market("mine"));
        harness.loop.advance(OrderManagerHarness.TIMEOUT);
        harness.pass(0);
        assertThat(lookUps()).isEqualTo(1);
        harness.sendings.get(0).listener().takenBack();
        harness.sendings.get(0).listener().sent("again");
        harness.pass(16);
        harness.sendings.get(0).answer().completeExceptionally(new OutcomeUnknownException("no answer", null));
        harness.pass(0);
        assertThat(lookUps()).isEqualTo(2);
        assertThat(answer).isNotDone();
        harness.pass(1);

        assertNotSent(answer);
    }

    private long lookUps() {
        return harness.count(ProtoOAOrderListReq.class);
    }

    private static Message market(String id) {
        return Orders.newOrder("MARKET", id).build();
    }

    private void submitForTenAccounts() {
        for (int i = 0; i < 10; i++) {
            harness.submit(
                    Orders.newOrder("MARKET", "of " + i)
                            .setCtidTraderAccountId(Orders.ACCOUNT + i)
                            .build(),
                    OrderReply.AUTO,
                    "of " + i);
        }
    }

    private static void assertNotSent(CompletableFuture<OrderAnswer> answer) {
        OrderManagerHarness.assertNotSent(answer, "is not found at the server");
    }
}
