package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Many clients on one thread, each with spots of the same symbols, that do nothing but count. */
final class LoadClients implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final CTraderSimulator simulator;
    private final SSLContext tls;
    private final List<Long> symbolIds;
    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final List<Client> clients = new ArrayList<>();

    /** One of them; climbs the ladder of authorisation by itself. */
    private final class Client extends SimpleChannelInboundHandler<ByteBuf> {
        private final AtomicLong spots = new AtomicLong();
        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile CountDownLatch drained = new CountDownLatch(1);
        private volatile @Nullable Channel channel;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            context.pipeline()
                    .get(SslHandler.class)
                    .handshakeFuture()
                    .addListener(done -> send(
                            TestClient.applicationAuth(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)));
            context.executor()
                    .scheduleAtFixedRate(
                            () -> send(ProtoHeartbeatEvent.getDefaultInstance()), 10, 10, TimeUnit.SECONDS);
        }

        void send(Message message) {
            Objects.requireNonNull(channel)
                    .writeAndFlush(Unpooled.wrappedBuffer(
                            TestClient.frame(PayloadTypes.of(message), message.toByteArray(), "load")));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            int type = payloadType(frame);
            if (type == PayloadTypes.SPOT_EVENT) {
                spots.incrementAndGet();
            } else if (type == 2101) {
                send(TestClient.accountAuth(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN));
            } else if (type == PayloadTypes.of(ProtoOAAccountAuthRes.getDefaultInstance())) {
                send(ProtoOASubscribeSpotsReq.newBuilder()
                        .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                        .addAllSymbolId(symbolIds)
                        .build());
                // Its answer tells that the first event of each symbol is out.
                send(ProtoOAVersionReq.getDefaultInstance());
            } else if (type == PayloadTypes.of(ProtoOAVersionRes.getDefaultInstance())) {
                if (ready.getCount() > 0) {
                    spots.set(0);
                    ready.countDown();
                } else {
                    drained.countDown();
                }
            }
        }
    }

    LoadClients(CTraderSimulator simulator, List<Long> symbolIds) {
        this.simulator = simulator;
        this.symbolIds = symbolIds;
        tls = simulator.clientSslContext();
    }

    /** Field 1 of an envelope, which every server writes first. */
    private static int payloadType(ByteBuf envelope) {
        int at = envelope.readerIndex() + 1;
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = envelope.getByte(at++);
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    /** Connects so many more, and waits until all have their subscriptions. */
    void connect(int count) throws InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        SSLEngine engine = tls.createSSLEngine();
                        engine.setUseClientMode(true);
                        Client client = new Client();
                        clients.add(client);
                        channel.pipeline()
                                .addLast(new SslHandler(engine))
                                .addLast(new LengthFieldBasedFrameDecoder(15_000_000, 0, 4, 0, 4))
                                .addLast(client);
                    }
                });
        for (int index = 0; index < count; index++) {
            bootstrap.connect(simulator.host(), simulator.demoPort()).sync();
        }
        for (Client client : List.copyOf(clients)) {
            await(client.ready);
        }
    }

    /** How many quotes each has got when all that was sent before this call is read. */
    List<Long> drain() throws InterruptedException {
        clients.forEach(client -> client.drained = new CountDownLatch(1));
        clients.forEach(client -> client.send(ProtoOAVersionReq.getDefaultInstance()));
        for (Client client : clients) {
            await(client.drained);
        }
        return counts();
    }

    /** How many quotes each has got so far. */
    List<Long> counts() {
        return clients.stream().map(client -> client.spots.get()).toList();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("A client waits for an answer");
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
