package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType.ORDER_FILLED;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static io.github.camelctrader.client.session.OrderScene.event;
import static io.github.camelctrader.client.session.OrderScene.failureOf;
import static io.github.camelctrader.client.session.OrderScene.market;
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
        try (OrderScene scene = scene(seconds)) {
            scene.fault("on NewOrderReq swallow-answer");
            long positionId =
                    event(scene.hasten(market().build()).join()).getPosition().getPositionId();
            scene.fault("on ClosePositionReq swallow-answer");
            assertThat(event(scene.hasten(OrderScene.close(positionId, 100_000)).join())
                            .getExecutionType())
                    .isEqualTo(ORDER_FILLED);
            scene.fault("on ClosePositionReq drop-request");
            assertThat(failureOf(scene.hasten(OrderScene.close(positionId, 100_000))))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            absent -> assertThat(absent.isLookedUp()).isTrue());
            scene.fault("on NewOrderReq drop-request");
            assertThat(failureOf(scene.hasten(market().build()))).isInstanceOf(NotSentException.class);
            assertThat(scene.received(PROTO_OA_NEW_ORDER_REQ)).isEqualTo(2);
        }
    }

    @Test
    void aClockThatIsSetWhileARequestIsUnderWayChangesNothing() {
        try (OrderScene scene = scene(90)) {
            scene.position();
            scene.simulator.clockOffset(Duration.ofMinutes(-5));
            scene.fault("on NewOrderReq swallow-answer");
            assertThat(event(scene.hasten(market().build()).join()).getExecutionType())
                    .isEqualTo(ORDER_FILLED);
        }
    }

    @ParameterizedTest(name = "the server''s clock is {0} days ahead")
    @ValueSource(ints = {-30, 30})
    void clocksThatAreFarApartAreNoGroundForAJudgement(int days) {
        try (OrderScene scene = scene(days * 86_400)) {
            scene.position();
            scene.fault("on NewOrderReq drop-request");
            assertThat(failureOf(scene.hasten(market().build()))).isInstanceOf(OutcomeUnknownException.class);
            scene.fault("on NewOrderReq swallow-answer");
            assertThat(event(scene.hasten(market().build()).join()).getExecutionType())
                    .isEqualTo(ORDER_FILLED);
        }
    }

    private static OrderScene scene(int seconds) {
        return new OrderScene(server -> server.clockOffset(Duration.ofSeconds(seconds)), new MemoryOrderJournal());
    }
}
