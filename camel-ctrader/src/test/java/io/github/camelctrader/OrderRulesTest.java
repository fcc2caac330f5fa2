package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.message.MessageToMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that break a rule are refused before anything is sent, whatever form they come in. */
class OrderRulesTest {
    private static final ProtoOANewOrderReq MARKET = ProtoOANewOrderReq.newBuilder()
            .setCtidTraderAccountId(7)
            .setSymbolId(1)
            .setOrderType(ProtoOAOrderType.MARKET)
            .setTradeSide(ProtoOATradeSide.BUY)
            .setVolume(100_000)
            .build();
    private static final ProtoOANewOrderReq LIMIT = MARKET.toBuilder()
            .setOrderType(ProtoOAOrderType.LIMIT)
            .setLimitPrice(1.08512)
            .build();
    private static final ProtoOANewOrderReq STOP = MARKET.toBuilder()
            .setOrderType(ProtoOAOrderType.STOP)
            .setStopPrice(1.08512)
            .build();
    private static final ProtoOANewOrderReq STOP_LIMIT = STOP.toBuilder()
            .setOrderType(ProtoOAOrderType.STOP_LIMIT)
            .setSlippageInPoints(10)
            .build();
    private static final ProtoOANewOrderReq MARKET_RANGE = MARKET.toBuilder()
            .setOrderType(ProtoOAOrderType.MARKET_RANGE)
            .setBaseSlippagePrice(1.08512)
            .setSlippageInPoints(10)
            .build();
    private static final String COARSE = "3";

    private final ClientlessCamel camel = new ClientlessCamel();

    @BeforeEach
    void start() throws Exception {
        camel.startWithSymbols();
        camel.client().symbols.put(COARSE, coarse());
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    static Stream<Message> goodOrders() {
        return Stream.of(
                MARKET,
                MARKET.toBuilder()
                        .setRelativeStopLoss(500)
                        .setRelativeTakeProfit(1000)
                        .setTrailingStopLoss(true)
                        .setGuaranteedStopLoss(true)
                        .build(),
                LIMIT.toBuilder().setStopLoss(1.08).setTakeProfit(1.09).build(),
                LIMIT.toBuilder()
                        .setTimeInForce(ProtoOATimeInForce.GOOD_TILL_DATE)
                        .setExpirationTimestamp(1_800_000_000_000L)
                        .build(),
                STOP,
                STOP_LIMIT,
                MARKET_RANGE,
                MARKET.toBuilder()
                        .setClientOrderId("c".repeat(50))
                        .setLabel("l".repeat(100))
                        .setComment("c".repeat(512))
                        .build(),
                MARKET.toBuilder().setSymbolId(3).setRelativeStopLoss(2000).build(),
                ProtoOAClosePositionReq.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setPositionId(3)
                        .setVolume(1)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("goodOrders")
    void whatKeepsTheRulesIsSentAsItIs(Message request) throws Exception {
        for (Exchange exchange : inEveryForm(request)) {
            assertThat(exchange.getException()).isNull();
        }
        assertThat(camel.orders()).containsExactly(request, request, request, request);
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                bad(MARKET.toBuilder().setVolume(0), "volume = 0: must be greater than zero"),
                bad(MARKET.toBuilder().setVolume(-100_000), "volume = -100000: must be greater than zero"),
                bad(MARKET.toBuilder().setVolume(50_000), "volume = 50000 (500.00 units): EURUSD starts at 1000.00"),
                bad(MARKET.toBuilder().setVolume(150_000), "volume = 150000 (1500.00 units): EURUSD goes in steps of"),
                bad(MARKET.toBuilder().setSymbolId(2), "symbol = 2: is not known"),
                bad(MARKET.toBuilder().setStopLoss(1.08), "stopLoss = 1.08: a market order takes a distance only"),
                bad(MARKET.toBuilder().setTakeProfit(1.09), "takeProfit = 1.09: a market order takes a distance only"),
                bad(MARKET.toBuilder().setLimitPrice(1.08), "limitPrice = 1.08: belongs to orderType = [LIMIT]"),
                bad(
                        MARKET.toBuilder().setStopPrice(1.08),
                        "stopPrice = 1.08: belongs to orderType = [STOP, STOP_LIMIT]"),
                bad(MARKET.toBuilder().setSlippageInPoints(5), "slippageInPoints = 5: belongs to orderType"),
                bad(MARKET.toBuilder().setBaseSlippagePrice(1.08), "baseSlippagePrice = 1.08: belongs to orderType"),
                bad(LIMIT.toBuilder().clearLimitPrice(), "limitPrice = (absent): orderType = LIMIT needs it"),
                bad(LIMIT.toBuilder().setLimitPrice(0), "limitPrice = 0.0: must be greater than zero"),
                bad(
                        LIMIT.toBuilder().setLimitPrice(1.085123),
                        "limitPrice = 1.085123: EURUSD has prices of 5 decimals"),
                bad(LIMIT.toBuilder().setStopLoss(1.0851234), "stopLoss = 1.0851234: EURUSD has prices of 5"),
                bad(LIMIT.toBuilder().setTakeProfit(1.0851234), "takeProfit = 1.0851234: EURUSD has prices of 5"),
                bad(STOP.toBuilder().clearStopPrice(), "stopPrice = (absent): orderType = STOP needs it"),
                bad(STOP.toBuilder().setStopPrice(1.085123), "stopPrice = 1.085123: EURUSD has prices of 5 decimals"),
                bad(
                        STOP_LIMIT.toBuilder().clearSlippageInPoints(),
                        "slippageInPoints = (absent): orderType = STOP_LIMIT"),
                bad(STOP_LIMIT.toBuilder().setLimitPrice(1.08), "limitPrice = 1.08: belongs to orderType = [LIMIT]"),
                bad(STOP_LIMIT.toBuilder().setSlippageInPoints(-1), "slippageInPoints = -1: must not be negative"),
                bad(MARKET_RANGE.toBuilder().clearBaseSlippagePrice(), "baseSlippagePrice = (absent): orderType"),
                bad(MARKET_RANGE.toBuilder().clearSlippageInPoints(), "slippageInPoints = (absent): orderType"),
                bad(
                        MARKET_RANGE.toBuilder().setBaseSlippagePrice(1.085123),
                        "baseSlippagePrice = 1.085123: EURUSD has"),
                bad(
                        MARKET.toBuilder().setOrderType(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT),
                        "orderType = STOP_LOSS_TAKE_PROFIT: is made by the server only"),
                bad(MARKET.toBuilder().setRelativeStopLoss(-5), "relativeStopLoss = -5: must be greater than zero"),
                bad(
                        MARKET.toBuilder().setSymbolId(3).setRelativeTakeProfit(2500),
                        "relativeTakeProfit = 2500 (0.02500): USDJPY has prices of 2 decimals"),
                bad(
                        LIMIT.toBuilder().setStopLoss(1.08).setRelativeStopLoss(500),
                        "stopLoss = 1.08: stands beside relativeStopLoss = 500: give one"),
                bad(
                        LIMIT.toBuilder().setTakeProfit(1.09).setRelativeTakeProfit(500),
                        "takeProfit = 1.09: stands beside relativeTakeProfit = 500: give one"),
                bad(MARKET.toBuilder().setTrailingStopLoss(true), "trailingStopLoss = true: needs stopLoss or"),
                bad(MARKET.toBuilder().setGuaranteedStopLoss(true), "guaranteedStopLoss = true: needs stopLoss or"),
                bad(
                        LIMIT.toBuilder().setTimeInForce(ProtoOATimeInForce.GOOD_TILL_DATE),
                        "expirationTimestamp = (absent): timeInForce = GOOD_TILL_DATE needs it"),
                bad(
                        LIMIT.toBuilder().setExpirationTimestamp(1_800_000_000_000L),
                        "expirationTimestamp = 1800000000000: needs timeInForce = GOOD_TILL_DATE, and it is GOOD_TILL_CANCEL"),
                bad(MARKET.toBuilder().setClientOrderId("c".repeat(51)), "must have at most 50 characters, and has 51"),
                bad(MARKET.toBuilder().setLabel("l".repeat(101)), "must have at most 100 characters, and has 101"),
                bad(MARKET.toBuilder().setComment("c".repeat(513)), "must have at most 512 characters, and has 513"),
                arguments(
                        ProtoOAClosePositionReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setPositionId(3)
                                .setVolume(0)
                                .build(),
                        "volume = 0: must be greater than zero"),
                arguments(
                        ProtoOACancelOrderReq.newBuilder()
                                .setCtidTraderAccountId(7)
                                .setOrderId(0)
                                .build(),
                        "orderId = 0: must be greater than zero"));
    }

    private static Arguments bad(ProtoOANewOrderReq.Builder order, String message) {
        return arguments(order.build(), message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badOrders")
    void whatBreaksOneIsNotSentInAnyForm(Message request, String message) throws Exception {
        for (Exchange exchange : inEveryForm(request)) {
            assertThat(exchange.getException())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(message);
        }
        assertThat(camel.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void noPriceIsLessThanANumber(double price) {
        Exchange exchange =
                send("ctrader:demo", LIMIT.toBuilder().setLimitPrice(price).build());

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("limitPrice = " + price);
        assertThat(camel.orders()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtoOATradingMode.class,
            names = {"DISABLED_WITHOUT_PENDINGS_EXECUTION", "DISABLED_WITH_PENDINGS_EXECUTION"})
    void aSymbolThatIsNotToBeTradedIsRefused(ProtoOATradingMode mode) {
        Symbol symbol = Symbols.forex(1, "EURUSD");
        ProtoOASymbol details =
                symbol.details().toBuilder().setTradingMode(mode).build();
        camel.client().symbols.put("1", new Symbol(symbol.light(), details));

        assertThat(send("ctrader:demo", MARKET).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("symbolId = 1: EURUSD is not to be traded: its tradingMode is " + mode);
        assertThat(camel.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soIsOneThatIsNotEnabled(boolean enabled) {
        Symbol symbol = Symbols.forex(1, "EURUSD");
        ProtoOALightSymbol light =
                symbol.light().toBuilder().setEnabled(enabled).build();
        camel.client().symbols.put("1", new Symbol(light, symbol.details()));

        Exchange exchange = send("ctrader:demo", MARKET);

        if (enabled) {
            assertThat(exchange.getException()).isNull();
        } else {
            assertThat(exchange.getException()).hasMessageContaining("EURUSD is not enabled for this account");
            assertThat(camel.orders()).isEmpty();
        }
    }

    static Stream<Arguments> distances() {
        return Stream.of(
                arguments("0.0025", 250L), arguments(0.5, 50_000L), arguments(1, 100_000L), arguments("1e-5", 1L));
    }

    @ParameterizedTest
    @MethodSource("distances")
    void protectionMayBeGivenAsADistance(Object distance, long relative) {
        Exchange exchange = send(
                "ctrader:demo?accountId=7&messageType=NewOrderReq",
                Map.of(
                        "symbolId",
                        1,
                        "orderType",
                        "MARKET",
                        "tradeSide",
                        "BUY",
                        "volume",
                        100_000,
                        "stopLossDistance",
                        distance,
                        "takeProfitDistance",
                        distance));

        assertThat(exchange.getException()).isNull();
        assertThat(camel.orders())
                .containsExactly(MARKET.toBuilder()
                        .setRelativeStopLoss(relative)
                        .setRelativeTakeProfit(relative)
                        .build());
    }

    static Stream<Arguments> wrongDistances() {
        return Stream.of(
                arguments(Map.of("stopLossDistance", "0.000001"), "stopLossDistance = 0.000001: must have at most 5"),
                arguments(Map.of("stopLossDistance", "far"), "stopLossDistance = far: must be a number"),
                arguments(Map.of("takeProfitDistance", -1), "relativeTakeProfit = -100000: must be greater than zero"),
                arguments(
                        Map.of("stopLossDistance", "0.001", "relativeStopLoss", 50),
                        "stopLossDistance = 0.001: contradicts relativeStopLoss = 50"));
    }

    @ParameterizedTest
    @MethodSource("wrongDistances")
    void aDistanceThatCannotBeIsRefused(Map<String, Object> distance, String message) {
        Map<String, Object> body =
                new HashMap<>(Map.of("symbolId", 1, "orderType", "MARKET", "tradeSide", "BUY", "volume", 100_000));
        body.putAll(distance);

        assertThat(send("ctrader:demo?accountId=7&messageType=NewOrderReq", body)
                        .getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(camel.orders()).isEmpty();
    }

    private List<Exchange> inEveryForm(Message request) throws Exception {
        String uri = "ctrader:demo?messageType=" + PayloadTypes.shortName(request);
        return List.of(
                send("ctrader:demo", request),
                send("ctrader:demo", request.toBuilder()),
                send(uri, MessageToMap.of(request)),
                send(uri, JsonFormat.printer().print(request)));
    }

    private Exchange send(String uri, Object body) {
        return camel.send(uri, body, Map.of());
    }

    /** Prices of two decimals. */
    private static Symbol coarse() {
        Symbol fine = Symbols.forex(3, "USDJPY");
        return new Symbol(fine.light(), fine.details().toBuilder().setDigits(2).build());
    }
}
