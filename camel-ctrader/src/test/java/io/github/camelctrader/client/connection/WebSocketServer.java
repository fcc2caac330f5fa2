package io.github.camelctrader.client.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A WebSocket server in a few lines that notes what it gets, so that a test can say what it sends. */
final class WebSocketServer implements AutoCloseable {
    /** What came in, in words: {@code GET / host}, {@code binary 0833}, {@code pong 61}, {@code close 1000}. */
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final BlockingQueue<Channel> opened = new LinkedBlockingQueue<>();
    private final BiConsumer<Channel, FullHttpRequest> onRequest;
    private final Channel listener;

    private WebSocketServer(SSLContext context, BiConsumer<Channel, FullHttpRequest> onRequest) {
        this.onRequest = onRequest;
        this.listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SSLEngine engine = context.createSSLEngine();
                        engine.setUseClientMode(false);
                        channel.pipeline()
                                .addLast(
                                        new SslHandler(engine),
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(1000),
                                        new Clerk());
                    }
                })
                .bind(new InetSocketAddress("localhost", 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Opens a WebSocket to everyone that asks. */
    static WebSocketServer accepting(SSLContext context) {
        return new WebSocketServer(context, WebSocketServer::accept);
    }

    /** Does with a request what the test says. */
    static WebSocketServer answering(SSLContext context, BiConsumer<Channel, FullHttpRequest> onRequest) {
        return new WebSocketServer(context, onRequest);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The next WebSocket that was opened. */
    Channel client() throws InterruptedException {
        return Objects.requireNonNull(opened.poll(20, TimeUnit.SECONDS), "nobody came");
    }

    /** What came in next. */
    String next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    private static void accept(Channel channel, FullHttpRequest request) {
        var handshaker = new WebSocketServerHandshakerFactory(
                        "wss://localhost/",
                        null,
                        WebSocketDecoderConfig.newBuilder().build())
                .newHandshaker(request);
        handshaker.handshake(channel, request);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Clerk extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof FullHttpRequest request) {
                    received.add(request.method() + " " + request.uri() + " "
                            + request.headers().get("Host"));
                    onRequest.accept(context.channel(), request);
                    opened.add(context.channel());
                } else if (message instanceof BinaryWebSocketFrame frame) {
                    received.add("binary " + ByteBufUtil.hexDump(frame.content()));
                } else if (message instanceof PongWebSocketFrame frame) {
                    received.add("pong " + ByteBufUtil.hexDump(frame.content()));
                } else if (message instanceof CloseWebSocketFrame frame) {
                    received.add("close " + frame.statusCode());
                } else {
                    received.add(message.toString());
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
