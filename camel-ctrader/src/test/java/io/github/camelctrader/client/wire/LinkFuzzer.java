package io.github.camelctrader.client.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzzer calls with bytes that a server might send over TCP or in a WebSocket. The first byte says which of the two,
 * and how the rest is cut into reads. Whatever comes, there are messages until there is a failure that the link knows, and
 * no message after it.
 */
public final class LinkFuzzer {
    private static final int MAX_FRAME_LENGTH = 4096;

    private LinkFuzzer() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean webSocket = (input[0] & 1) == 1;
        int readLength = 1 + ((input[0] & 0xff) >> 1);
        EmbeddedChannel channel = webSocket ? webSocket() : new EmbeddedChannel(new FrameDecoder(MAX_FRAME_LENGTH));
        boolean failed = false;
        for (int from = 1; from < input.length && channel.isOpen(); from += readLength) {
            int length = Math.min(readLength, input.length - from);
            ByteBuf read = Unpooled.copiedBuffer(input, from, length);
            try {
                channel.writeInbound(read);
            } catch (RuntimeException e) {
                check(known(e), "a failure that no link expects", e);
                failed = true;
                drain(channel, false);
            }
            drain(channel, failed);
        }
        try {
            channel.finish();
        } catch (RuntimeException e) {
            check(known(e), "a failure at the end that no link expects", e);
        }
        drain(channel, failed);
        for (Object bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            ReferenceCountUtil.release(bytes);
        }
    }

    private static EmbeddedChannel webSocket() {
        return new EmbeddedChannel(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(false)
                        .allowExtensions(false)
                        .maxFramePayloadLength(MAX_FRAME_LENGTH)
                        .closeOnProtocolViolation(false)
                        .build()),
                new WebSocketFrameAggregator(MAX_FRAME_LENGTH),
                new MessageFrameDecoder());
    }

    private static void drain(EmbeddedChannel channel, boolean failed) {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            check(!failed, "a message after the failure", null);
            MessageFuzzer.check((InboundMessage) message);
        }
    }

    private static boolean known(Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof FrameException
                || cause instanceof CorruptedFrameException
                || cause instanceof TooLongFrameException
                || cause instanceof PrematureChannelClosureException;
    }

    private static void check(boolean holds, String broken, @Nullable Throwable cause) {
        if (!holds) {
            throw new AssertionError(broken, cause);
        }
    }
}
