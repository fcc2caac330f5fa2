package io.github.camelctrader.client.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
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
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A server in a few lines that notes what it gets, and sends what the test says. */
final class TestServer implements AutoCloseable {
    /** What came in, in words: {@code GET / host}, {@code binary 0833}, {@code pong 61}, {@code close 1000}. */
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    /** Bytes that a client gets rid of soon without anybody reading them. */
    private static final int SMALL_BUFFER = 4096;

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final BlockingQueue<Channel> opened = new LinkedBlockingQueue<>();
    private final Channel listener;

    private TestServer(BiConsumer<TestServer, ChannelPipeline> set) {
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_RCVBUF, SMALL_BUFFER)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        set.accept(TestServer.this, channel.pipeline());
                    }
                })
                .bind(new InetSocketAddress("localhost", 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Accepts TCP connections and says nothing. */
    static TestServer mute() {
        return new TestServer((server, pipeline) -> server.opened.add(pipeline.channel()));
    }

    /** Speaks TLS, and nothing in it unless the test does. */
    static TestServer overTcp(SSLContext context) {
        return new TestServer((server, pipeline) ->
                pipeline.addLast(tls(context), server.new Clerk((channel, request) -> channel.close())));
    }

    /** Opens a WebSocket to everyone that asks. */
    static TestServer overWebSocket(SSLContext context) {
        return answering(context, TestServer::accept);
    }

    /** Does with a request for a WebSocket what the test says. */
    static TestServer answering(SSLContext context, BiConsumer<Channel, FullHttpRequest> onRequest) {
        return new TestServer((server, pipeline) -> pipeline.addLast(
                tls(context), new HttpServerCodec(), new HttpObjectAggregator(1000), server.new Clerk(onRequest)));
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The next link that is up on this side. */
    Channel client() throws InterruptedException {
        return Objects.requireNonNull(opened.poll(20, TimeUnit.SECONDS), "nobody came");
    }

    /** What came in next. */
    String next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    /** Lets a link read nothing more; it may still be written to. */
    static void deafen(Channel client) {
        // On its own thread, so that nothing is read any more when this returns.
        client.eventLoop()
                .submit(() -> {
                    client.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void read(ChannelHandlerContext context) {
                            // What nobody asks the socket for stays in it.
                        }
                    });
                    client.config().setAutoRead(false);
                })
                .syncUninterruptibly();
    }

    private static SslHandler tls(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new SslHandler(engine);
    }

    private static void accept(Channel channel, FullHttpRequest request) {
        new WebSocketServerHandshakerFactory(
                        "wss://localhost/",
                        null,
                        WebSocketDecoderConfig.newBuilder().build())
                .newHandshaker(request)
                .handshake(channel, request);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Clerk extends ChannelInboundHandlerAdapter {
        private final BiConsumer<Channel, FullHttpRequest> onRequest;

        private Clerk(BiConsumer<Channel, FullHttpRequest> onRequest) {
            this.onRequest = onRequest;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done
                    && done.isSuccess()
                    && context.pipeline().get(HttpServerCodec.class) == null) {
                opened.add(context.channel());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof FullHttpRequest request) {
                    received.add(request.method() + " " + request.uri() + " "
                            + request.headers().get("Host"));
                    onRequest.accept(context.channel(), request);
                    opened.add(context.channel());
                } else {
                    received.add(words(message));
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private static String words(Object message) {
            if (message instanceof BinaryWebSocketFrame frame) {
                return "binary " + ByteBufUtil.hexDump(frame.content());
            } else if (message instanceof PongWebSocketFrame frame) {
                return "pong " + ByteBufUtil.hexDump(frame.content());
            } else if (message instanceof CloseWebSocketFrame frame) {
                return "close " + frame.statusCode();
            }
            return message instanceof ByteBuf bytes ? ByteBufUtil.hexDump(bytes) : message.toString();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
