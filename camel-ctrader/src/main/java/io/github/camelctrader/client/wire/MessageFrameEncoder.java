package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedOutputStream;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.io.IOException;
import java.util.List;

/** Writes a message as {@link MessageFrameDecoder} reads it: one binary message of a WebSocket. */
public final class MessageFrameEncoder extends MessageToMessageEncoder<ProtoMessage> {
    public MessageFrameEncoder() {
        super(ProtoMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, ProtoMessage message, List<Object> out) throws IOException {
        int length = message.getSerializedSize();
        ByteBuf content = context.alloc().buffer(length);
        BinaryWebSocketFrame frame = new BinaryWebSocketFrame(content);
        out.add(frame);
        CodedOutputStream output = CodedOutputStream.newInstance(content.nioBuffer(0, length));
        message.writeTo(output);
        output.flush();
        content.writerIndex(length);
    }
}
