package io.github.camelctrader.client.request;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.wire.InboundMessage;
import org.jspecify.annotations.Nullable;

/** The exceptions of requests that were sent and got no answer that can be read. */
final class Unanswered {
    private Unanswered() {}

    /** @return an {@link OutcomeUnknownException} if the request changes orders, otherwise a {@link RequestTimeoutException} */
    static CTraderException because(String reason, PendingRequest request, @Nullable Throwable cause) {
        String name = request.message().getDescriptorForType().getName();
        return RequestKind.changesOrders(request.payloadType())
                ? new OutcomeUnknownException(name + " was sent, and what became of it is not known: " + reason, cause)
                : new RequestTimeoutException(name + " was not answered: " + reason, cause);
    }

    /** Names a message that cannot be decoded, without its content. */
    static String describe(InboundMessage damaged) {
        int bytes = damaged.message() instanceof ProtoMessage envelope
                ? envelope.getPayload().size()
                : 0;
        return damaged.shortName() + " (" + damaged.payloadType() + ") of " + bytes + " bytes";
    }
}
