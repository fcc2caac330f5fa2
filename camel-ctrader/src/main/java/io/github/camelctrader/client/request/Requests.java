package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.concurrent.CompletableFuture;

/**
 * How the packages above send the requests that the client makes on its own. Call on the connection's loop; the future
 * completes on the loop, with the answer or with a {@link io.github.camelctrader.client.CTraderException}: a rejection
 * is a {@link io.github.camelctrader.client.RequestRejectedException}. Such requests go out while the connection is
 * being restored as well as when it is ready, and fail at once when the link is lost. The time of reads of history runs from
 * their sending on, since they may wait long for the limit of such reads.
 */
public interface Requests {
    CompletableFuture<InboundMessage> send(Message request, Priority priority);

    /**
     * The same for a request of which it matters when it leaves. Where nothing ever waits to be sent, that is at once.
     *
     * @param listener called on the loop, for the first time perhaps before this returns
     */
    default CompletableFuture<InboundMessage> send(Message request, Priority priority, SendListener listener) {
        listener.sent("");
        return send(request, priority);
    }
}
