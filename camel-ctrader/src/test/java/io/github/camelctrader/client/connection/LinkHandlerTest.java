package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.wire.Envelopes;
import io.github.camelctrader.client.wire.FrameDecoder;
import io.github.camelctrader.client.wire.FrameEncoder;
import io.github.camelctrader.client.wire.InboundMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkHandlerTest {
    private static final String ADDRESS = "demo.example:5035";
    private static final byte[] HEARTBEAT = HexFormat.of().parseHex("000000020833");

    private final RecordingListener listener = new RecordingListener();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new FrameDecoder(1024), new FrameEncoder(), new LinkHandler(listener, ADDRESS, Duration.ofSeconds(30)));

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void messagesOfOneBurstComeOneByOneAndThenItsEnd() {
        channel.writeInbound(Unpooled.wrappedBuffer(HEARTBEAT, HEARTBEAT, new byte[] {0, 0}));

        assertThat(listener.calls).containsExactly("received", "received", "readComplete");
        assertThat(listener.received).extracting(InboundMessage::payloadType).containsExactly(51, 51);
    }

    @Test
    void aFrameThatIsNoneIsAProtocolErrorInTheDecodersWords() {
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex("7fffffff")));

        assertLost(DisconnectReason.PROTOCOL_ERROR, "a frame of 2147483647 bytes; maxFrameLength is 1024");
    }

    @Test
    void aResetIsAFailedLink() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        assertLost(DisconnectReason.LINK_FAILED, "the connection to " + ADDRESS + " failed: java.io.IOException: Conn");
    }

    @Test
    void anOrderlyEndIsTheServersDoing() {
        channel.close();

        assertLost(DisconnectReason.CLOSED_BY_SERVER, ADDRESS + " closed the connection");
    }

    @Test
    void aSocketThatTakesMoreAgainIsReportedOnceItDoes() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        Link link = new Link(channel);
        assertThat(link.isWritable()).isTrue();

        link.write(Envelopes.HEARTBEAT);
        assertThat(link.isWritable()).isFalse();
        assertThat(listener.calls).isEmpty();

        link.flush();
        assertThat(link.isWritable()).isTrue();
        assertThat(listener.calls).containsExactly("writable");
        ByteBuf written = channel.readOutbound();
        assertThat(written).isEqualTo(Unpooled.wrappedBuffer(HEARTBEAT));
        written.release();
    }

    @Test
    void aClosedLinkTakesNothing() {
        Link link = new Link(channel);
        link.close();

        assertThat(link.isWritable()).isFalse();
    }

    private void assertLost(DisconnectReason reason, String description) {
        DisconnectCause failure = listener.failures.get(0);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.description()).contains(description);
        assertThat(failure.suspendFor()).isNull();
    }
}
