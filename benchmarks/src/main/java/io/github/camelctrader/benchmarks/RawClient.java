package io.github.camelctrader.benchmarks;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

/** The limit: Netty and protobuf, and nothing around them. */
final class RawClient implements Subject {
    private static final int MAX_FRAME = 15_000_000;

    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("raw", true));
    private final Map<String, CompletableFuture<ProtoMessage>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Consumer<ProtoOASpotEvent> sink;
    private final Channel channel;
    private volatile long taken;

    RawClient(Pump pump) throws InterruptedException {
        this(pump, Arrivals::seen);
    }

    /** @param sink gets each quote on the thread that read it */
    RawClient(Pump pump, Consumer<ProtoOASpotEvent> sink) throws InterruptedException {
        this.sink = sink;
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel created) {
                        SSLEngine engine = pump.certificate().clientContext().createSSLEngine("localhost", pump.port());
                        engine.setUseClientMode(true);
                        created.pipeline()
                                .addLast(
                                        new SslHandler(engine),
                                        new LengthFieldBasedFrameDecoder(MAX_FRAME, 0, Integer.BYTES, 0, Integer.BYTES),
                                        new LengthFieldPrepender(Integer.BYTES),
                                        new Reader());
                    }
                })
                .connect("localhost", pump.port())
                .sync()
                .channel();
        channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
    }

    /** Sends a request and completes with its answer, on the thread that read it. */
    CompletableFuture<ProtoMessage> request(Message request) {
        String id = Long.toString(ids.incrementAndGet());
        CompletableFuture<ProtoMessage> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ProtoMessage envelope = ProtoMessage.newBuilder()
                .setPayloadType(PayloadTypes.payloadTypeOf(request))
                .setPayload(request.toByteString())
                .setClientMsgId(id)
                .build();
        channel.writeAndFlush(Unpooled.wrappedBuffer(envelope.toByteArray()), channel.voidPromise());
        return answer;
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        private long quotes;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws Exception {
            ProtoMessage envelope = ProtoMessage.parseFrom(frame.nioBuffer());
            if (envelope.hasClientMsgId()) {
                CompletableFuture<ProtoMessage> answer = waiting.remove(envelope.getClientMsgId());
                if (answer != null) {
                    answer.complete(envelope);
                }
                return;
            }
            ProtoOASpotEvent spot = ProtoOASpotEvent.parseFrom(envelope.getPayload());
            if (spot.hasSymbolId()) {
                sink.accept(spot);
                quotes++;
                taken = quotes;
            }
        }
    }
}
