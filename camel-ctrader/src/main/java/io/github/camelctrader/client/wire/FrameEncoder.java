package io.github.camelctrader.client.wire;

import com.google.protobuf.CodedOutputStream;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;

/** Writes a message as {@link FrameDecoder} reads it. */
public final class FrameEncoder extends MessageToByteEncoder<ProtoMessage> {
    public FrameEncoder() {
        super(ProtoMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, ProtoMessage message, ByteBuf out) throws IOException {
        int length = message.getSerializedSize();
        out.writeInt(length);
        out.ensureWritable(length);
        CodedOutputStream output = CodedOutputStream.newInstance(out.nioBuffer(out.writerIndex(), length));
        message.writeTo(output);
        output.flush();
        out.writerIndex(out.writerIndex() + length);
    }
}
