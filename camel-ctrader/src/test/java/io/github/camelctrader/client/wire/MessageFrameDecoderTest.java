package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MessageFrameDecoderTest {
    private static final byte[] HEARTBEAT = HexFormat.of().parseHex("0833");

    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageFrameDecoder());

    @Test
    void afterWhatIsNoMessageNothingMoreIsDecoded() {
        channel.writeInbound(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(HEARTBEAT)));
        assertThat((Object) channel.readInbound()).isInstanceOf(InboundMessage.class);

        assertThatThrownBy(() -> channel.writeInbound(new TextWebSocketFrame("hello")))
                .hasRootCauseInstanceOf(FrameException.class);
        channel.writeInbound(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(HEARTBEAT)));
        assertThat((Object) channel.readInbound()).isNull();
    }
}
