package io.github.camelctrader.simulator.trading;

import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.BUY;
import static com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide.SELL;
import static io.github.camelctrader.simulator.trading.AccountHarness.CLOSED;
import static io.github.camelctrader.simulator.trading.AccountHarness.LOT;
import static io.github.camelctrader.simulator.trading.AccountHarness.limit;
import static io.github.camelctrader.simulator.trading.AccountHarness.market;
import static io.github.camelctrader.simulator.trading.AccountHarness.order;
import static io.github.camelctrader.simulator.trading.AccountHarness.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderValidatorTest {
    private final AccountHarness harness = AccountHarness.hedged();

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        market(BUY, 100),
                        "TRADING_BAD_VOLUME",
                        "Order volume 1.00 is smaller than group minVolume=1000.00."),
                arguments(market(BUY, 0), "TRADING_BAD_VOLUME", "smaller than"),
                arguments(
                        market(BUY, 10_000_100_000L),
                        "TRADING_BAD_VOLUME",
                        "bigger than group maxVolume=100000000.00."),
                arguments(market(BUY, 150_000), "TRADING_BAD_VOLUME", "not a multiple of group stepVolume=1000.00."),
                arguments(market(BUY, LOT).setSymbolId(99), "SYMBOL_NOT_FOUND", "id 99"),
                arguments(market(BUY, LOT).setSymbolId(CLOSED), "TRADING_DISABLED", "disabled"),
                arguments(market(BUY, 10 * LOT), "NOT_ENOUGH_MONEY", "Not enough money"),
                arguments(
                        market(BUY, LOT).setStopLoss(1.09),
                        "INVALID_REQUEST",
                        "SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]"),
                arguments(market(BUY, LOT).setTakeProfit(1.2), "INVALID_REQUEST", "SL/TP in absolute values"),
                arguments(market(BUY, LOT).setRelativeStopLoss(0), "TRADING_BAD_STOPS", "relativeStopLoss 0"),
                arguments(market(BUY, LOT).setRelativeStopLoss(110_010), "TRADING_BAD_STOPS", "relativeStopLoss"),
                arguments(market(SELL, LOT).setRelativeTakeProfit(110_000), "TRADING_BAD_STOPS", "relativeTakeProfit"),
                arguments(
                        market(BUY, LOT).setRelativeTakeProfit(Long.MAX_VALUE),
                        "TRADING_BAD_STOPS",
                        "relativeTakeProfit " + Long.MAX_VALUE),
                arguments(
                        market(SELL, LOT).setRelativeStopLoss(Long.MIN_VALUE),
                        "TRADING_BAD_STOPS",
                        "relativeStopLoss " + Long.MIN_VALUE),
                arguments(
                        market(BUY, LOT).setSymbolId(AccountHarness.USDJPY).setRelativeTakeProfit(150),
                        "TRADING_BAD_STOPS",
                        "relativeTakeProfit 150"),
                arguments(market(BUY, LOT).setLabel("x".repeat(101)), "INVALID_REQUEST", "label"),
                arguments(market(BUY, LOT).setComment("x".repeat(513)), "INVALID_REQUEST", "comment"),
                arguments(market(BUY, LOT).setClientOrderId("x".repeat(51)), "INVALID_REQUEST", "clientOrderId"),
                arguments(
                        market(BUY, LOT).setPositionId(4711), "POSITION_NOT_FOUND", "Position not found with id 4711"),
                arguments(market(BUY, LOT).setTrailingStopLoss(true), "TRADING_BAD_STOPS", "needs a stop loss"),
                arguments(
                        market(BUY, LOT).setRelativeStopLoss(100).setGuaranteedStopLoss(true),
                        "TRADING_BAD_STOPS",
                        "Symbol 1 has no guaranteed stop loss"),
                arguments(order(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT, BUY, LOT), "INVALID_REQUEST", "by the server"),
                arguments(order(ProtoOAOrderType.STOP_LIMIT, BUY, LOT), "INVALID_REQUEST", "stopPrice is required"),
                arguments(
                        order(ProtoOAOrderType.STOP_LIMIT, BUY, LOT).setStopPrice(1.2),
                        "INVALID_REQUEST",
                        "slippageInPoints is required"),
                arguments(
                        order(ProtoOAOrderType.STOP_LIMIT, BUY, LOT)
                                .setStopPrice(1.2)
                                .setSlippageInPoints(-1),
                        "INVALID_REQUEST",
                        "cannot be negative"),
                arguments(
                        order(ProtoOAOrderType.MARKET_RANGE, BUY, LOT).setSlippageInPoints(5),
                        "INVALID_REQUEST",
                        "baseSlippagePrice is required"),
                arguments(
                        order(ProtoOAOrderType.MARKET_RANGE, BUY, LOT)
                                .setBaseSlippagePrice(1.1)
                                .setSlippageInPoints(50)
                                .setStopLoss(1.09),
                        "INVALID_REQUEST",
                        "SL/TP in absolute values"),
                arguments(order(ProtoOAOrderType.LIMIT, BUY, LOT), "INVALID_REQUEST", "limitPrice is required"),
                arguments(order(ProtoOAOrderType.STOP, BUY, LOT), "INVALID_REQUEST", "stopPrice is required"),
                arguments(limit(BUY, 1.000005), "TRADING_BAD_PRICES", "5 digits"),
                arguments(limit(BUY, 150.0005).setSymbolId(AccountHarness.USDJPY), "TRADING_BAD_PRICES", "3 digits"),
                arguments(limit(BUY, -1), "TRADING_BAD_PRICES", "limitPrice"),
                arguments(limit(BUY, Double.NaN), "TRADING_BAD_PRICES", "limitPrice"),
                arguments(limit(BUY, 1.05).setStopLoss(1.06), "TRADING_BAD_STOPS", "SL: 1.06000"),
                arguments(limit(BUY, 1.05).setTakeProfit(1.04), "TRADING_BAD_STOPS", "TP: 1.04000"),
                arguments(limit(SELL, 1.15).setStopLoss(1.14), "TRADING_BAD_STOPS", "SL: 1.14000"),
                arguments(stop(SELL, 1.05).setTakeProfit(1.06), "TRADING_BAD_STOPS", "TP: 1.06000"),
                arguments(
                        limit(BUY, 1.05).setStopLoss(1.04).setRelativeStopLoss(100),
                        "INVALID_REQUEST",
                        "both as a price and as a distance"),
                arguments(
                        limit(BUY, 1.05).setTimeInForce(ProtoOATimeInForce.GOOD_TILL_DATE),
                        "TRADING_BAD_EXPIRATION_DATE",
                        "not in the future"),
                arguments(
                        limit(BUY, 1.05).setTimeInForce(ProtoOATimeInForce.MARKET_ON_OPEN),
                        "INVALID_REQUEST",
                        "MARKET_ON_OPEN is not allowed for order type LIMIT"),
                arguments(
                        market(BUY, LOT).setTimeInForce(ProtoOATimeInForce.MARKET_ON_OPEN),
                        "INVALID_REQUEST",
                        "MARKET_ON_OPEN is not allowed for order type MARKET"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("refused")
    void refuses(ProtoOANewOrderReq.Builder request, String errorCode, String text) {
        assertThatThrownBy(() -> harness.account.place(request.build()))
                .isInstanceOfSatisfying(
                        TradeRefusedException.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo(errorCode))
                .hasMessageContaining(text);
        assertThat(harness.account.report().reconcile(true).getOrderList()).isEmpty();
        assertThat(harness.account.history().orders(0, Long.MAX_VALUE).getOrderList())
                .isEmpty();
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(market(BUY, 100_000)),
                arguments(market(SELL, LOT).setLabel("x".repeat(100)).setComment("x".repeat(512))),
                arguments(market(BUY, LOT).setClientOrderId("x".repeat(50))),
                arguments(market(BUY, LOT).setSymbolId(AccountHarness.USDJPY).setRelativeTakeProfit(100)),
                arguments(market(BUY, LOT).setRelativeStopLoss(110_009).setRelativeTakeProfit(500_000)),
                arguments(market(SELL, LOT).setRelativeStopLoss(500_000).setRelativeTakeProfit(109_999)),
                arguments(limit(BUY, 1.1).setStopLoss(1.09999).setTakeProfit(1.10001)),
                arguments(limit(SELL, 150.015).setSymbolId(AccountHarness.USDJPY)),
                arguments(stop(SELL, 0.9).setTakeProfit(0.8)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(ProtoOANewOrderReq.Builder request) throws Exception {
        assertThat(harness.account.place(request.build()).events()).hasSize(1);
    }
}
