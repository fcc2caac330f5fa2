package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes an order request recognisable.
 *
 * @param key its name: the id is the {@code clientOrderId} of a new order, and one that only we know for all other requests
 * @param contents what it asks for
 */
record OrderIdentity(OrderRecord.Key key, RequestContents contents) {

    /**
     * Gives a request its id.
     *
     * @param wanted the id that the caller wants if the request has none itself, or null
     * @param freshId makes one that never comes again
     * @throws InvalidRequestException when an id is none that would come back from the server as it was sent
     */
    static OrderIdentity of(
            Environment environment, OrderIntent intent, @Nullable String wanted, Supplier<String> freshId) {
        Message asked = intent.asked();
        String id;
        if (asked instanceof ProtoOANewOrderReq order && order.hasClientOrderId()) {
            id = order.getClientOrderId();
            OrderOptions.checkId("clientOrderId", id);
        } else {
            id = wanted == null ? freshId.get() : wanted;
        }
        return new OrderIdentity(
                new OrderRecord.Key(environment, PayloadTypes.accountIdOf(asked), id),
                RequestContents.of(asked, intent.words()));
    }

    /** Gives a new order its id, and the same marker as its label if it has none: positions show labels only. */
    Message mark(Message request) {
        if (!(request instanceof ProtoOANewOrderReq order)) {
            return request;
        }
        ProtoOANewOrderReq.Builder marked = order.toBuilder().setClientOrderId(key.operationId());
        if (order.getLabel().isEmpty()) {
            marked.setLabel(key.operationId());
        }
        return marked.build();
    }
}
