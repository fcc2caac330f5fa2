package io.github.camelctrader.client.session;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static io.github.camelctrader.client.session.OrderHarness.ACCOUNT;
import static io.github.camelctrader.client.session.OrderHarness.DEMO;
import static io.github.camelctrader.client.session.OrderHarness.PATIENCE;
import static io.github.camelctrader.client.session.OrderHarness.event;
import static io.github.camelctrader.client.session.OrderHarness.failureOf;
import static io.github.camelctrader.client.session.OrderHarness.limit;
import static io.github.camelctrader.client.session.OrderHarness.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.simulator.OrderScript;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same id twice is the same operation, not a second order. */
class RepeatedOrdersTest {
    @AutoClose
    private static final OrderHarness harness = new OrderHarness();

    private long before;

    @BeforeEach
    void count() {
        harness.simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
        before = harness.received(PROTO_OA_NEW_ORDER_REQ);
    }

    @Test
    void aRepetitionIsToldTheOutcome() {
        String id = OrderHarness.freshId();
        Reply first = repeat(market().build(), id).join();
        Reply second = repeat(market().build(), id).join();

        assertThat(second.message()).isEqualTo(first.message());
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aRepetitionJoinsWhatIsUnderWay() {
        String id = OrderHarness.freshId();
        CompletableFuture<Reply> first = repeat(market().build(), id);
        CompletableFuture<Reply> second = repeat(market().build(), id);

        assertThat(second.join().message()).isEqualTo(first.join().message());
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anIdInTheRequestCountsAsWell() {
        Message order =
                limit().setClientOrderId(OrderHarness.freshId()).setLabel("l").build();

        assertThat(harness.answerOf(order)).isEqualTo(harness.answerOf(order));
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void whoRepeatsARestingOrderAndAsksForItsEndGetsTheEnd() {
        String id = OrderHarness.freshId();
        Message order = limit().setLimitPrice(1.0999).build();
        repeat(order, id).join();
        CompletableFuture<Reply> end = harness.send(order, OrderReply.FINAL, PATIENCE, id);
        harness.simulator.quote(DEMO, "EURUSD", "1.09970", "1.09980");

        assertThat(event(end.join()).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(event(repeat(order, id).join()).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void anOrderThatEndedWhileNobodyWaitedIsToldWithItsEnd() {
        String id = OrderHarness.freshId();
        Message order = limit().setLimitPrice(1.0998).build();
        repeat(order, id).join();
        harness.simulator.quote(DEMO, "EURUSD", "1.09960", "1.09970");

        await().until(() -> event(repeat(order, id).join()).getExecutionType() == ProtoOAExecutionType.ORDER_FILLED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void otherContentsUnderTheSameIdAreRefused() {
        String id = OrderHarness.freshId();
        repeat(limit().build(), id).join();

        assertThat(failureOf(repeat(limit().setVolume(200_000).build(), id)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("clientOrderId = " + id);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aLastingRefusalIsToldAgain() {
        String id = OrderHarness.freshId();
        Message order = market().setVolume(1).build();
        RequestRejectedException first = (RequestRejectedException) failureOf(repeat(order, id));
        RequestRejectedException second = (RequestRejectedException) failureOf(repeat(order, id));

        assertThat(second.getErrorCode()).isEqualTo(first.getErrorCode());
        assertThat(second.getDescription()).isEqualTo(first.getDescription());
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void whatFailedForAPassingCauseIsSentAnew() {
        String id = OrderHarness.freshId();
        harness.simulator.broker().scriptNextOrder(ACCOUNT, OrderScript.rejected("NO_QUOTES"));
        assertThat(failureOf(repeat(market().build(), id))).isInstanceOf(RequestRejectedException.class);

        assertThat(event(repeat(market().build(), id).join()).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aRepetitionWaitsForTheEndOfABlockIfThatComesInTime() {
        String id = OrderHarness.freshId();
        harness.fault("on NewOrderReq rate-block 1s");
        assertThat(failureOf(repeat(limit().build(), id))).isInstanceOf(RateLimitedException.class);
        CompletableFuture<Reply> hasty = harness.send(limit().build(), OrderReply.AUTO, Duration.ofMillis(200), null);
        CompletableFuture<Reply> patient = repeat(limit().build(), id);

        assertThat(failureOf(hasty))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("this request was not sent");
        assertThat(event(patient.join()).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aRepeatedCloseClosesOnce() {
        long positionId = harness.position();
        String id = OrderHarness.freshId();
        Reply first = repeat(OrderHarness.close(positionId, 100_000), id).join();
        Reply second = repeat(OrderHarness.close(positionId, 100_000), id).join();

        assertThat(second.message()).isEqualTo(first.message());
        assertThat(harness.open().getPositionList().stream()
                        .filter(position -> position.getPositionId() == positionId)
                        .findFirst()
                        .orElseThrow()
                        .getTradeData()
                        .getVolume())
                .isEqualTo(200_000);
    }

    @Test
    void idsOfMoreThanFiftyCharactersAreRefused() {
        String id = "x".repeat(51);

        assertThatThrownBy(() -> repeat(limit().build(), id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("51");
        assertThat(failureOf(harness.send(limit().setClientOrderId(id).build())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("clientOrderId = " + id)
                .hasMessageContaining("between 1 and 50");
        assertThat(sent()).isZero();
    }

    private CompletableFuture<Reply> repeat(Message request, String id) {
        return harness.send(request, OrderReply.AUTO, PATIENCE, id);
    }

    private long sent() {
        return harness.received(PROTO_OA_NEW_ORDER_REQ) - before;
    }
}
