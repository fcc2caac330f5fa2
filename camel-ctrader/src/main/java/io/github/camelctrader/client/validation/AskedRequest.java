package io.github.camelctrader.client.validation;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.wire.PayloadTypes;
import org.jspecify.annotations.Nullable;

/**
 * The request of an exchange, before anything is looked up for it.
 *
 * @param request its fields of the protocol; required fields may be missing
 * @param terms its convenience fields: symbol names, volumes in units or lots, distances as decimals
 */
public record AskedRequest(Message.Builder request, SymbolFields terms) {
    /** The request's account, or 0 when it names none. */
    public long accountId() {
        return PayloadTypes.accountIdOf(request);
    }

    /** The {@code clientOrderId} that the body gives a new order, or null. */
    @Nullable
    public String clientOrderId() {
        return request instanceof ProtoOANewOrderReq.Builder order && order.hasClientOrderId()
                ? order.getClientOrderId()
                : null;
    }

    /** Whether it says only what is to change, so that the present state has to complete it. */
    public boolean needsPresentState() {
        return CurrentState.neededBy(request, terms.volumes().given());
    }
}
