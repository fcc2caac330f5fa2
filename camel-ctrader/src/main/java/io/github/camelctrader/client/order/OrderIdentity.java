package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderOptions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request with what makes it recognisable.
 *
 * @param operationId the {@code clientOrderId} of a new order; an id that only we know for all other requests
 * @param request as it is to be sent
 */
record OrderIdentity(String operationId, Message request) {

    /**
     * Gives a request its id, and a new order the same marker as its label if it has none: positions show labels only.
     *
     * @param wanted the id that the caller wants, or null
     * @param freshId makes one that never comes again
     * @throws InvalidRequestException when an id is blank or too long
     */
    static OrderIdentity of(Message request, @Nullable String wanted, Supplier<String> freshId) {
        if (!(request instanceof ProtoOANewOrderReq order)) {
            return new OrderIdentity(wanted == null ? freshId.get() : wanted, request);
        }
        String id = wanted == null ? freshId.get() : wanted;
        if (order.hasClientOrderId()) {
            id = order.getClientOrderId();
            OrderOptions.checkId("clientOrderId", id);
        }
        ProtoOANewOrderReq.Builder marked = order.toBuilder().setClientOrderId(id);
        if (order.getLabel().isEmpty()) {
            marked.setLabel(id);
        }
        return new OrderIdentity(id, marked.build());
    }
}
