package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.concurrent.CompletableFuture;

/**
 * How the packages above send the requests that the client makes on its own. Call on the connection's loop; the future
 * completes on the loop, with the answer or with a {@link io.github.camelctrader.client.CTraderException}: a rejection
 * is a {@link io.github.camelctrader.client.RequestRejectedException}. Such requests go out while the connection is
 * being restored as well as when it is ready, and fail at once when the link is lost.
 */
public interface Requests {
    CompletableFuture<InboundMessage> send(Message request, Priority priority);
}
