package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server replaces all attributes of what is amended, so that what the caller leaves out is sent again as it is. */
class AmendmentsTest {
    private static final ProtoOATradeData TRADE = ProtoOATradeData.newBuilder()
            .setSymbolId(1)
            .setVolume(300_000)
            .setTradeSide(ProtoOATradeSide.BUY)
            .build();
    private static final ProtoOAOrder STOP_ORDER = ProtoOAOrder.newBuilder()
            .setOrderId(5)
            .setTradeData(TRADE)
            .setOrderType(ProtoOAOrderType.STOP)
            .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)
            .setStopPrice(1.1)
            .setExpirationTimestamp(1_800_000_000_000L)
            .setRelativeStopLoss(500)
            .setTakeProfit(1.2)
            .setTrailingStopLoss(true)
            .setStopTriggerMethod(ProtoOAOrderTriggerMethod.OPPOSITE)
            .build();
    private static final ProtoOAPosition POSITION = ProtoOAPosition.newBuilder()
            .setPositionId(6)
            .setTradeData(TRADE.toBuilder().setGuaranteedStopLoss(true))
            .setPositionStatus(ProtoOAPositionStatus.POSITION_STATUS_OPEN)
            .setSwap(0)
            .setPrice(1.1)
            .setStopLoss(1.05)
            .setTakeProfit(1.15)
            .setTrailingStopLoss(true)
            .setStopLossTriggerMethod(ProtoOAOrderTriggerMethod.DOUBLE_TRADE)
            .build();

    private final ClientlessCamel camel = new ClientlessCamel();

    @BeforeEach
    void start() throws Exception {
        camel.startWithSymbols();
        camel.client().answers = request -> request instanceof ProtoOAReconcileReq
                ? reply(ProtoOAReconcileRes.newBuilder()
                        .setCtidTraderAccountId(7)
                        .addOrder(STOP_ORDER.toBuilder().setOrderId(4).setStopPrice(9))
                        .addOrder(STOP_ORDER)
                        .addPosition(POSITION.toBuilder().setPositionId(5).setStopLoss(9))
                        .addPosition(POSITION)
                        .build())
                : RecordingClient.emptyAnswer(request);
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    private static ProtoOAAmendOrderReq.Builder sameOrder() {
        return ProtoOAAmendOrderReq.newBuilder()
                .setCtidTraderAccountId(7)
                .setOrderId(5)
                .setVolume(300_000)
                .setStopPrice(1.1)
                .setExpirationTimestamp(1_800_000_000_000L)
                .setRelativeStopLoss(500)
                .setTakeProfit(1.2)
                .setTrailingStopLoss(true)
                .setStopTriggerMethod(ProtoOAOrderTriggerMethod.OPPOSITE);
    }

    private static ProtoOAAmendPositionSLTPReq.Builder samePosition() {
        return ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(7)
                .setPositionId(6)
                .setStopLoss(1.05)
                .setTakeProfit(1.15)
                .setTrailingStopLoss(true)
                .setGuaranteedStopLoss(true)
                .setStopLossTriggerMethod(ProtoOAOrderTriggerMethod.DOUBLE_TRADE);
    }

    static Stream<Arguments> amendments() {
        return Stream.of(
                arguments(order(Map.of("stopPrice", 1.11)), sameOrder().setStopPrice(1.11)),
                arguments(order(Map.of("volume", 400_000)), sameOrder().setVolume(400_000)),
                arguments(order(Map.of("volumeInUnits", 4000)), sameOrder().setVolume(400_000)),
                arguments(
                        order(Map.of("volumeInLots", "0.04", "symbolName", "EURUSD")),
                        sameOrder().setVolume(400_000)),
                arguments(
                        order(Map.of("stopLoss", 1.04)),
                        sameOrder().clearRelativeStopLoss().setStopLoss(1.04)),
                arguments(order(Map.of("stopLossDistance", "0.01")), sameOrder().setRelativeStopLoss(1000)),
                arguments(
                        order(Map.of("takeProfitDistance", "0.01")),
                        sameOrder().clearTakeProfit().setRelativeTakeProfit(1000)),
                arguments(order(Map.of("takeProfit", 0)), sameOrder().clearTakeProfit()),
                arguments(
                        order(Map.of("stopLoss", 0)),
                        sameOrder().clearRelativeStopLoss().clearTrailingStopLoss()),
                arguments(
                        order(nothing("stopLossDistance")),
                        sameOrder().clearRelativeStopLoss().clearTrailingStopLoss()),
                arguments(order(Map.of("trailingStopLoss", false)), sameOrder().setTrailingStopLoss(false)),
                arguments(position(Map.of("takeProfit", 1.16)), samePosition().setTakeProfit(1.16)),
                arguments(position(Map.of("stopLoss", 1.06)), samePosition().setStopLoss(1.06)),
                arguments(position(nothing("takeProfit")), samePosition().clearTakeProfit()),
                arguments(
                        position(nothing("stopLoss")),
                        samePosition()
                                .clearStopLoss()
                                .clearTrailingStopLoss()
                                .clearGuaranteedStopLoss()
                                .clearStopLossTriggerMethod()),
                arguments(
                        ProtoOAAmendPositionSLTPReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(6)
                                .setTakeProfit(1.16)
                                .build(),
                        samePosition().setTakeProfit(1.16)),
                arguments(
                        ProtoOAAmendPositionSLTPReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(6)
                                .setTakeProfit(0),
                        samePosition().clearTakeProfit()),
                arguments(
                        ProtoOAAmendOrderReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setOrderId(5)
                                .setStopLoss(0)
                                .build(),
                        sameOrder().clearRelativeStopLoss().clearTrailingStopLoss()),
                arguments(
                        Map.of("positionId", 6),
                        ProtoOAClosePositionReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(6)
                                .setVolume(300_000)));
    }

    @ParameterizedTest
    @MethodSource("amendments")
    void whatIsLeftOutStaysAndWhatIsTakenAwayGoes(Object body, Message.Builder expected) {
        Exchange exchange = send(body, PayloadTypes.shortName(expected.build()));

        assertThat(exchange.getException()).isNull();
        assertThat(camel.orders()).containsExactly(expected.build());
    }

    static Stream<Arguments> wrongAmendments() {
        return Stream.of(
                arguments(order(Map.of("stopPrice", 1.1111111)), "stopPrice = 1.1111111: EURUSD has prices of 5"),
                arguments(order(Map.of("volume", 150_000)), "volume = 150000 (1500.00 units): EURUSD goes in steps"),
                arguments(order(Map.of("volume", 0)), "volume = 0: must be greater than zero"),
                arguments(
                        order(Map.of("stopLoss", 1.04, "stopLossDistance", 0.1)),
                        "stopLoss = 1.04: stands beside relativeStopLoss = 10000"),
                arguments(
                        order(Map.of("symbolName", "GBPUSD")),
                        "symbolName = GBPUSD: is symbol 2, and the order or position is one of symbol 1"),
                arguments(position(Map.of("takeProfit", 1.1600001)), "takeProfit = 1.1600001: EURUSD has prices of 5"),
                arguments(position(Map.of("takeProfit", -1)), "takeProfit = -1.0: must be greater than zero"),
                arguments(
                        position(nothing("stopLoss", "trailingStopLoss", true)),
                        "trailingStopLoss = true: needs stopLoss"));
    }

    @ParameterizedTest
    @MethodSource("wrongAmendments")
    void amendmentsKeepTheRulesToo(Map<String, Object> body, String message) {
        Exchange exchange = send(body, body.containsKey("orderId") ? "AmendOrderReq" : "AmendPositionSLTPReq");

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(camel.orders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AmendOrderReq,        orderId,    99, orderId = 99: account 7 has no such pending order",
        "AmendPositionSLTPReq, positionId, 99, positionId = 99: account 7 has no such open position",
        "AmendOrderReq,        orderId,    6,  orderId = 6: account 7 has no such pending order",
    })
    void aPartIsNotSentAsTheWholeOfWhatTheAccountDoesNotHave(String type, String field, long id, String message) {
        Exchange exchange = send(Map.of(field, id, "stopLoss", 1.1), type);

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(camel.orders()).isEmpty();
    }

    @Test
    void aReadThatIsAnsweredBySomethingElseIsNoAnswer() {
        camel.client().answers =
                request -> reply(ProtoOAVersionRes.newBuilder().setVersion("9").build());

        assertThat(send(Map.of("orderId", 5, "stopPrice", 1.1), "AmendOrderReq").getException())
                .isInstanceOf(NotSentException.class);
        assertThat(camel.orders()).isEmpty();
    }

    /** A position and an order that break what the symbol allows by now, in volume and in prices. */
    private void theServerHoldsWhatWouldBeRefused(long symbolId) {
        ProtoOATradeData odd =
                TRADE.toBuilder().setVolume(150_500).setSymbolId(symbolId).build();
        ProtoOAOrder order = STOP_ORDER.toBuilder()
                .setTradeData(odd)
                .setStopPrice(1.1234567)
                .setTakeProfit(1.2345678)
                .setRelativeStopLoss(501)
                .build();
        ProtoOAPosition position = POSITION.toBuilder()
                .setTradeData(odd.toBuilder().setGuaranteedStopLoss(true))
                .setStopLoss(1.0512345)
                .build();
        camel.client().answers = request -> request instanceof ProtoOAReconcileReq
                ? reply(ProtoOAReconcileRes.newBuilder()
                        .setCtidTraderAccountId(7)
                        .addOrder(order)
                        .addPosition(position)
                        .build())
                : RecordingClient.emptyAnswer(request);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 12345})
    void whatTheServerHoldsGoesOutAsItCame(long symbolId) {
        theServerHoldsWhatWouldBeRefused(symbolId);

        assertThat(send(order(Map.of("stopPrice", 1.11)), "AmendOrderReq").getException())
                .isNull();
        assertThat(send(position(Map.of("takeProfit", 1.16)), "AmendPositionSLTPReq")
                        .getException())
                .isNull();
        assertThat(send(position(Map.of()), "ClosePositionReq").getException()).isNull();
        assertThat(camel.orders())
                .containsExactly(
                        sameOrder()
                                .setVolume(150_500)
                                .setStopPrice(1.11)
                                .setTakeProfit(1.2345678)
                                .setRelativeStopLoss(501)
                                .build(),
                        samePosition()
                                .setStopLoss(1.0512345)
                                .setTakeProfit(1.16)
                                .build(),
                        ProtoOAClosePositionReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(6)
                                .setVolume(150_500)
                                .build());
    }

    @Test
    void whatTheCallerGivesBesideItIsJudged() {
        theServerHoldsWhatWouldBeRefused(1);

        assertThat(send(order(Map.of("volume", 150_500)), "AmendOrderReq").getException())
                .hasMessageContaining("volume = 150500 (1505.00 units): EURUSD goes in steps");
        assertThat(send(position(Map.of("stopLoss", 1.0512345)), "AmendPositionSLTPReq")
                        .getException())
                .hasMessageContaining("stopLoss = 1.0512345: EURUSD has prices of 5");
        assertThat(camel.orders()).isEmpty();
    }

    @Test
    void aCloseWithoutAVolumeAsksForNoSymbol() {
        send(position(Map.of()), "ClosePositionReq");

        assertThat(camel.client().lookUps).isEmpty();
        assertThat(camel.orders()).hasSize(1);
    }

    @Test
    void aPositionThatIsNotOpenHasNoVolumeToClose() {
        Exchange exchange = send(Map.of("positionId", 99), "ClosePositionReq");

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("volume = (absent): position 99 is not open");
        assertThat(camel.orders()).isEmpty();
    }

    @Test
    void aCloseThatSaysItsVolumeWaitsForNoRead() {
        send(Map.of("positionId", 6, "volume", 100_000), "ClosePositionReq");

        assertThat(camel.client().requests).noneMatch(ProtoOAReconcileReq.class::isInstance);
        assertThat(camel.orders()).hasSize(1);
    }

    @Test
    void aReadWithoutAnAnswerIsAnAmendmentThatWasNotSent() {
        camel.client().answers = request -> request instanceof ProtoOAReconcileReq
                ? CompletableFuture.failedFuture(new RequestTimeoutException("No answer", null))
                : RecordingClient.emptyAnswer(request);

        assertThat(send(Map.of("orderId", 5, "stopPrice", 1.1), "AmendOrderReq").getException())
                .isInstanceOf(NotSentException.class)
                .hasCauseInstanceOf(RequestTimeoutException.class);
        assertThat(camel.orders()).isEmpty();
    }

    private static Map<String, @Nullable Object> order(Map<String, ?> change) {
        Map<String, @Nullable Object> body = new HashMap<>(change);
        body.put("orderId", 5);
        return body;
    }

    private static Map<String, @Nullable Object> position(Map<String, ?> change) {
        Map<String, @Nullable Object> body = new HashMap<>(change);
        body.put("positionId", 6);
        return body;
    }

    private static Map<String, @Nullable Object> nothing(String field) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put(field, null);
        return body;
    }

    private static Map<String, @Nullable Object> nothing(String field, String other, Object value) {
        Map<String, @Nullable Object> body = nothing(field);
        body.put(other, value);
        return body;
    }

    private Exchange send(Object body, String messageType) {
        String uri = "ctrader:demo?accountId=7&messageType=" + messageType;
        return camel.send(uri, body, Map.of());
    }

    private static CompletableFuture<Reply> reply(Message message) {
        return CompletableFuture.completedFuture(new Reply(message, PayloadTypes.payloadTypeOf(message), "1-1"));
    }
}
