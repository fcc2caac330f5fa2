package io.github.camelctrader.client.order;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import io.github.camelctrader.client.wire.PayloadTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a request replaces as a whole: an order's terms, a position's protection, a position's volume.
 *
 * @param accountId {@code ctidTraderAccountId}
 * @param kind what kind of request it is
 * @param id of the order or position
 */
record RequestTarget(long accountId, Descriptor kind, long id) {

    /** The target of a request, or null when it replaces nothing. */
    static @Nullable RequestTarget of(Message request) {
        long accountId = PayloadTypes.accountIdOf(request);
        Descriptor kind = request.getDescriptorForType();
        if (request instanceof ProtoOAAmendOrderReq amend) {
            return new RequestTarget(accountId, kind, amend.getOrderId());
        } else if (request instanceof ProtoOAAmendPositionSLTPReq amend) {
            return new RequestTarget(accountId, kind, amend.getPositionId());
        } else if (request instanceof ProtoOAClosePositionReq close) {
            return new RequestTarget(accountId, kind, close.getPositionId());
        }
        return null;
    }

    /** As people say it. */
    @Override
    public String toString() {
        return (kind.equals(ProtoOAAmendOrderReq.getDescriptor()) ? "order " : "position ") + id;
    }
}
