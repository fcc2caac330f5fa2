package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.freshId;
import static io.github.camelctrader.client.session.OrderHarness.limit;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.simulator.CutKind;
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

    private OrderHarness harness;

    @BeforeEach
    void open() {
        harness = new OrderHarness();
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"market", "limit", "close a part", "close all", "cancel"})
    void whatWasExecutedIsNotCalledAbsentAndToldWhenTheListsShowIt(String kind) {
        long positionId = harness.position();
        long orderId = harness.resting();
        Message request = switch (kind) {
            case "market" -> market().build();
            case "limit" -> limit().setLimitPrice(1.2).build();
            case "close a part" -> OrderHarness.close(positionId, 100_000);
            case "close all" -> OrderHarness.close(positionId, OrderHarness.VOLUME);
            default -> OrderHarness.cancel(orderId);
        };
        String id = freshId();
        harness.simulator.historyLag(LAG);
        harness.fault(
                "on " + request.getDescriptorForType().getName().substring("ProtoOA".length()) + " swallow-answer");

        assertThat(failureOf(harness.send(request, OrderReply.AUTO, Duration.ofMillis(300), id)))
                .isInstanceOf(OutcomeUnknownException.class);
        harness.simulator.historyLag(Duration.ZERO);
        assertThat(harness.lateOutcome(id).outcome())
                .isEqualTo(kind.equals("cancel") ? "ORDER_CANCELLED" : "ORDER_FILLED");
    }

    @Test
    void whatIsOpenShowsThatARequestNeverArrived() {
        long positionId = harness.position();
        long orderId = harness.resting();
        harness.simulator.historyLag(LAG);
        for (String kind :
                new String[] {"CancelOrderReq", "AmendOrderReq", "AmendPositionSLTPReq", "ClosePositionReq"}) {
            harness.fault("on " + kind + " drop-request");
        }
        CompletableFuture<?>[] answers = {
            harness.hasten(OrderHarness.cancel(orderId)),
            harness.hasten(ProtoOAAmendOrderReq.newBuilder()
                    .setCtidTraderAccountId(OrderHarness.ACCOUNT)
                    .setOrderId(orderId)
                    .setVolume(200_000)
                    .setLimitPrice(1.03)
                    .build()),
            harness.hasten(ProtoOAAmendPositionSLTPReq.newBuilder()
                    .setCtidTraderAccountId(OrderHarness.ACCOUNT)
                    .setPositionId(positionId)
                    .setStopLoss(1.05)
                    .build()),
            harness.hasten(OrderHarness.close(positionId, 100_000))
        };

        for (CompletableFuture<?> answer : answers) {
            assertThat(ClientHarness.failureOf(answer))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            absent -> assertThat(absent.isLookedUp()).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReadAfterAnInterruptionCorrectsAJudgement(boolean ordersAreListed) {
        String id = freshId();
        harness.fault("on NewOrderReq drop-request");
        assertThat(failureOf(harness.send(market().build(), OrderReply.AUTO, Duration.ofMillis(300), id)))
                .isInstanceOf(NotSentException.class);
        harness.simulator.refuseConnections(OrderHarness.DEMO, true);
        harness.simulator.cut(OrderHarness.DEMO, CutKind.RST);
        // As if it had been on its way all the time.
        harness.simulator.broker().trade(market().setClientOrderId(id).build(), null);
        if (!ordersAreListed) {
            harness.fault("on OrderListReq error");
        }
        harness.simulator.refuseConnections(OrderHarness.DEMO, false);

        assertThat(harness.lateOutcome(id).outcome()).isEqualTo("ORDER_FILLED");
        assertThat(OrderHarness.event(harness.send(market().build(), OrderReply.AUTO, OrderHarness.PATIENCE, id)
                                .join())
                        .getOrder()
                        .getClientOrderId())
                .isEqualTo(id);
        assertThat(harness.received(ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ)).isEqualTo(1);
    }

    @Test
    void aListThatLacksWhatWasSeenToHappenProvesNoAbsence() {
        harness.simulator.historyLag(LAG);
        harness.position();
        harness.fault("on NewOrderReq drop-request");

        assertThat(failureOf(harness.hasten(market().build()))).isInstanceOf(OutcomeUnknownException.class);
    }
}
