package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of this machine and the server's differ, and nothing false follows from that. */
class WrongClockTest {

    @ParameterizedTest(name = "the server''s clock is {0} s ahead")
    @ValueSource(ints = {-36_000, -300, -90, 90, 300, 36_000})
    void whatWasExecutedIsFoundAndWhatWasNotIsNot(int seconds) {
        try (OrderHarness harness = harness(seconds)) {
            harness.fault("on NewOrderReq swallow-answer");
            long positionId =
                    event(harness.hasten(market().build()).join()).getPosition().getPositionId();
            harness.fault("on ClosePositionReq swallow-answer");
            assertThat(event(harness.hasten(OrderHarness.close(positionId, 100_000))
                                    .join())
                            .getExecutionType())
                    .isEqualTo(ORDER_FILLED);
            harness.fault("on ClosePositionReq drop-request");
            assertThat(failureOf(harness.hasten(OrderHarness.close(positionId, 100_000))))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            absent -> assertThat(absent.isLookedUp()).isTrue());
            harness.fault("on NewOrderReq drop-request");
            assertThat(failureOf(harness.hasten(market().build()))).isInstanceOf(NotSentException.class);
            assertThat(harness.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(2);
        }
    }

    @Test
    void aClockThatIsSetWhileARequestIsUnderWayChangesNothing() {
        try (OrderHarness harness = harness(90)) {
            harness.position();
            harness.simulator.clockOffset(Duration.ofMinutes(-5));
            harness.fault("on NewOrderReq swallow-answer");
            assertThat(event(harness.hasten(market().build()).join()).getExecutionType())
                    .isEqualTo(ORDER_FILLED);
        }
    }

    @ParameterizedTest(name = "the server''s clock is {0} days ahead")
    @ValueSource(ints = {-30, 30})
    void clocksThatAreFarApartAreNoGroundForAJudgement(int days) {
        try (OrderHarness harness = harness(days * 86_400)) {
            harness.position();
            harness.fault("on NewOrderReq drop-request");
            assertThat(failureOf(harness.hasten(market().build()))).isInstanceOf(OutcomeUnknownException.class);
            harness.fault("on NewOrderReq swallow-answer");
            assertThat(event(harness.hasten(market().build()).join()).getExecutionType())
                    .isEqualTo(ORDER_FILLED);
        }
    }

    private static OrderHarness harness(int seconds) {
        return new OrderHarness(server -> server.clockOffset(Duration.ofSeconds(seconds)), new MemoryOrderJournal());
    }
}
