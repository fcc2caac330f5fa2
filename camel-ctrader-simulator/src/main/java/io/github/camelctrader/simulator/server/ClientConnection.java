package io.github.camelctrader.simulator.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.JournalEntry.Direction;
import io.github.camelctrader.simulator.session.Faults.Happening;
import io.github.camelctrader.simulator.session.Link;
import io.github.camelctrader.simulator.session.OutputFaults;
import io.github.camelctrader.simulator.session.Session;
import io.github.camelctrader.simulator.wire.Encoding;
import io.github.camelctrader.simulator.wire.FrameTooLongException;
import io.github.camelctrader.simulator.wire.Frames;
import io.github.camelctrader.simulator.wire.Framing;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import io.github.camelctrader.simulator.wire.RawBytes;
import io.github.camelctrader.simulator.wire.WebSocketMessages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket: frames in, frames out, heartbeats, and the ways to end it. Confined to the simulator's thread. */
final class ClientConnection extends SimpleChannelInboundHandler<ByteBuf> implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final long MAX_BACKLOG_BYTES = 64L << 20;

    private final Listener listener;
    private final Channel channel;
    private final long number;
    private final Encoding encoding;
    private final Session session;
    private boolean ended;
    private boolean stalled;
    private boolean muted;

    ClientConnection(Listener listener, Channel channel, long number, Encoding encoding) {
        this.listener = listener;
        this.channel = channel;
        this.number = number;
        this.encoding = encoding;
        this.session = listener.venue().open(this);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (ended || stalled) {
            return;
        }
        try {
            listener.dispatcher().receive(session, encoding.decode(frame.nioBuffer()));
        } catch (InvalidProtocolBufferException e) {
            refuse(ProtoErrorCode.UNKNOWN_ERROR, "Corrupted frame.", WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        }
    }

    @Override
    public void send(Message message, @Nullable String clientMsgId) {
        int payloadType = PayloadTypes.of(message);
        ProtoMessage envelope = Frames.envelope(message, clientMsgId);
        if (!ended) {
            Optional<Happening> fault = listener.faults().onOutput(listener.environment(), payloadType);
            if (fault.isPresent()) {
                note(fault.get().fault(), payloadType, clientMsgId);
                envelope = OutputFaults.apply(fault.get().fault(), envelope);
            }
        }
        write(payloadType, clientMsgId, message, Unpooled.wrappedBuffer(encoding.encode(envelope)));
    }

    /** Sends an envelope whose payload need not be in the schema. */
    void send(ProtoMessage envelope) {
        write(envelope.getPayloadType(), null, null, Unpooled.wrappedBuffer(encoding.encode(envelope)));
    }

    private void note(Fault fault, int payloadType, @Nullable String clientMsgId) {
        listener.journal().fault(listener.environment(), number, fault, payloadType, clientMsgId);
    }

    @Override
    public boolean isAlive() {
        return !ended;
    }

    Framing framing() {
        return Framing.of(channel.pipeline());
    }

    @Override
    public void meet(Fault fault) {
        LinkFaults.meet(fault, this, session);
    }

    /** The same, written down. */
    void meetAndNote(Fault fault) {
        note(fault, 0, null);
        meet(fault);
    }

    /** Leaves what comes in to the buffers of the operating system, for good. */
    void stopReading() {
        stalled = true;
        channel.config().setAutoRead(false);
    }

    /** Sends nothing any more. */
    void stopWriting() {
        muted = true;
    }

    void sendRaw(byte[] bytes) {
        write(0, null, null, new RawBytes(Unpooled.copiedBuffer(bytes)));
    }

    private void write(
            int payloadType, @Nullable String clientMsgId, @Nullable Message message, ReferenceCounted bytes) {
        // A socket that is gone already counts as one that takes nothing, ever; its end is about to be told.
        if (channel.isOpen() && channel.bytesBeforeWritable() > MAX_BACKLOG_BYTES) {
            LOG.warn(
                    "Connection {} does not read, more than {} bytes wait for it: it is cut",
                    number,
                    MAX_BACKLOG_BYTES);
            cut(CutKind.RST);
        }
        if (ended || muted || !channel.isOpen()) {
            bytes.release();
            return;
        }
        listener.journal().write(listener.environment(), number, Direction.SENT, payloadType, clientMsgId, message);
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    @Override
    public boolean keepsUp() {
        return channel.isWritable();
    }

    @Override
    public void close() {
        cut(CutKind.FIN);
    }

    @Override
    public void cut(CutKind kind) {
        if (ended) {
            return;
        }
        leave(kind == CutKind.SILENCE ? Direction.SILENCED : Direction.CLOSED);
        switch (kind) {
            case FIN -> channel.close();
            case SILENCE -> {
                channel.config().setAutoRead(false);
                listener.silenced(this);
            }
            case RST -> {
                if (channel.isOpen()) {
                    channel.config().setOption(ChannelOption.SO_LINGER, 0);
                    drop();
                }
            }
        }
    }

    /** Closes the socket from below TLS, so that no close notification goes out. */
    void drop() {
        channel.pipeline().context(SslHandler.class).close();
    }

    private void leave(Direction how) {
        if (!ended) {
            ended = true;
            listener.venue().close(session);
            listener.left(this);
            listener.journal().write(listener.environment(), number, how, 0, null, null);
            LOG.debug("Connection {} to {}: {}", number, listener.environment(), how);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave(Direction.CLOSED);
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle && !ended) {
            if (idle.state() == IdleState.READER_IDLE) {
                if (stalled) {
                    return;
                }
                LOG.debug("Connection {} was silent for too long", number);
                close();
            } else if (context.pipeline()
                    .get(SslHandler.class)
                    .handshakeFuture()
                    .isSuccess()) {
                send(ProtoHeartbeatEvent.getDefaultInstance(), null);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException && cause.getCause() instanceof FrameTooLongException tooLong) {
            refuseLength(String.valueOf(tooLong.getMessage()));
        } else if (cause instanceof TooLongFrameException) {
            refuseLength("Message is too long");
        } else if (cause instanceof CorruptedWebSocketFrameException broken) {
            if (broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
                refuseLength("Message is too long");
            } else {
                LOG.debug("Connection {} broke the WebSocket protocol: {}", number, broken.getMessage());
                WebSocketMessages.close(channel, broken.closeStatus());
                close();
            }
        } else if (cause instanceof CorruptedFrameException) {
            refuse(ProtoErrorCode.UNKNOWN_ERROR, "Corrupted frame.", WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        } else if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("Connection {} failed: {}", number, cause.toString());
            close();
        } else {
            LOG.error("A request on connection {} made the simulator fail", number, cause);
            refuse(ProtoErrorCode.UNKNOWN_ERROR, "The simulator failed", WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
        }
    }

    private void refuseLength(String description) {
        refuse(ProtoErrorCode.FRAME_TOO_LONG, description, WebSocketCloseStatus.MESSAGE_TOO_BIG);
    }

    private void refuse(ProtoErrorCode code, String description, WebSocketCloseStatus status) {
        send(
                ProtoErrorRes.newBuilder()
                        .setErrorCode(code.name())
                        .setDescription(description)
                        .build(),
                null);
        WebSocketMessages.close(channel, status);
        close();
    }
}
