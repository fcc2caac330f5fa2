package io.github.camelctrader.simulator.wire;

import io.netty.channel.ChannelPipeline;

/** How a connection tells one message from the next. */
public enum Framing {
    /** A length in front. */
    LENGTH,
    /** A line break behind. */
    LINES,
    /** WebSocket, with messages of bytes. */
    BINARY_MESSAGES,
    /** WebSocket, with messages of text. */
    TEXT_MESSAGES;

    /** That of a connection at this moment. */
    public static Framing of(ChannelPipeline pipeline) {
        WebSocketMessages messages = pipeline.get(WebSocketMessages.class);
        if (messages != null) {
            return messages.areText() ? TEXT_MESSAGES : BINARY_MESSAGES;
        }
        return pipeline.get(LineEncoder.class) == null ? LENGTH : LINES;
    }
}
