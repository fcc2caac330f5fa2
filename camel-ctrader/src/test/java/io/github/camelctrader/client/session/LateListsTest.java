package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.OrderScene.failureOf;
import static io.github.camelctrader.client.session.OrderScene.freshId;
import static io.github.camelctrader.client.session.OrderScene.limit;
import static io.github.camelctrader.client.session.OrderScene.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose lists show what happened a minute ago: what they do not show proves nothing. */
class LateListsTest {
    private static final Duration LAG = Duration.ofSeconds(60);

    private OrderScene scene;

    @BeforeEach
    void open() {
        scene = new OrderScene();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"market", "limit", "close a part", "close all", "cancel"})
    void whatWasExecutedIsNotCalledAbsentAndToldWhenTheListsShowIt(String kind) {
        long positionId = scene.position();
        long orderId = scene.resting();
        Message request = switch (kind) {
            case "market" -> market().build();
            case "limit" -> limit().setLimitPrice(1.2).build();
            case "close a part" -> OrderScene.close(positionId, 100_000);
            case "close all" -> OrderScene.close(positionId, OrderScene.VOLUME);
            default -> OrderScene.cancel(orderId);
        };
        String id = freshId();
        scene.simulator.historyLag(LAG);
        scene.fault("on " + request.getDescriptorForType().getName().substring("ProtoOA".length()) + " swallow-answer");

        assertThat(failureOf(scene.send(request, OrderReply.AUTO, Duration.ofMillis(300), id)))
                .isInstanceOf(OutcomeUnknownException.class);
        scene.simulator.historyLag(Duration.ZERO);
        assertThat(scene.lateOutcome(id).outcome())
                .isEqualTo(kind.equals("cancel") ? "ORDER_CANCELLED" : "ORDER_FILLED");
    }

    @Test
    void whatIsOpenShowsThatARequestNeverArrived() {
        long positionId = scene.position();
        long orderId = scene.resting();
        scene.simulator.historyLag(LAG);
        for (String kind :
                new String[] {"CancelOrderReq", "AmendOrderReq", "AmendPositionSLTPReq", "ClosePositionReq"}) {
            scene.fault("on " + kind + " drop-request");
        }
        CompletableFuture<?>[] answers = {
            scene.hasten(OrderScene.cancel(orderId)),
            scene.hasten(ProtoOAAmendOrderReq.newBuilder()
                    .setCtidTraderAccountId(OrderScene.ACCOUNT)
                    .setOrderId(orderId)
                    .setVolume(200_000)
                    .setLimitPrice(1.03)
                    .build()),
            scene.hasten(ProtoOAAmendPositionSLTPReq.newBuilder()
                    .setCtidTraderAccountId(OrderScene.ACCOUNT)
                    .setPositionId(positionId)
                    .setStopLoss(1.05)
                    .build()),
            scene.hasten(OrderScene.close(positionId, 100_000))
        };

        for (CompletableFuture<?> answer : answers) {
            assertThat(ClientFixture.failureOf(answer))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            absent -> assertThat(absent.isLookedUp()).isTrue());
        }
    }

    @Test
    void aListThatLacksWhatWasSeenToHappenProvesNoAbsence() {
        scene.simulator.historyLag(LAG);
        scene.position();
        scene.fault("on NewOrderReq drop-request");

        assertThat(failureOf(scene.hasten(market().build()))).isInstanceOf(OutcomeUnknownException.class);
    }
}
