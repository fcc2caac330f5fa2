package io.github.camelctrader.benchmarks;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.simulator.tls.SimulatorCertificate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A server that needs as little as possible, so that what is measured is its client: it says yes to every request, and sends
 * quotes that were encoded before. A few thousand are under way at most, so that no queue of a client overflows.
 */
final class Pump implements AutoCloseable {
    /** What the threads of this server are called, which are not counted. */
    static final String THREAD = "pump";

    private static final int CHUNK = 500;
    private static final int UNDER_WAY = 4_000;
    private static final long BETWEEN_SENDS_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final int MAX_FRAME = 15_000_000;

    private final SimulatorCertificate certificate = SimulatorCertificate.create(List.of("localhost"));
    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory(THREAD, true));
    private final ExecutorService sender =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory(THREAD + "-sender", true));
    private final int symbols;
    private final byte[][] chunks;
    private final Channel listener;
    private final Set<Long> subscribed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Channel client;

    /** @param symbols how many symbols the quotes are of, in turns */
    Pump(int symbols) throws InterruptedException {
        this.symbols = symbols;
        this.chunks = chunks(symbols);
        SSLContext tls = certificate.serverContext();
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SSLEngine engine = tls.createSSLEngine();
                        engine.setUseClientMode(false);
                        channel.pipeline()
                                .addLast(
                                        new SslHandler(engine),
                                        new LengthFieldBasedFrameDecoder(MAX_FRAME, 0, Integer.BYTES, 0, Integer.BYTES),
                                        new LengthFieldPrepender(Integer.BYTES),
                                        new Answers());
                    }
                })
                .bind("localhost", 0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    SimulatorCertificate certificate() {
        return certificate;
    }

    /** Another client comes next. */
    void next() {
        subscribed.clear();
        client = null;
    }

    /** Waits until the client that came last has subscribed so many symbols. */
    void awaitSubscribed(int count) throws InterruptedException {
        Waiting.until(() -> subscribed.size() == count);
    }

    /** Ends the link of the client that came last. */
    void cut() {
        Channel channel = client;
        if (channel != null) {
            channel.close();
        }
    }

    /** Waits until the client that came last is there. */
    void awaitConnected() throws InterruptedException {
        Waiting.until(() -> client != null);
    }

    /** Sends quotes as fast as they are taken, and returns when the last one was. */
    void send(long count, LongSupplier taken) throws Exception {
        Channel channel = client();
        sender.submit(() -> {
                    sendAll(channel, count, taken);
                    return null;
                })
                .get(1, TimeUnit.MINUTES);
    }

    private void sendAll(Channel channel, long count, LongSupplier taken) {
        long atStart = taken.getAsLong();
        long arrived = 0;
        for (long sent = 0; arrived < count; arrived = taken.getAsLong() - atStart) {
            while (sent < count && channel.isWritable() && sent - arrived <= UNDER_WAY - CHUNK) {
                channel.pipeline()
                        .context(LengthFieldPrepender.class)
                        .writeAndFlush(Unpooled.wrappedBuffer(chunks[(int) (sent / CHUNK) % chunks.length]));
                sent += CHUNK;
            }
            LockSupport.parkNanos(BETWEEN_SENDS_NANOS);
        }
    }

    private Channel client() {
        Channel channel = client;
        if (channel == null) {
            throw new IllegalStateException("Nobody is connected");
        }
        return channel;
    }

    /**
     * Sends quotes at a rate that does not wait for anybody, and returns when the last one was taken. Quotes leave from the caller's thread here
     * and from a thread of their own above, since the loop waits for whole milliseconds.
     */
    void sendAtRate(int perSecond, long count, LongSupplier taken) throws InterruptedException {
        Channel channel = client();
        long before = taken.getAsLong();
        double micros = 1e6 / perSecond;
        long began = Arrivals.micros();
        for (long sent = 0; sent < count; ) {
            long now = Arrivals.micros();
            ByteBuf quotes = channel.alloc().buffer();
            for (; sent < count && began + sent * micros <= now; sent++) {
                quotes.writeBytes(Samples.frame(Samples.spot((int) (sent % symbols), sent).toBuilder()
                        .setBid(began + (long) (sent * micros))
                        .build()));
            }
            channel.pipeline().context(LengthFieldPrepender.class).writeAndFlush(quotes);
            LockSupport.parkNanos(BETWEEN_SENDS_NANOS);
        }
        Waiting.until(() -> taken.getAsLong() - before >= count);
    }

    @Override
    public void close() {
        sender.shutdownNow();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static byte[][] chunks(int symbols) {
        byte[][] chunks = new byte[Math.max(1, symbols / CHUNK) * 2][];
        long step = 0;
        for (int i = 0; i < chunks.length; i++) {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            for (int j = 0; j < CHUNK; j++) {
                chunk.writeBytes(Samples.frame(Samples.spot((int) (step % symbols), step)));
                step++;
            }
            chunks[i] = chunk.toByteArray();
        }
        return chunks;
    }

    private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            client = context.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws Exception {
            ProtoMessage request = ProtoMessage.parseFrom(frame.nioBuffer());
            if (request.getPayloadType() == ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ_VALUE) {
                subscribed.addAll(
                        ProtoOASubscribeSpotsReq.parseFrom(request.getPayload()).getSymbolIdList());
            }
            Message answer = answer(request);
            if (answer != null) {
                ProtoMessage reply = request.toBuilder()
                        .setPayloadType(PayloadTypes.payloadTypeOf(answer))
                        .setPayload(answer.toByteString())
                        .build();
                context.write(Unpooled.wrappedBuffer(reply.toByteArray()));
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        private @Nullable Message answer(ProtoMessage envelope) throws InvalidProtocolBufferException {
            Message request = PayloadTypes.schema().parse(envelope.getPayloadType(), envelope.getPayload());
            String name = request == null ? "" : PayloadTypes.shortName(request);
            Message prototype = name.endsWith("Req")
                    ? PayloadTypes.schema().prototype(name.substring(0, name.length() - "Req".length()) + "Res")
                    : null;
            if (prototype == null) {
                return null;
            }
            Message.Builder answer = prototype.newBuilderForType();
            var account = prototype.getDescriptorForType().findFieldByName("ctidTraderAccountId");
            if (account != null && !account.isRepeated()) {
                answer.setField(account, PayloadTypes.accountIdOf(request));
            }
            if (answer instanceof ProtoOASymbolsListRes.Builder list) {
                for (int i = 0; i < symbols; i++) {
                    list.addSymbol(ProtoOALightSymbol.newBuilder()
                            .setSymbolId(Samples.symbolId(i))
                            .setSymbolName("S" + i)
                            .setEnabled(true));
                }
            }
            var version = prototype.getDescriptorForType().findFieldByName("version");
            if (version != null) {
                answer.setField(version, "90");
            }
            return answer.buildPartial();
        }
    }
}
