package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.wire.FrameDecoder;
import io.github.camelctrader.client.wire.FrameEncoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes links: looks the name up, connects, and does the TLS handshake. The certificate must be trusted and must carry the
 * host name; there is no switch for either.
 */
final class Connector {
    private final ConnectionSettings settings;
    private final NettyLoop loop;
    private final Executor lookUps;

    /** @param lookUps runs name look-ups, which block */
    Connector(ConnectionSettings settings, NettyLoop loop, Executor lookUps) {
        this.settings = settings;
        this.loop = loop;
        this.lookUps = lookUps;
    }

    /** Starts an attempt. The listener hears of its outcome, unless the attempt is cancelled before. */
    Attempt connect(LinkListener listener) {
        Attempt attempt = new Attempt(listener);
        Callbacks.whenDone(
                CompletableFuture.supplyAsync(this::lookUp, lookUps),
                (addresses, failure) -> loop.execute(() -> {
                    if (failure != null) {
                        attempt.failed(failure.getCause() == null ? failure : failure.getCause());
                    } else {
                        attempt.connect(addresses, 0);
                    }
                }));
        return attempt;
    }

    private List<InetAddress> lookUp() {
        try {
            return List.of(InetAddress.getAllByName(settings.host()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the host name " + settings.host() + " is not known", e);
        }
    }

    private SslHandler sslHandler() throws NoSuchAlgorithmException {
        SSLContext context = settings.sslContext() == null ? SSLContext.getDefault() : settings.sslContext();
        SSLEngine engine = context.createSSLEngine(settings.host(), settings.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        // The one deadline of connect, handshake and application authorisation is kept by the connection.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    /** One attempt to make a link, and the channel that came of it. Confined to the loop. */
    final class Attempt {
        private final LinkListener listener;
        private @Nullable Channel channel;
        private boolean cancelled;

        private Attempt(LinkListener listener) {
            this.listener = listener;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // The listener is the answer.
        private void connect(List<InetAddress> addresses, int index) {
            if (cancelled) {
                return;
            }
            new Bootstrap()
                    .group(loop.eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(
                            ChannelOption.CONNECT_TIMEOUT_MILLIS,
                            Math.toIntExact(Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE)))
                    .handler(new Pipeline(listener))
                    .connect(new InetSocketAddress(addresses.get(index), settings.port()))
                    .addListener(future -> {
                        if (future.isSuccess()) {
                            return;
                        }
                        if (index + 1 < addresses.size()) {
                            connect(addresses, index + 1);
                        } else {
                            failed(future.cause());
                        }
                    });
        }

        private void failed(Throwable cause) {
            if (!cancelled) {
                listener.lost(Failure.of(
                        DisconnectReason.CONNECT_FAILED,
                        "cannot connect to " + address() + ": " + cause.getMessage(),
                        cause));
            }
        }

        /** Gives the attempt, or the link that came of it, up. */
        void cancel() {
            cancelled = true;
            if (channel != null) {
                channel.close();
            }
        }

        private final class Pipeline extends ChannelInitializer<Channel> {
            private final LinkListener listener;

            private Pipeline(LinkListener listener) {
                this.listener = listener;
            }

            @Override
            protected void initChannel(Channel created) throws NoSuchAlgorithmException {
                channel = created;
                created.pipeline()
                        .addLast(sslHandler())
                        .addLast(new ActivityHandler(listener))
                        .addLast(new FrameDecoder(settings.maxFrameLength()))
                        .addLast(new FrameEncoder())
                        .addLast(new LinkHandler(listener, address()));
            }
        }
    }

    private String address() {
        return settings.host() + ":" + settings.port();
    }

    /** Notices every byte, since a large message on a slow link is a sign of life long before it is complete. */
    private static final class ActivityHandler extends ChannelInboundHandlerAdapter {
        private final LinkListener listener;

        private ActivityHandler(LinkListener listener) {
            this.listener = listener;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            listener.bytesRead();
            context.fireChannelRead(bytes);
        }
    }
}
