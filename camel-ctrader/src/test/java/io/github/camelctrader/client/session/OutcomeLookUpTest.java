package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_ACCEPTED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_CANCELLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_REPLACED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_ORDER_LIST_REQ;
import static io.github.camelctrader.client.session.OrderHarness.ACCOUNT;
import static io.github.camelctrader.client.session.OrderHarness.VOLUME;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.limit;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.simulator.OrderScript;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the server's word does not come, the caller learns what the server did, and the server sees the order once. */
class OutcomeLookUpTest {
    private static final Duration SHORT = Duration.ofMillis(800);

    @AutoClose
    private static final OrderHarness harness = new OrderHarness();

    private long before;

    @BeforeEach
    void count() {
        before = harness.received(PROTO_OA_NEW_ORDER_REQ);
    }

    @AfterEach
    void mend() {
        harness.simulator.clearFaults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on NewOrderReq cut-after-execution",
                "on NewOrderReq swallow-answer",
                "cut-between-accepted-and-filled",
                "on NewOrderReq answer-without-id",
                "on NewOrderReq error-after-execution"
            })
    void anOrderThatWasExecutedIsAnsweredByItsFill(String fault) {
        harness.fault(fault);
        Reply reply = harness.hasten(market().build()).join();
        ProtoOAExecutionEvent fill = event(reply);

        assertThat(fill.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(fill.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_FILLED);
        assertThat(fill.getOrder().getExecutedVolume()).isEqualTo(VOLUME);
        assertThat(fill.getDeal().getFilledVolume()).isEqualTo(VOLUME);
        assertThat(fill.getPosition().getTradeData().getVolume()).isEqualTo(VOLUME);
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on NewOrderReq cut-before-execution", "on NewOrderReq drop-request"})
    void anOrderThatWasNotExecutedIsProvenAbsentAndMayBeSentAgain(String fault) {
        String id = OrderHarness.freshId();
        harness.fault(fault);

        assertThat(failureOf(harness.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("never took effect")
                .hasMessageContaining(id);
        assertThat(sent()).isEqualTo(1);
        Reply again = harness.send(market().build(), OrderReply.AUTO, SHORT, id).join();
        assertThat(event(again).getExecutionType()).isEqualTo(ORDER_FILLED);
    }

    /** Servers were seen to show in their lists what was executed only a while later. */
    @Test
    void anOrderThatHistoryDoesNotShowYetIsNotAbsent() {
        try (OrderHarness slow =
                new OrderHarness(server -> server.historyLag(Duration.ofSeconds(2)), new MemoryOrderJournal())) {
            slow.fault("on NewOrderReq swallow-answer");
            Reply reply = slow.send(market().build(), OrderReply.AUTO, SHORT, OrderHarness.freshId())
                    .join();

            assertThat(event(reply).getExecutionType()).isEqualTo(ORDER_FILLED);
            assertThat(slow.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(1);
        }
    }

    @Test
    void anErrorThatTellsNothingIsTheAnswerOnceLookUpsFoundNothingDone() {
        String id = OrderHarness.freshId();
        long lookUps = harness.received(PROTO_OA_ORDER_LIST_REQ);
        harness.fault("on NewOrderReq error UNKNOWN_ERROR");

        assertThat(failureOf(harness.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.getErrorCode()).isEqualTo("UNKNOWN_ERROR"));
        assertThat(harness.received(PROTO_OA_ORDER_LIST_REQ)).isGreaterThanOrEqualTo(lookUps + 2);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anErrorThatTellsItsReasonIsTheAnswerAtOnce() {
        long lookUps = harness.received(PROTO_OA_ORDER_LIST_REQ);
        harness.fault("on NewOrderReq error NOT_ENOUGH_MONEY");

        assertThat(failureOf(harness.send(market().build()))).isInstanceOf(RequestRejectedException.class);
        assertThat(harness.received(PROTO_OA_ORDER_LIST_REQ)).isEqualTo(lookUps);
    }

    @Test
    void anErrorThatTellsNothingIsLookedUpForEveryKindOfRequest() {
        for (String kind :
                new String[] {"CancelOrderReq", "AmendOrderReq", "AmendPositionSLTPReq", "ClosePositionReq"}) {
            harness.fault("on " + kind + " error-after-execution");
        }

        assertThat(outcomeOf(amendment(harness.resting())).getExecutionType()).isEqualTo(ORDER_REPLACED);
        assertThat(outcomeOf(OrderHarness.cancel(harness.resting())).getExecutionType())
                .isEqualTo(ORDER_CANCELLED);
        long positionId = harness.position();
        assertThat(outcomeOf(protection(positionId)).getPosition().getStopLoss())
                .isEqualTo(1.05);
        assertThat(outcomeOf(OrderHarness.close(positionId, 100_000)).getExecutionType())
                .isEqualTo(ORDER_FILLED);
    }

    /** The last is about an order that works, so that the refusal itself is true. */
    @Test
    void aCancelOfAnOrderThatHasEndedIsAnsweredByThatEnd() {
        long filled = harness.answerOf(market().build()).getOrder().getOrderId();
        assertThat(outcomeOf(OrderHarness.cancel(filled)).getExecutionType()).isEqualTo(ORDER_FILLED);

        assertThat(refusalOf(OrderHarness.cancel(987_654_321)))
                .as("in the server's own words")
                .returns("ORDER_NOT_FOUND", RequestRejectedException::getErrorCode)
                .returns("Order not found with id 987654321", RequestRejectedException::getDescription);

        harness.fault("on CancelOrderReq error UNABLE_TO_CANCEL_ORDER");
        assertThat(codeOf(OrderHarness.cancel(harness.resting()))).isEqualTo("UNABLE_TO_CANCEL_ORDER");
    }

    @Test
    void aRefusalThatCannotBeLookedUpStaysTheAnswer() {
        long orderId = harness.resting();
        harness.fault("on CancelOrderReq error UNABLE_TO_CANCEL_ORDER");
        harness.fault("always on OrderListReq error");

        assertThat(codeOf(OrderHarness.cancel(orderId))).isEqualTo("UNABLE_TO_CANCEL_ORDER");
    }

    @Test
    void anOrderThatWasRefusedForWantOfASessionGoesOnceMoreAndNobodyIsToldOfTheRefusal() {
        int positions = harness.open().getPositionCount();
        harness.fault("on NewOrderReq account-not-authorized");

        assertThat(harness.answerOf(market().build()).getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(sent()).isEqualTo(2);
        assertThat(harness.open().getPositionCount()).isEqualTo(positions + 1);
    }

    @Test
    void anOrderThatRestsIsAnsweredByItsAcceptance() {
        harness.fault("on NewOrderReq swallow-answer");
        Reply reply = harness.hasten(limit().build()).join();

        assertThat(event(reply).getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(reply.recovered()).isTrue();
    }

    @Test
    void whoWaitsForTheEndOfAnOrderThatStillRestsIsToldSoWhenItsTimeIsUp() {
        ProtoOAExecutionEvent answer = event(
                harness.send(limit().build(), OrderReply.FINAL, SHORT, null).join());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(answer.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
    }

    @Test
    void aRejectionThatWasLostIsARejection() {
        harness.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.rejected("NO_QUOTES"));
        harness.fault("on NewOrderReq swallow-answer");

        assertThat(failureOf(harness.hasten(market().build()))).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void aCancelIsAnsweredByWhatBecameOfTheOrder() {
        long orderId = harness.resting();
        harness.fault("on CancelOrderReq swallow-answer");
        assertThat(outcomeOf(OrderHarness.cancel(orderId)).getExecutionType()).isEqualTo(ORDER_CANCELLED);

        long second = harness.resting();
        harness.fault("on CancelOrderReq cut-after-execution");
        assertThat(outcomeOf(OrderHarness.cancel(second)).getExecutionType()).isEqualTo(ORDER_CANCELLED);
    }

    @Test
    void anAmendmentIsAnsweredByTheOrderAsItIsNow() {
        harness.fault("on AmendOrderReq swallow-answer");
        Message amendment = amendment(harness.resting());

        assertThat(outcomeOf(amendment).getExecutionType()).isEqualTo(ORDER_REPLACED);
    }

    @Test
    void aProtectionIsAnsweredByThePositionAsItIsNow() {
        harness.fault("on AmendPositionSLTPReq swallow-answer");
        ProtoOAExecutionEvent answer = outcomeOf(protection(harness.position()));

        assertThat(answer.getPosition().getStopLoss()).isEqualTo(1.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swallow-answer", "cut-after-execution", "answer-without-id"})
    void aCloseIsKnownByPositionAndVolume(String fault) {
        long positionId = harness.position();
        harness.fault("on ClosePositionReq " + fault);
        ProtoOAExecutionEvent answer = outcomeOf(OrderHarness.close(positionId, 100_000));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getClosingOrder()).isTrue();
        assertThat(answer.getDeal().getPositionId()).isEqualTo(positionId);
        assertThat(answer.getDeal().getFilledVolume()).isEqualTo(100_000);
    }

    @Test
    void oneClosingOrderIsNotTakenForTwoCloses() {
        long positionId = harness.position();
        harness.fault("on ClosePositionReq swallow-answer");
        CompletableFuture<Reply> first = harness.hasten(OrderHarness.close(positionId, 100_000));
        harness.fault("on ClosePositionReq drop-request");
        CompletableFuture<Reply> second = harness.hasten(OrderHarness.close(positionId, 100_000));

        assertThat(event(first.join()).getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(failureOf(second)).isInstanceOf(NotSentException.class);
    }

    @Test
    void aCloseOfSomebodyElseIsNotTakenForOurs() {
        long positionId = harness.position();
        harness.simulator.broker().trade(OrderHarness.close(positionId, 100_000), "terminal-1");
        harness.awaitEvent(ORDER_FILLED, 1);
        harness.fault("on ClosePositionReq drop-request");

        assertThat(failureOf(harness.hasten(OrderHarness.close(positionId, 100_000))))
                .isInstanceOf(NotSentException.class);
    }

    @Test
    void whatNeverArrivedIsProvenAbsentForEveryKindOfRequest() {
        long orderId = harness.resting();
        long positionId = harness.position();
        harness.fault("on CancelOrderReq drop-request");
        harness.fault("on AmendOrderReq drop-request");
        harness.fault("on AmendPositionSLTPReq drop-request");
        CompletableFuture<Reply> cancel = harness.hasten(OrderHarness.cancel(orderId));
        CompletableFuture<Reply> amend = harness.hasten(amendment(orderId));
        CompletableFuture<Reply> protect = harness.hasten(protection(positionId));

        assertThat(failureOf(cancel)).isInstanceOf(NotSentException.class);
        assertThat(failureOf(amend)).isInstanceOf(NotSentException.class);
        assertThat(failureOf(protect)).isInstanceOf(NotSentException.class);
    }

    @Test
    void aReadThatFailsConcludesNothingAndTheOutcomeComesAsAnEventLater() {
        String id = OrderHarness.freshId();
        harness.fault("on NewOrderReq drop-request");
        harness.fault("always on OrderListReq error");
        assertThat(failureOf(harness.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining(id);

        harness.simulator.clearFaults();
        assertThat(harness.lateOutcome(id).outcome()).isEqualTo(OrderOutcomeEvent.NOT_EXECUTED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void consumersGetAFillThatTheServerKeptToItselfOnceAndMarked() {
        harness.fault("on NewOrderReq swallow-answer");
        long dealId = outcomeOf(market().build()).getDeal().getDealId();

        await().untilAsserted(() -> assertThat(harness.executions.events("ExecutionEvent"))
                .filteredOn(event -> event.message() instanceof ProtoOAExecutionEvent execution
                        && execution.getDeal().getDealId() == dealId)
                .singleElement()
                .satisfies(event -> assertThat(event.recovered()).isTrue()));
    }

    @Test
    void aLateOutcomeTellsWhatWasExecuted() {
        String id = OrderHarness.freshId();
        harness.fault("on NewOrderReq swallow-answer");
        harness.fault("always on OrderListReq error");
        assertThat(failureOf(harness.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(OutcomeUnknownException.class);

        harness.simulator.clearFaults();
        OrderOutcomeEvent outcome = harness.lateOutcome(id);
        assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED");
        assertThat(outcome.executedVolume()).isEqualTo(VOLUME);
        assertThat(outcome.toMap()).containsEntry("clientOrderId", id).containsEntry("requestType", "NewOrderReq");
    }

    private static ProtoOAExecutionEvent outcomeOf(Message request) {
        return event(harness.hasten(request).join());
    }

    private static String codeOf(Message request) {
        return refusalOf(request).getErrorCode();
    }

    private static RequestRejectedException refusalOf(Message request) {
        return (RequestRejectedException) failureOf(harness.hasten(request));
    }

    private static Message amendment(long orderId) {
        return ProtoOAAmendOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setOrderId(orderId)
                .setVolume(200_000)
                .setLimitPrice(1.03)
                .build();
    }

    private static Message protection(long positionId) {
        return ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(positionId)
                .setStopLoss(1.05)
                .build();
    }

    private long sent() {
        return harness.received(PROTO_OA_NEW_ORDER_REQ) - before;
    }
}
