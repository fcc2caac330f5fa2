package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static io.github.camelctrader.client.session.OrderHarness.PATIENCE;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ChildProcess;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.journal.FileOrderJournal;
import io.github.camelctrader.client.order.FullJournal;
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
        String id = OrderHarness.freshId();
        try (FileOrderJournal journal = new FileOrderJournal(file);
                OrderHarness harness =
                        new OrderHarness(UnaryOperator.identity(), new FileOrderJournal(directory.resolve("first")))) {
            if (!fault.isEmpty()) {
                harness.fault(fault);
            }
            try (ChildProcess child = OrderChild.start(harness.simulator, file, id, stopsBeforeTheSend)) {
                child.awaitLine(OrderChild.WRITTEN);
                if (!stopsBeforeTheSend) {
                    await().atMost(PATIENCE).until(() -> harness.received(PROTO_OA_NEW_ORDER_REQ) == 1);
                }
            }
            harness.restart(journal);

            OrderOutcomeEvent outcome = harness.lateOutcome(id);
            assertThat(outcome.outcome()).isEqualTo(executed ? "ORDER_FILLED" : OrderOutcomeEvent.NOT_EXECUTED);
            Reply repeated = harness.send(market().build(), OrderReply.AUTO, PATIENCE, id)
                    .join();
            assertThat(event(repeated).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
            assertThat(harness.open().getPositionCount()).isEqualTo(1);
            assertThat(harness.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(fault.isEmpty() || executed ? 1 : 2);
        }
    }

    @Test
    void whoeverWaitsWhenTheClientIsClosedIsToldThatTheOutcomeIsUnknownAndTheNextClientFindsIt() {
        try (OrderHarness harness = new OrderHarness()) {
            String id = OrderHarness.freshId();
            harness.fault("on NewOrderReq swallow-answer");
            CompletableFuture<Reply> order = harness.send(market().build(), OrderReply.AUTO, PATIENCE, id);
            await().atMost(PATIENCE).until(() -> harness.received(PROTO_OA_NEW_ORDER_REQ) == 1);
            harness.restart(harness.journal);

            assertThat(failureOf(order)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(harness.lateOutcome(id).outcome()).isEqualTo("ORDER_FILLED");
            assertThat(harness.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(1);
        }
    }

    @Test
    void anOrderThatCannotBeWrittenDownIsNotSent() {
        try (OrderHarness harness = new OrderHarness(UnaryOperator.identity(), new FullJournal())) {
            assertThat(failureOf(harness.send(market().build())))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("journal")
                    .hasRootCauseMessage("the disk is full");
            assertThat(harness.received(PROTO_OA_NEW_ORDER_REQ)).isZero();
        }
    }
}
