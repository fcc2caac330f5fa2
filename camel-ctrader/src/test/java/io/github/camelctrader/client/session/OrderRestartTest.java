package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static io.github.camelctrader.client.session.OrderScene.PATIENCE;
import static io.github.camelctrader.client.session.OrderScene.event;
import static io.github.camelctrader.client.session.OrderScene.failureOf;
import static io.github.camelctrader.client.session.OrderScene.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.journal.FileOrderJournal;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that comes after another one on the same journal learns of the orders of its predecessor. */
class OrderRestartTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void killedAfterTheJournalAndBeforeTheSend() throws Exception {
        assertThatTheTruthIsLearnt(true, "", false);
    }

    @Test
    void killedAfterTheSendOfAnOrderThatWasNotExecuted() throws Exception {
        assertThatTheTruthIsLearnt(false, "on NewOrderReq drop-request", false);
    }

    @Test
    void killedAfterTheExecution() throws Exception {
        assertThatTheTruthIsLearnt(false, "on NewOrderReq swallow-answer", true);
    }

    private void assertThatTheTruthIsLearnt(boolean stopsBeforeTheSend, String fault, boolean executed)
            throws Exception {
        Path file = directory.resolve("orders.journal");
        String id = OrderScene.freshId();
        try (FileOrderJournal journal = new FileOrderJournal(file);
                OrderScene scene =
                        new OrderScene(UnaryOperator.identity(), new FileOrderJournal(directory.resolve("first")))) {
            if (!fault.isEmpty()) {
                scene.fault(fault);
            }
            try (OrderChild child = OrderChild.start(scene.simulator, file, id, stopsBeforeTheSend)) {
                child.awaitWritten();
                if (!stopsBeforeTheSend) {
                    await().atMost(PATIENCE).until(() -> scene.received(PROTO_OA_NEW_ORDER_REQ) == 1);
                }
            }
            scene.restart(journal);

            OrderOutcomeEvent outcome = scene.lateOutcome(id);
            assertThat(outcome.outcome()).isEqualTo(executed ? "ORDER_FILLED" : OrderOutcomeEvent.NOT_EXECUTED);
            Reply repeated =
                    scene.send(market().build(), OrderReply.AUTO, PATIENCE, id).join();
            assertThat(event(repeated).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
            assertThat(scene.open().getPositionCount()).isEqualTo(1);
            assertThat(scene.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(fault.isEmpty() || executed ? 1 : 2);
        }
    }

    @Test
    void whoeverWaitsWhenTheClientIsClosedIsToldThatTheOutcomeIsUnknownAndTheNextClientFindsIt() {
        try (OrderScene scene = new OrderScene()) {
            String id = OrderScene.freshId();
            scene.fault("on NewOrderReq swallow-answer");
            CompletableFuture<Reply> order = scene.send(market().build(), OrderReply.AUTO, PATIENCE, id);
            await().atMost(PATIENCE).until(() -> scene.received(PROTO_OA_NEW_ORDER_REQ) == 1);
            scene.restart(scene.journal);

            assertThat(failureOf(order)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(scene.lateOutcome(id).outcome()).isEqualTo("ORDER_FILLED");
            assertThat(scene.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(1);
        }
    }

    @Test
    void anOrderThatCannotBeWrittenDownIsNotSent() {
        try (OrderScene scene = new OrderScene(UnaryOperator.identity(), new FullJournal())) {
            assertThat(failureOf(scene.send(market().build())))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("journal")
                    .hasRootCauseMessage("The disk is full");
            assertThat(scene.received(PROTO_OA_NEW_ORDER_REQ)).isZero();
        }
    }
}
