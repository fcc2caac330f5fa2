package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.message.InvalidRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order or a position as it is before a request changes it. The server replaces all attributes by those of an amendment,
 * so what the caller left out has to be sent again; what the caller set to zero is what the caller wants removed.
 *
 * @param entity the order or position; null when the account has none with the request's id
 * @param trade its symbol and volume; null likewise
 */
public record CurrentState(
        @Nullable Message entity, @Nullable ProtoOATradeData trade) {
    /** Of a request whose account has no such order or position. */
    public static final CurrentState NONE = new CurrentState(null, null);

    /** Fields of a protection, with the field of the same protection in its other form. */
    private static final List<String> STOP_LOSS = List.of("stopLoss", "relativeStopLoss");

    private static final List<String> TAKE_PROFIT = List.of("takeProfit", "relativeTakeProfit");
    private static final List<String> OF_A_STOP_LOSS =
            List.of("trailingStopLoss", "guaranteedStopLoss", "stopLossTriggerMethod");
    private static final List<String> KEPT =
            List.of("limitPrice", "stopPrice", "slippageInPoints", "expirationTimestamp", "stopTriggerMethod");
    private static final String VOLUME = "volume";

    /**
     * Whether a request says only what is to change, or leaves out how much is to be closed.
     *
     * @param volumeGiven whether the caller gave the volume in lots or units
     */
    public static boolean neededBy(Message.Builder request, boolean volumeGiven) {
        return request instanceof ProtoOAAmendOrderReq.Builder
                || request instanceof ProtoOAAmendPositionSLTPReq.Builder
                || request instanceof ProtoOAClosePositionReq.Builder close && !volumeGiven && !close.hasVolume();
    }

    /** What a request is about, out of all pending orders and open positions of its account. */
    static CurrentState of(Message.Builder request, ProtoOAReconcileRes account) {
        if (request instanceof ProtoOAAmendOrderReq.Builder amend) {
            for (ProtoOAOrder order : account.getOrderList()) {
                if (order.getOrderId() == amend.getOrderId()) {
                    return new CurrentState(order, order.getTradeData());
                }
            }
            return NONE;
        }
        long positionId = request instanceof ProtoOAAmendPositionSLTPReq.Builder amend
                ? amend.getPositionId()
                : ((ProtoOAClosePositionReq.Builder) request).getPositionId();
        for (ProtoOAPosition position : account.getPositionList()) {
            if (position.getPositionId() == positionId) {
                return new CurrentState(position, position.getTradeData());
            }
        }
        return NONE;
    }

    /** What the caller is told when the account has no such order or position: a part of a request must not go out as the whole. */
    static InvalidRequestException refuseAbsent(Message.Builder request) {
        if (request instanceof ProtoOAAmendOrderReq.Builder amend) {
            return InvalidRequests.refuse(
                    "orderId",
                    amend.getOrderId(),
                    "account " + amend.getCtidTraderAccountId() + " has no such pending order");
        }
        if (request instanceof ProtoOAAmendPositionSLTPReq.Builder amend) {
            return InvalidRequests.refuse(
                    "positionId",
                    amend.getPositionId(),
                    "account " + amend.getCtidTraderAccountId() + " has no such open position");
        }
        return InvalidRequests.refuse(
                "volume",
                "(absent)",
                "position " + ((ProtoOAClosePositionReq.Builder) request).getPositionId()
                        + " is not open, so that what there is to close is not known");
    }

    /**
     * Fills in what the caller left out, and leaves out what the caller wants removed.
     *
     * @param given what the caller gave; stays as it is
     * @param volumeGiven whether the caller gave the volume in lots or units
     */
    Message.Builder complete(Message.Builder given, boolean volumeGiven) {
        Message.Builder request = given.clone();
        boolean keepsStopLoss = !mentions(request, STOP_LOSS);
        boolean keepsTakeProfit = !mentions(request, TAKE_PROFIT);
        if (entity != null && trade != null) {
            if (!volumeGiven && lacks(request, VOLUME)) {
                set(request, VOLUME, trade.getVolume());
            }
            KEPT.forEach(field -> keep(request, field));
            if (keepsStopLoss) {
                STOP_LOSS.forEach(field -> keep(request, field));
            }
            if (keepsTakeProfit) {
                TAKE_PROFIT.forEach(field -> keep(request, field));
            }
        }
        dropZeros(request);
        if (mentions(request, STOP_LOSS)) {
            OF_A_STOP_LOSS.forEach(field -> keep(request, field));
        }
        return request;
    }

    private void keep(Message.Builder request, String name) {
        FieldDescriptor wanted = request.getDescriptorForType().findFieldByName(name);
        if (wanted == null || request.hasField(wanted)) {
            return;
        }
        for (Message source : entity == null || trade == null ? List.<Message>of() : List.of(entity, trade)) {
            FieldDescriptor present = source.getDescriptorForType().findFieldByName(name);
            if (present != null && source.hasField(present) && says(present, source.getField(present))) {
                request.setField(wanted, source.getField(present));
                return;
            }
        }
    }

    /** Whether a value differs from what an absent field means. */
    private static boolean says(FieldDescriptor field, Object value) {
        return value instanceof Number number
                ? number.doubleValue() != 0
                : value instanceof EnumValueDescriptor
                        ? !value.equals(field.getDefaultValue())
                        : !Boolean.FALSE.equals(value);
    }

    private static void dropZeros(Message.Builder request) {
        for (List<String> fields : List.of(STOP_LOSS, TAKE_PROFIT)) {
            for (String name : fields) {
                FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
                if (field != null && request.hasField(field) && ((Number) request.getField(field)).doubleValue() == 0) {
                    request.clearField(field);
                }
            }
        }
    }

    private static boolean mentions(Message.Builder request, List<String> names) {
        return names.stream().anyMatch(name -> {
            FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
            return field != null && request.hasField(field);
        });
    }

    private static boolean lacks(Message.Builder request, String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        return field != null && !request.hasField(field);
    }

    private static void set(Message.Builder request, String name, Object value) {
        request.setField(request.getDescriptorForType().findFieldByName(name), value);
    }
}
