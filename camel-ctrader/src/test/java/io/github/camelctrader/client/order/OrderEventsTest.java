package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages of the server, and records of an earlier process, mean for the operations under way and for those to come. */
class OrderEventsTest {
    private static final long HALF = Orders.VOLUME / 2;

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void aRejectionByAnEventIsTheAnswer() {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.newOrder("MARKET", "mine").build());
        harness.event(
                Orders.event("ORDER_REJECTED")
                        .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_REJECTED))
                        .setErrorCode("NO_QUOTES")
                        .build(),
                harness.lastId());

        rejected(answer).withMessageContaining("NO_QUOTES");
    }

    @Test
    void anAmendmentThatIsAnsweredByAnotherEndOfItsOrderCameTooLate() {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.amend(5).setLimitPrice(1.04).build());
        harness.event(filled(5), harness.lastId());

        rejected(answer).withMessageContaining("UNABLE_TO_AMEND_ORDER");
    }

    @Test
    void theEndOfItsOrderSettlesACancellationOnlyIfNoAnswerCanComeAndAnAmendmentNever() {
        harness.usable = false;
        CompletableFuture<OrderAnswer> cancel = harness.submit(Orders.cancel(5));
        harness.event(filled(5), null);
        assertThat(cancel).isNotDone();

        CompletableFuture<OrderAnswer> amend =
                harness.submit(Orders.amend(6).setLimitPrice(1.04).build(), OrderReply.AUTO, "amend");
        harness.manager.linkLost();
        harness.event(filled(6), null);
        assertThat(amend).isNotDone();
        harness.event(filled(5), null);
        assertThat(cancel).isCompleted();
    }

    @Test
    void aMessageThatIsNoRefusalIsNoneThoughItHasTheIdOfARequest() {
        CompletableFuture<OrderAnswer> answer =
                harness.submit(Orders.newOrder("MARKET", "mine").build());
        receive(
                ProtoOATraderReq.newBuilder()
                        .setCtidTraderAccountId(Orders.ACCOUNT)
                        .build(),
                harness.lastId());

        assertThat(answer).isNotDone();
        assertThat(journal.open())
                .singleElement()
                .extracting(OrderRecord::phase)
                .isEqualTo(Phase.SUBMITTED);
    }

    @Test
    void whatIsOpenIsNotedWhileNoRequestIsUnderWay() {
        receive(open(Orders.VOLUME), null);
        assertThat(volumeBefore("close")).isEqualTo(Orders.VOLUME);

        receive(open(HALF), null);
        assertThat(volumeBefore("while that is under way")).isEqualTo(Orders.VOLUME);
    }

    @Test
    void aRequestThatWaitsToBeSentDidNothingThatCouldBeInWhatIsOpen() {
        harness.linked = false;
        volumeBefore("waits");
        receive(open(HALF), null);

        assertThat(volumeBefore("next")).isEqualTo(HALF);
    }

    @Test
    void whatAnEventShowsIsNotedToo() {
        harness.event(Orders.event("ORDER_FILLED").setPosition(position(HALF)).build(), "terminal-1");

        assertThat(volumeBefore("close")).isEqualTo(HALF);
    }

    @Test
    void whatRecordsOfAnEarlierProcessShowIsNotedToo() {
        keep(
                Environment.DEMO,
                Phase.DONE,
                Orders.event("ORDER_FILLED").setPosition(position(HALF)).build());
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.submit(Orders.close(1, Orders.VOLUME), OrderReply.AUTO, "close");

        assertThat(recordOf("close").before().positionVolume()).isEqualTo(HALF);
    }

    @Test
    void recordsOfTheOtherEnvironmentAreLeftAlone() {
        keep(Environment.LIVE, Phase.UNKNOWN, null);
        keep(Environment.LIVE, Phase.ACCEPTED, filled(5));
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.cut();

        assertThat(next.manager.open()).isEmpty();
        assertThat(next.reads).isEmpty();
    }

    /** The close that is looked for, its volume apart, is like the one that is listed. */
    @ParameterizedTest(name = "a close by {0}: not taken for ours = {1}")
    @CsvSource({"an earlier request of ours, true", "a terminal, true", "whoever, false"})
    void aCloseThatIsKnownToBeAnothersIsNotTakenForOurs(String by, boolean others) {
        long now = harness.loop.now().toEpochMilli();
        ProtoOAOrder.Builder close = order(5, ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .setPositionId(1)
                .setClosingOrder(true)
                .setExecutedVolume(Orders.VOLUME)
                .setUtcLastUpdateTimestamp(now);
        close.getTradeDataBuilder().setOpenTimestamp(now);
        ProtoOAExecutionEvent closed =
                Orders.event("ORDER_FILLED").setOrder(close).build();
        if (by.equals("an earlier request of ours")) {
            harness.submit(Orders.close(1, Orders.VOLUME), OrderReply.AUTO, "earlier");
            harness.event(closed, harness.lastId());
        } else if (by.equals("a terminal")) {
            harness.event(closed, "terminal-1");
        }
        ProtoOAPosition position = position(Orders.VOLUME).toBuilder()
                .setUtcLastUpdateTimestamp(now - 60_000)
                .build();
        harness.open.addPosition(position);
        harness.event(Orders.event("SWAP").setPosition(position).build(), null);
        harness.orders.add(close.build());
        harness.deals.add(
                Orders.deal(2, 5, Orders.VOLUME).setExecutionTimestamp(now).build());
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.close(1, Orders.VOLUME));
        harness.cut();
        harness.pass(40);

        if (others) {
            assertThat(answer)
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(NotSentException.class);
        } else {
            assertThat(answer).isCompleted();
        }
    }

    private long volumeBefore(String id) {
        harness.submit(Orders.close(1, Orders.VOLUME), OrderReply.AUTO, id);
        return recordOf(id).before().positionVolume();
    }

    private OrderRecord recordOf(String id) {
        return journal.open().stream()
                .filter(record -> record.operationId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void keep(Environment environment, Phase phase, @Nullable ProtoOAExecutionEvent outcome) {
        journal.write(OrderRecord.submitted(
                        environment,
                        Orders.ACCOUNT,
                        environment + " " + phase,
                        Orders.newOrder("LIMIT", "earlier").build(),
                        harness.loop.now())
                .next(phase, harness.loop.now(), outcome, null, null));
    }

    private void receive(Message message, @Nullable String clientMsgId) {
        harness.manager.received(new InboundMessage(PayloadTypes.payloadTypeOf(message), message, clientMsgId));
    }

    private static ProtoOAReconcileRes open(long volume) {
        return ProtoOAReconcileRes.newBuilder()
                .setCtidTraderAccountId(Orders.ACCOUNT)
                .addPosition(position(volume))
                .build();
    }

    private static ProtoOAPosition position(long volume) {
        ProtoOAPosition.Builder position = Orders.position(1);
        position.getTradeDataBuilder().setVolume(volume);
        return position.build();
    }

    private static ProtoOAOrder.Builder order(long orderId, ProtoOAOrderStatus status) {
        return Orders.order("MARKET", orderId).setOrderStatus(status);
    }

    private static ProtoOAExecutionEvent filled(long orderId) {
        return Orders.event("ORDER_FILLED")
                .setOrder(order(orderId, ProtoOAOrderStatus.ORDER_STATUS_FILLED))
                .build();
    }

    private static ThrowableAssertAlternative<?> rejected(CompletableFuture<OrderAnswer> answer) {
        return assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RequestRejectedException.class);
    }
}
