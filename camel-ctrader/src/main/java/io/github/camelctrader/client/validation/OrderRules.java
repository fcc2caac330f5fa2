package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.message.InvalidRequests;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the protocol asks of a request that changes orders, whatever its symbol is (cTrader Open API, order types). */
final class OrderRules {
    private static final Map<String, Integer> LONGEST = Map.of("clientOrderId", 50, "label", 100, "comment", 512);
    private static final List<String> POSITIVE = List.of(
            "symbolId",
            "orderId",
            "positionId",
            "volume",
            "limitPrice",
            "stopPrice",
            "baseSlippagePrice",
            "stopLoss",
            "takeProfit",
            "relativeStopLoss",
            "relativeTakeProfit",
            "expirationTimestamp");
    private static final Map<String, Set<ProtoOAOrderType>> BELONGS_TO = Map.of(
            "limitPrice", EnumSet.of(ProtoOAOrderType.LIMIT),
            "stopPrice", EnumSet.of(ProtoOAOrderType.STOP, ProtoOAOrderType.STOP_LIMIT),
            "baseSlippagePrice", EnumSet.of(ProtoOAOrderType.MARKET_RANGE),
            "slippageInPoints", EnumSet.of(ProtoOAOrderType.MARKET_RANGE, ProtoOAOrderType.STOP_LIMIT));

    private OrderRules() {}

    /**
     * Checks what the caller gave; what the present state adds to it is the server's own, and goes out as it came.
     *
     * @param request what the caller gave
     * @param completed the same with what the present state adds
     * @throws InvalidRequestException naming the first field that breaks a rule
     */
    static void check(Message.Builder request, Message.Builder completed) {
        for (String field : POSITIVE) {
            checkPositive(request, field);
        }
        LONGEST.forEach((field, most) -> checkLength(request, field, most));
        if (has(request, "slippageInPoints") && number(request, "slippageInPoints") < 0) {
            throw InvalidRequests.refuse(
                    "slippageInPoints", value(request, "slippageInPoints"), "must not be negative");
        }
        checkOneForm(request, "stopLoss", "relativeStopLoss");
        checkOneForm(request, "takeProfit", "relativeTakeProfit");
        for (String flag : List.of("guaranteedStopLoss", "trailingStopLoss")) {
            boolean wanted = has(request, flag) && value(request, flag).equals(true);
            if (wanted && !has(completed, "stopLoss") && !has(completed, "relativeStopLoss")) {
                throw InvalidRequests.refuse(flag, true, "needs stopLoss or relativeStopLoss");
            }
        }
        if (request instanceof ProtoOANewOrderReq.Builder order) {
            checkNew(order);
        }
    }

    private static void checkNew(ProtoOANewOrderReq.Builder order) {
        if (order.hasOrderType()) {
            checkType(order, order.getOrderType());
        }
        boolean goodTillDate = order.getTimeInForce() == ProtoOATimeInForce.GOOD_TILL_DATE;
        if (goodTillDate && !order.hasExpirationTimestamp()) {
            throw InvalidRequests.refuse("expirationTimestamp", "(absent)", "timeInForce = GOOD_TILL_DATE needs it");
        }
        if (!goodTillDate && order.hasExpirationTimestamp()) {
            throw InvalidRequests.refuse(
                    "expirationTimestamp",
                    order.getExpirationTimestamp(),
                    "needs timeInForce = GOOD_TILL_DATE, and it is " + order.getTimeInForce());
        }
    }

    private static void checkType(ProtoOANewOrderReq.Builder order, ProtoOAOrderType type) {
        if (type == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT) {
            throw InvalidRequests.refuse(
                    "orderType", type, "is made by the server only: give stopLoss or takeProfit instead");
        }
        BELONGS_TO.forEach((field, types) -> {
            if (types.contains(type) && !has(order, field)) {
                throw InvalidRequests.refuse(field, "(absent)", "orderType = " + type + " needs it");
            }
            if (!types.contains(type) && has(order, field)) {
                throw InvalidRequests.refuse(
                        field, value(order, field), "belongs to orderType = " + types + ", and this is a " + type);
            }
        });
        for (String absolute : List.of("stopLoss", "takeProfit")) {
            if (type == ProtoOAOrderType.MARKET && has(order, absolute)) {
                throw InvalidRequests.refuse(
                        absolute,
                        value(order, absolute),
                        "a market order takes a distance only: " + absolute + "Distance in a map or JSON, "
                                + (absolute.equals("stopLoss") ? "relativeStopLoss" : "relativeTakeProfit")
                                + " in protobuf");
            }
        }
    }

    private static void checkPositive(Message.Builder request, String field) {
        if (has(request, field)) {
            double number = number(request, field);
            if (!(number > 0) || Double.isInfinite(number)) {
                throw InvalidRequests.refuse(field, value(request, field), "must be greater than zero");
            }
        }
    }

    private static void checkLength(Message.Builder request, String field, int most) {
        if (has(request, field)) {
            String text = value(request, field).toString();
            if (text.length() > most) {
                throw InvalidRequests.refuse(
                        field, text, "must have at most " + most + " characters, and has " + text.length());
            }
        }
    }

    private static void checkOneForm(Message.Builder request, String absolute, String relative) {
        if (has(request, absolute) && has(request, relative)) {
            throw InvalidRequests.refuse(
                    absolute,
                    value(request, absolute),
                    "stands beside " + relative + " = " + value(request, relative) + ": give one");
        }
    }

    private static boolean has(Message.Builder request, String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        return field != null && !field.isRepeated() && request.hasField(field);
    }

    private static Object value(Message.Builder request, String name) {
        return request.getField(request.getDescriptorForType().findFieldByName(name));
    }

    private static double number(Message.Builder request, String name) {
        return ((Number) value(request, name)).doubleValue();
    }
}
