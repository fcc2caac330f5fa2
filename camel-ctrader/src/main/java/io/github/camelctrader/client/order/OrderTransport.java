package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How order requests go out. Called on the loop, where its futures complete. */
@FunctionalInterface
public interface OrderTransport {
    /**
     * @return completes with the first message that answers; fails with the rejection, or with what kept the request from
     *     being answered
     */
    CompletableFuture<InboundMessage> send(Message request, Duration timeout, SendListener listener);
}
