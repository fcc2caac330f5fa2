package io.github.camelctrader.simulator.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.json.JsonObjectDecoder;
import java.util.List;

/**
 * Tells raw TCP from WebSocket by the first four bytes inside TLS: as a length, {@code "GET "} would be above any frame. How JSON is framed
 * on raw TCP is not documented: a client may send bare objects, with line breaks between them or not, or a length in front of each, and is
 * answered with lines or with lengths likewise. Until the first bytes came, output is framed for raw TCP: a WebSocket client speaks first.
 */
public final class TransportDetector extends ByteToMessageDecoder {
    private static final String FRAMING = "framing";
    private static final int GET = 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ';
    private static final int MAX_HTTP_BYTES = 16_384;
    private static final String ROOT = "/";

    private final int maxFrameLength;
    private final boolean text;

    private TransportDetector(int maxFrameLength, boolean text) {
        this.maxFrameLength = maxFrameLength;
        this.text = text;
    }

    /**
     * Adds it to a new connection, with the framing of output until more is known.
     *
     * @param pipeline of the connection, with TLS in front
     * @param encoding what messages are written in
     * @param maxFrameLength largest accepted message in bytes
     */
    public static void addTo(ChannelPipeline pipeline, Encoding encoding, int maxFrameLength) {
        pipeline.addLast(FRAMING, encoding.isText() ? new LineEncoder() : new FrameEncoder());
        pipeline.addLast(new TransportDetector(maxFrameLength, encoding.isText()));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        if (in.getInt(in.readerIndex()) == GET) {
            String position = context.name();
            for (ChannelHandler handler : webSocket()) {
                String name = handler.getClass().getSimpleName();
                pipeline.addAfter(position, name, handler);
                position = name;
            }
            pipeline.remove(FRAMING);
        } else if (text && in.getByte(in.readerIndex()) != 0) {
            pipeline.addAfter(context.name(), null, new JsonObjectDecoder(maxFrameLength));
        } else {
            pipeline.replace(FRAMING, FRAMING, new FrameEncoder());
            pipeline.addAfter(context.name(), null, new FrameDecoder(maxFrameLength));
        }
        pipeline.remove(this);
    }

    private List<ChannelHandler> webSocket() {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(ROOT)
                .sendCloseFrame(null)
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(maxFrameLength)
                        .closeOnProtocolViolation(false)
                        .build())
                .build();
        return List.of(
                new HttpServerCodec(),
                new HttpObjectAggregator(MAX_HTTP_BYTES),
                new WebSocketServerProtocolHandler(config),
                new WebSocketFrameAggregator(maxFrameLength),
                new WebSocketMessages(text));
    }
}
