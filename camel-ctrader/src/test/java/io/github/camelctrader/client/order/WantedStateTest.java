package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderTriggerMethod;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part of what an amendment wants counts, and nothing else does. */
class WantedStateTest extends LookUpCase {
    static Stream<Arguments> amendments() {
        return Stream.of(
                amendment("nothing", r -> {}, o -> {}, o -> o.setStopLoss(1)),
                amendment(
                        "volume",
                        r -> r.setVolume(Orders.VOLUME),
                        o -> {},
                        o -> o.getTradeDataBuilder().setVolume(1)),
                amendment("limit", r -> r.setLimitPrice(1.04), o -> o.setLimitPrice(1.04), o -> o.setLimitPrice(1.05)),
                amendment("stop", r -> r.setStopPrice(1.04), o -> o.setStopPrice(1.04), o -> o.setStopPrice(1.05)),
                amendment("expiry", r -> r.setExpirationTimestamp(5), o -> o.setExpirationTimestamp(5), o -> {}),
                amendment("slippage", r -> r.setSlippageInPoints(5), o -> o.setSlippageInPoints(5), o -> {}),
                amendment("trailing", r -> r.setTrailingStopLoss(true), o -> {}, o -> o.setTrailingStopLoss(false)),
                amendment("loss", r -> r.setStopLoss(1.04), o -> o.setStopLoss(1.04), o -> o.setStopLoss(1.05)),
                amendment("loss", r -> r.setStopLoss(1.04), o -> o.setStopLoss(1.04), o -> {}),
                amendment("profit", r -> r.setTakeProfit(1.04), o -> o.setTakeProfit(1.04), o -> o.setTakeProfit(2)),
                amendment("profit", r -> r.setTakeProfit(1.04), o -> o.setTakeProfit(1.04), o -> {}),
                amendment("no profit", r -> {}, o -> {}, o -> o.setTakeProfit(2)),
                amendment("distance", r -> r.setRelativeStopLoss(9), o -> o.setRelativeStopLoss(9), o -> {}),
                amendment(
                        "distance",
                        r -> r.setRelativeStopLoss(9),
                        o -> o.setStopLoss(2),
                        o -> o.setRelativeStopLoss(8)),
                amendment("distance", r -> r.setRelativeTakeProfit(9), o -> o.setRelativeTakeProfit(9), o -> {}),
                amendment(
                        "distance",
                        r -> r.setRelativeTakeProfit(9),
                        o -> o.setTakeProfit(2),
                        o -> o.setRelativeTakeProfit(8)));
    }

    private static Arguments amendment(
            String name,
            Consumer<ProtoOAAmendOrderReq.Builder> wanted,
            Consumer<ProtoOAOrder.Builder> asWanted,
            Consumer<ProtoOAOrder.Builder> otherwise) {
        return Arguments.of(name, wanted, asWanted, otherwise);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("amendments")
    void anOrderIsAsAnAmendmentWantsIt(
            String name,
            Consumer<ProtoOAAmendOrderReq.Builder> wanted,
            Consumer<ProtoOAOrder.Builder> asWanted,
            Consumer<ProtoOAOrder.Builder> otherwise) {
        ProtoOAAmendOrderReq.Builder request = Orders.amend(5);
        wanted.accept(request);

        ProtoOAOrder.Builder good = full();
        asWanted.accept(good);
        open.addOrder(good);
        assertThat(name(request.build())).isEqualTo("ORDER_REPLACED");

        ProtoOAOrder.Builder bad = full();
        otherwise.accept(bad);
        open.clearOrder().addOrder(bad);
        assertThat(name(request.build())).isEqualTo("Absent");
    }

    @ParameterizedTest(
            name = "the protection of position {0} at {1} and {2}, its order {3}: an amendment to {4}, {5}: {6}")
    @CsvSource({
        "1, 1.03, -,    FILLED,   1.03, -,    ORDER_FILLED",
        "1, -,    1.05, FILLED,   -,    1.05, ORDER_FILLED",
        "1, 1.03, 1.05, FILLED,   1.03, 1.05, ORDER_FILLED",
        "1, 1.03, 1.05, FILLED,   1.03, -,    refused",
        "1, 1.03, 1.05, FILLED,   -,    1.05, refused",
        "2, 1.03, -,    FILLED,   1.03, -,    refused",
        "1, 1.03, -,    ACCEPTED, 1.03, -,    Absent",
    })
    void whatAFilledOrderWasToProtectMayBeThatOfItsPosition(
            long positionId,
            String loss,
            String profit,
            String status,
            String wantedLoss,
            String wanted,
            String means) {
        ProtoOAOrder order = Orders.order("LIMIT", 5)
                .setPositionId(1)
                .setExecutedVolume(Orders.VOLUME)
                .setOrderStatus(ProtoOAOrderStatus.valueOf("ORDER_STATUS_" + status))
                .build();
        orders.add(order);
        deals.add(Orders.deal(1, 5, Orders.VOLUME).build());
        if (status.equals("ACCEPTED")) {
            open.addOrder(order);
        }
        ProtoOAOrder.Builder protection =
                Orders.order("STOP_LOSS_TAKE_PROFIT", 9).setPositionId(positionId);
        price(loss, protection::setStopPrice);
        price(profit, protection::setLimitPrice);
        open.addOrder(protection);
        ProtoOAAmendOrderReq.Builder request = Orders.amend(5);
        price(wantedLoss, request::setStopLoss);
        price(wanted, request::setTakeProfit);

        assertThat(name(request.build())).isEqualTo(means);
    }

    static Stream<Arguments> protections() {
        return Stream.of(
                protection("a level", r -> r.setStopLoss(1.03), p -> p.setStopLoss(1.03), "ORDER_REPLACED"),
                protection(
                        "a level of what trails already",
                        r -> r.setStopLoss(1.03),
                        p -> p.setStopLoss(1.03).setTrailingStopLoss(true),
                        "ORDER_REPLACED"),
                protection(
                        "a level with a trigger of its own",
                        r -> r.setStopLoss(1.03),
                        p -> p.setStopLoss(1.03).setStopLossTriggerMethod(ProtoOAOrderTriggerMethod.OPPOSITE),
                        "ORDER_REPLACED"),
                protection(
                        "a guarantee",
                        r -> r.setStopLoss(1.03).setGuaranteedStopLoss(true),
                        p -> p.setStopLoss(1.03).setGuaranteedStopLoss(true),
                        "ORDER_REPLACED"),
                protection(
                        "none where one trails",
                        r -> {},
                        p -> p.setStopLoss(1.03).setTrailingStopLoss(true),
                        "Absent"),
                protection(
                        "one where none is",
                        r -> r.setStopLoss(1.03),
                        p -> p.setTrailingStopLoss(true).getTradeDataBuilder().setTradeSide(ProtoOATradeSide.SELL),
                        "Absent"),
                protection(
                        "a lower one that does not trail",
                        r -> r.setStopLoss(1.03),
                        p -> p.setStopLoss(1.05),
                        "Absent"));
    }

    private static Arguments protection(
            String name,
            Consumer<ProtoOAAmendPositionSLTPReq.Builder> wanted,
            Consumer<ProtoOAPosition.Builder> position,
            String means) {
        return Arguments.of(name, wanted, position, means);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("protections")
    void aPositionIsProtectedAsWanted(
            String name,
            Consumer<ProtoOAAmendPositionSLTPReq.Builder> wanted,
            Consumer<ProtoOAPosition.Builder> state,
            String means) {
        ProtoOAAmendPositionSLTPReq.Builder request = Orders.protect(1);
        wanted.accept(request);
        ProtoOAPosition.Builder position = Orders.position(1);
        state.accept(position);
        open.addPosition(position);

        assertThat(name(request.build())).isEqualTo(means);
    }

    @Test
    void theOutcomeCarriesTheProtectionOfThePositionAndNoOtherOrder() {
        Message request = Orders.protect(1).setStopLoss(1.03).build();
        open.addPosition(Orders.position(1).setStopLoss(1.03));
        open.addOrder(opened("LIMIT", 11, 1, SENT)).addOrder(opened("STOP_LOSS_TAKE_PROFIT", 10, 2, SENT));
        assertThat(((LookUpResult.Ended) find(request)).event().hasOrder()).isFalse();

        open.addOrder(opened("STOP_LOSS_TAKE_PROFIT", 9, 1, 1));
        assertThat(((LookUpResult.Ended) find(request)).event().getOrder().getOrderId())
                .isEqualTo(9);
    }

    @ParameterizedTest(name = "a protection on the {0} side, {1}, at {2}, trailing {3}: {4}")
    @CsvSource({
        "SELL, FILLED,    1.03, false, ORDER_REPLACED",
        "SELL, CANCELLED, 1.03, false, ORDER_REPLACED",
        "SELL, FILLED,    1.05, true,  ORDER_REPLACED",
        "SELL, FILLED,    1.02, true,  Unclear",
        "BUY,  FILLED,    1.02, true,  ORDER_REPLACED",
        "BUY,  FILLED,    1.05, true,  Unclear",
        "SELL, ACCEPTED,  1.03, false, Unclear",
    })
    void theProtectionThatEndedWithThePositionTellsTheTruth(
            ProtoOATradeSide side, String status, double stop, boolean trailing, String means) {
        ProtoOAOrder.Builder protection = opened("STOP_LOSS_TAKE_PROFIT", 9, 1, 1)
                .setOrderStatus(ProtoOAOrderStatus.valueOf("ORDER_STATUS_" + status))
                .setStopPrice(stop)
                .setTrailingStopLoss(trailing);
        protection.getTradeDataBuilder().setTradeSide(side);
        orders.add(protection.build());

        assertThat(name(Orders.protect(1).setStopLoss(1.03).build())).isEqualTo(means);
    }

    @ParameterizedTest(name = "last seen with {0}, an order with closing {1} executed {2} since: {3}")
    @CsvSource({
        "-1,     true,  1, refused",
        "-1,     true,  0, Unclear",
        "-1,     false, 1, Unclear",
        "100000, true,  0, Unclear",
        "0,      true,  0, refused",
    })
    void thatAPositionWasClosedIsBelievedWhenItsCloseIsKnown(
            long lastVolume, boolean closing, long executed, String means) {
        if (lastVolume >= 0) {
            ProtoOAPosition.Builder position = Orders.position(1);
            position.getTradeDataBuilder().setVolume(lastVolume);
            seen.seen(Orders.event("ORDER_FILLED").setPosition(position).build(), 0);
        }
        orders.add(opened("MARKET", 8, 1, SENT)
                .setClosingOrder(closing)
                .setExecutedVolume(executed)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .build());

        assertThat(name(Orders.protect(1).setStopLoss(1.03).build())).isEqualTo(means);
    }

    @Test
    void pricesThatAreAbsentAreTheSame() {
        assertThat(PriceEquality.same(false, 1, false, 2)).isTrue();
        assertThat(PriceEquality.same(true, 1, false, 1)).isFalse();
        assertThat(PriceEquality.same(true, 1.00001, true, 1.000012)).isTrue();
        assertThat(PriceEquality.same(true, 1.00001, true, 1.00002)).isFalse();
    }

    private static void price(String text, Consumer<Double> set) {
        if (!text.equals("-")) {
            set.accept(Double.parseDouble(text));
        }
    }

    /** An order that works, in which nothing is as a request would leave it that says nothing. */
    private static ProtoOAOrder.Builder full() {
        return opened("STOP_LIMIT", 5, 1, 1)
                .setLimitPrice(1.01)
                .setStopPrice(1.02)
                .setExpirationTimestamp(99)
                .setSlippageInPoints(7)
                .setTrailingStopLoss(true)
                .setStopTriggerMethod(ProtoOAOrderTriggerMethod.OPPOSITE);
    }

    private static ProtoOAOrder.Builder opened(String type, long orderId, long positionId, long openedAt) {
        ProtoOAOrder.Builder order = Orders.order(type, orderId).setPositionId(positionId);
        order.getTradeDataBuilder().setOpenTimestamp(openedAt);
        return order;
    }

    private LookUpResult find(Message request) {
        return find(request, 0);
    }

    private String name(Message request) {
        return name(find(request));
    }
}
