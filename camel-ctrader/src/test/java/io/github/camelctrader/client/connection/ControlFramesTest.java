package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlFramesTest {
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ControlFrames(new RecordingListener(), "demo.example:5035"));

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aPingIsAnsweredWithItsContent() {
        ByteBuf content = Unpooled.wrappedBuffer(new byte[] {1, 2});
        channel.writeInbound(new PingWebSocketFrame(content));

        PongWebSocketFrame pong = channel.readOutbound();
        assertThat(pong.content()).isEqualTo(Unpooled.wrappedBuffer(new byte[] {1, 2}));
        pong.release();
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void aServerThatReadsNothingGetsNoMorePongs() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        channel.write(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        assertThat(channel.isWritable()).isFalse();
        ByteBuf content = Unpooled.wrappedBuffer(new byte[] {1, 2});
        channel.writeInbound(new PingWebSocketFrame(content));
        channel.flush();

        assertThat(channel.outboundMessages()).singleElement().isInstanceOf(ByteBuf.class);
        assertThat(content.refCnt()).isZero();
    }
}
