package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_ACCEPTED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_CANCELLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_REPLACED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_ORDER_LIST_REQ;
import static io.github.camelctrader.client.session.OrderScene.ACCOUNT;
import static io.github.camelctrader.client.session.OrderScene.VOLUME;
import static io.github.camelctrader.client.session.OrderScene.event;
import static io.github.camelctrader.client.session.OrderScene.failureOf;
import static io.github.camelctrader.client.session.OrderScene.limit;
import static io.github.camelctrader.client.session.OrderScene.market;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the server's word does not come, the caller learns what the server did, and the server sees the order once. */
class OutcomeLookUpTest {
    private static final Duration SHORT = Duration.ofMillis(800);

    private static OrderScene scene;
    private long before;

    @BeforeAll
    static void open() {
        scene = new OrderScene();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void count() {
        before = scene.received(PROTO_OA_NEW_ORDER_REQ);
    }

    @AfterEach
    void mend() {
        scene.simulator.clearFaults();
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
        scene.fault(fault);
        Reply reply = scene.hasten(market().build()).join();
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
        String id = OrderScene.freshId();
        scene.fault(fault);

        assertThat(failureOf(scene.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("never took effect")
                .hasMessageContaining(id);
        assertThat(sent()).isEqualTo(1);
        Reply again = scene.send(market().build(), OrderReply.AUTO, SHORT, id).join();
        assertThat(event(again).getExecutionType()).isEqualTo(ORDER_FILLED);
    }

    /** Servers were seen to show in their lists what was executed only a while later. */
    @Test
    void anOrderThatHistoryDoesNotShowYetIsNotAbsent() {
        try (OrderScene slow =
                new OrderScene(server -> server.historyLag(Duration.ofSeconds(2)), new MemoryOrderJournal())) {
            slow.fault("on NewOrderReq swallow-answer");
            Reply reply = slow.send(market().build(), OrderReply.AUTO, SHORT, OrderScene.freshId())
                    .join();

            assertThat(event(reply).getExecutionType()).isEqualTo(ORDER_FILLED);
            assertThat(slow.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(1);
        }
    }

    @Test
    void anErrorThatTellsNothingIsTheAnswerOnceLookUpsFoundNothingDone() {
        String id = OrderScene.freshId();
        long lookUps = scene.received(PROTO_OA_ORDER_LIST_REQ);
        scene.fault("on NewOrderReq error UNKNOWN_ERROR");

        assertThat(failureOf(scene.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refusal -> assertThat(refusal.getErrorCode()).isEqualTo("UNKNOWN_ERROR"));
        assertThat(scene.received(PROTO_OA_ORDER_LIST_REQ)).isGreaterThanOrEqualTo(lookUps + 2);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anErrorThatTellsItsReasonIsTheAnswerAtOnce() {
        long lookUps = scene.received(PROTO_OA_ORDER_LIST_REQ);
        scene.fault("on NewOrderReq error NOT_ENOUGH_MONEY");

        assertThat(failureOf(scene.send(market().build()))).isInstanceOf(RequestRejectedException.class);
        assertThat(scene.received(PROTO_OA_ORDER_LIST_REQ)).isEqualTo(lookUps);
    }

    @Test
    void anErrorThatTellsNothingIsLookedUpForEveryKindOfRequest() {
        for (String kind :
                new String[] {"CancelOrderReq", "AmendOrderReq", "AmendPositionSLTPReq", "ClosePositionReq"}) {
            scene.fault("on " + kind + " error-after-execution");
        }

        assertThat(outcomeOf(amendment(scene.resting())).getExecutionType()).isEqualTo(ORDER_REPLACED);
        assertThat(outcomeOf(OrderScene.cancel(scene.resting())).getExecutionType())
                .isEqualTo(ORDER_CANCELLED);
        long positionId = scene.position();
        assertThat(outcomeOf(protection(positionId)).getPosition().getStopLoss())
                .isEqualTo(1.05);
        assertThat(outcomeOf(OrderScene.close(positionId, 100_000)).getExecutionType())
                .isEqualTo(ORDER_FILLED);
    }

    /** The last is about an order that works, so that the refusal itself is true. */
    @Test
    void aCancelOfAnOrderThatHasEndedIsAnsweredByThatEnd() {
        long filled = scene.answerOf(market().build()).getOrder().getOrderId();
        assertThat(outcomeOf(OrderScene.cancel(filled)).getExecutionType()).isEqualTo(ORDER_FILLED);

        assertThat(codeOf(OrderScene.cancel(987_654_321))).isEqualTo("ORDER_NOT_FOUND");

        scene.fault("on CancelOrderReq error UNABLE_TO_CANCEL_ORDER");
        assertThat(codeOf(OrderScene.cancel(scene.resting()))).isEqualTo("UNABLE_TO_CANCEL_ORDER");
    }

    @Test
    void aRefusalThatCannotBeLookedUpStaysTheAnswer() {
        long orderId = scene.resting();
        scene.fault("on CancelOrderReq error UNABLE_TO_CANCEL_ORDER");
        scene.fault("always on OrderListReq error");

        assertThat(codeOf(OrderScene.cancel(orderId))).isEqualTo("UNABLE_TO_CANCEL_ORDER");
    }

    @Test
    void anOrderThatWasRefusedForWantOfASessionGoesOnceMoreAndNobodyIsToldOfTheRefusal() {
        int positions = scene.open().getPositionCount();
        scene.fault("on NewOrderReq account-not-authorized");

        assertThat(scene.answerOf(market().build()).getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(sent()).isEqualTo(2);
        assertThat(scene.open().getPositionCount()).isEqualTo(positions + 1);
    }

    @Test
    void anOrderThatRestsIsAnsweredByItsAcceptance() {
        scene.fault("on NewOrderReq swallow-answer");
        Reply reply = scene.hasten(limit().build()).join();

        assertThat(event(reply).getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(reply.recovered()).isTrue();
    }

    @Test
    void whoWaitsForTheEndOfAnOrderThatStillRestsIsToldSoWhenItsTimeIsUp() {
        ProtoOAExecutionEvent answer =
                event(scene.send(limit().build(), OrderReply.FINAL, SHORT, null).join());

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_ACCEPTED);
        assertThat(answer.getOrder().getOrderStatus()).isEqualTo(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED);
    }

    @Test
    void aRejectionThatWasLostIsARejection() {
        scene.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.rejected("NO_QUOTES"));
        scene.fault("on NewOrderReq swallow-answer");

        assertThat(failureOf(scene.hasten(market().build()))).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void aCancelIsAnsweredByWhatBecameOfTheOrder() {
        long orderId = scene.resting();
        scene.fault("on CancelOrderReq swallow-answer");
        assertThat(outcomeOf(OrderScene.cancel(orderId)).getExecutionType()).isEqualTo(ORDER_CANCELLED);

        long second = scene.resting();
        scene.fault("on CancelOrderReq cut-after-execution");
        assertThat(outcomeOf(OrderScene.cancel(second)).getExecutionType()).isEqualTo(ORDER_CANCELLED);
    }

    @Test
    void anAmendmentIsAnsweredByTheOrderAsItIsNow() {
        scene.fault("on AmendOrderReq swallow-answer");
        Message amendment = amendment(scene.resting());

        assertThat(outcomeOf(amendment).getExecutionType()).isEqualTo(ORDER_REPLACED);
    }

    @Test
    void aProtectionIsAnsweredByThePositionAsItIsNow() {
        scene.fault("on AmendPositionSLTPReq swallow-answer");
        ProtoOAExecutionEvent answer = outcomeOf(protection(scene.position()));

        assertThat(answer.getPosition().getStopLoss()).isEqualTo(1.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swallow-answer", "cut-after-execution", "answer-without-id"})
    void aCloseIsKnownByPositionAndVolume(String fault) {
        long positionId = scene.position();
        scene.fault("on ClosePositionReq " + fault);
        ProtoOAExecutionEvent answer = outcomeOf(OrderScene.close(positionId, 100_000));

        assertThat(answer.getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(answer.getOrder().getClosingOrder()).isTrue();
        assertThat(answer.getDeal().getPositionId()).isEqualTo(positionId);
        assertThat(answer.getDeal().getFilledVolume()).isEqualTo(100_000);
    }

    @Test
    void oneClosingOrderIsNotTakenForTwoCloses() {
        long positionId = scene.position();
        scene.fault("on ClosePositionReq swallow-answer");
        CompletableFuture<Reply> first = scene.hasten(OrderScene.close(positionId, 100_000));
        scene.fault("on ClosePositionReq drop-request");
        CompletableFuture<Reply> second = scene.hasten(OrderScene.close(positionId, 100_000));

        assertThat(event(first.join()).getExecutionType()).isEqualTo(ORDER_FILLED);
        assertThat(failureOf(second)).isInstanceOf(NotSentException.class);
    }

    @Test
    void aCloseOfSomebodyElseIsNotTakenForOurs() {
        long positionId = scene.position();
        scene.simulator.broker().trade(OrderScene.close(positionId, 100_000), "terminal-1");
        scene.awaitEvent(ORDER_FILLED, 1);
        scene.fault("on ClosePositionReq drop-request");

        assertThat(failureOf(scene.hasten(OrderScene.close(positionId, 100_000))))
                .isInstanceOf(NotSentException.class);
    }

    @Test
    void whatNeverArrivedIsProvenAbsentForEveryKindOfRequest() {
        long orderId = scene.resting();
        long positionId = scene.position();
        scene.fault("on CancelOrderReq drop-request");
        scene.fault("on AmendOrderReq drop-request");
        scene.fault("on AmendPositionSLTPReq drop-request");
        CompletableFuture<Reply> cancel = scene.hasten(OrderScene.cancel(orderId));
        CompletableFuture<Reply> amend = scene.hasten(amendment(orderId));
        CompletableFuture<Reply> protect = scene.hasten(protection(positionId));

        assertThat(failureOf(cancel)).isInstanceOf(NotSentException.class);
        assertThat(failureOf(amend)).isInstanceOf(NotSentException.class);
        assertThat(failureOf(protect)).isInstanceOf(NotSentException.class);
    }

    @Test
    void aReadThatFailsConcludesNothingAndTheOutcomeComesAsAnEventLater() {
        String id = OrderScene.freshId();
        scene.fault("on NewOrderReq drop-request");
        scene.fault("always on OrderListReq error");
        assertThat(failureOf(scene.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining(id);

        scene.simulator.clearFaults();
        assertThat(scene.lateOutcome(id).outcome()).isEqualTo(OrderOutcomeEvent.NOT_EXECUTED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void consumersGetAFillThatTheServerKeptToItselfOnceAndMarked() {
        scene.fault("on NewOrderReq swallow-answer");
        long dealId = outcomeOf(market().build()).getDeal().getDealId();

        await().untilAsserted(() -> assertThat(scene.executions.events("ExecutionEvent"))
                .filteredOn(event -> event.message() instanceof ProtoOAExecutionEvent execution
                        && execution.getDeal().getDealId() == dealId)
                .singleElement()
                .satisfies(event -> assertThat(event.recovered()).isTrue()));
    }

    @Test
    void aLateOutcomeTellsWhatWasExecuted() {
        String id = OrderScene.freshId();
        scene.fault("on NewOrderReq swallow-answer");
        scene.fault("always on OrderListReq error");
        assertThat(failureOf(scene.send(market().build(), OrderReply.AUTO, SHORT, id)))
                .isInstanceOf(OutcomeUnknownException.class);

        scene.simulator.clearFaults();
        OrderOutcomeEvent outcome = scene.lateOutcome(id);
        assertThat(outcome.outcome()).isEqualTo("ORDER_FILLED");
        assertThat(outcome.executedVolume()).isEqualTo(VOLUME);
        assertThat(outcome.toMap()).containsEntry("clientOrderId", id).containsEntry("requestType", "NewOrderReq");
    }

    private static ProtoOAExecutionEvent outcomeOf(Message request) {
        return event(scene.hasten(request).join());
    }

    private static String codeOf(Message request) {
        return ((RequestRejectedException) failureOf(scene.hasten(request))).getErrorCode();
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
        return scene.received(PROTO_OA_NEW_ORDER_REQ) - before;
    }
}
