package io.github.camelctrader.client.connection;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.time.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** One encrypted and verified connection to the server, from its first byte to its last. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails here reaches the pipeline, and the connection from there.
@OnLoop
final class Link {
    private final Channel channel;

    Link(Channel channel) {
        this.channel = channel;
    }

    /** Whether the socket takes more without piling up. */
    boolean isWritable() {
        return channel.isActive() && channel.isWritable();
    }

    /** Hands a message to the socket; it leaves with the next {@link #flush()}. */
    void write(ProtoMessage message) {
        channel.write(message, channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /** What waits for the socket, or null when nothing does. */
    @Nullable
    WriteProgress backlog() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null || waiting.isEmpty()
                ? null
                : new WriteProgress(System.identityHashCode(waiting.current()), waiting.currentProgress());
    }

    /** Ends the link. What happens to it afterwards is of no interest any more. */
    void close() {
        channel.close();
    }
}
