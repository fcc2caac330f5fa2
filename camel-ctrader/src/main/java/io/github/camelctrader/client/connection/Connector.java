package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.ProxySettings;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.FrameDecoder;
import io.github.camelctrader.client.wire.FrameEncoder;
import io.github.camelctrader.client.wire.MessageFrameDecoder;
import io.github.camelctrader.client.wire.MessageFrameEncoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes links: looks the name up, connects, does the TLS handshake, and opens a WebSocket in it where the settings ask for
 * one. The certificate must be trusted and must carry the host name; there is no switch for either.
 */
@OnLoop
final class Connector {
    /** So many threads at most hang in a trust manager; the handshakes after them run into their time-out. */
    private static final int HANDSHAKES = 4;

    private final ConnectionSettings settings;
    private final NettyLoop loop;
    private final Executor blocking;
    private final Executor handshakes;
    private final NameService names;
    private final @Nullable ProxyTunnel tunnel;

    /** @param blocking runs name look-ups, trust managers and key managers, which block */
    Connector(ConnectionSettings settings, NettyLoop loop, Executor blocking) {
        this(settings, loop, blocking, InetAddress::getAllByName);
    }

    Connector(ConnectionSettings settings, NettyLoop loop, Executor blocking, NameService names) {
        this.settings = settings;
        this.loop = loop;
        this.blocking = blocking;
        this.names = names;
        ProxySettings proxy = settings.proxy();
        this.tunnel = proxy == null ? null : new ProxyTunnel(proxy, address(), settings.reconnectMaxDelay());
        this.handshakes = new BoundedExecutor(blocking, HANDSHAKES);
    }

    /** Starts an attempt. The listener hears of its outcome, unless the attempt is cancelled before. */
    Attempt connect(LinkListener listener) {
        Attempt attempt = new Attempt(listener);
        Callbacks.whenDone(
                addresses(),
                (addresses, failure) -> loop.tryExecute(() -> {
                    if (failure != null) {
                        attempt.failed(failure.getCause() == null ? failure : failure.getCause());
                    } else {
                        attempt.connect(addresses, 0);
                    }
                }));
        return attempt;
    }

    private CompletableFuture<List<InetAddress>> addresses() {
        try {
            return CompletableFuture.supplyAsync(this::lookUp, blocking);
        } catch (RuntimeException | Error noThread) {
            return CompletableFuture.failedFuture(noThread);
        }
    }

    private List<InetAddress> lookUp() {
        try {
            return List.of(names.lookUp(firstHop().getHostString()));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    /** Where TCP connects to: the proxy if there is one, which looks the server's name up. */
    private InetSocketAddress firstHop() {
        ProxySettings proxy = settings.proxy();
        return proxy == null ? server() : InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    }

    private TlsGuard tls(LinkListener listener) throws NoSuchAlgorithmException {
        SSLContext context = settings.sslContext() == null ? SSLContext.getDefault() : settings.sslContext();
        SSLEngine engine = context.createSSLEngine(settings.host(), settings.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        TlsGuard guard = new TlsGuard(engine, handshakes, listener, address());
        // The one deadline of connect, handshake and application authorisation is kept by the connection.
        guard.tls().setHandshakeTimeoutMillis(0);
        return guard;
    }

    /** One attempt to make a link, and the channel that came of it. */
    final class Attempt {
        private final LinkListener listener;
        private @Nullable Channel channel;
        private @Nullable TlsGuard guard;
        private boolean cancelled;

        private Attempt(LinkListener listener) {
            this.listener = listener;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // The listener is the answer.
        private void connect(List<InetAddress> addresses, int index) {
            if (cancelled) {
                return;
            }
            InetSocketAddress firstHop =
                    new InetSocketAddress(addresses.get(index), firstHop().getPort());
            Pipeline pipeline = new Pipeline(listener, firstHop);
            new Bootstrap()
                    .group(loop.eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millisFor(addresses.size()))
                    .handler(pipeline)
                    // Behind a proxy the handler for it takes the server's name, and connects to the proxy in its
                    // place.
                    .resolver(NoopAddressResolverGroup.INSTANCE)
                    .connect(tunnel == null ? firstHop : server())
                    .addListener(future -> {
                        if (future.isSuccess()) {
                            listener.reached(tunnel == null ? ConnectStage.TLS : ConnectStage.PROXY);
                        } else if (index + 1 < addresses.size()) {
                            connect(addresses, index + 1);
                        } else {
                            failed(future.cause());
                        }
                    });
        }

        /** Each address gets its share, so that one which swallows everything leaves time for the others. */
        private int millisFor(int addresses) {
            long share = settings.connectTimeout().toMillis() / addresses;
            return Math.toIntExact(Math.min(Math.max(share, 1), Integer.MAX_VALUE));
        }

        private void failed(Throwable cause) {
            if (cancelled) {
                return;
            }
            String hop = tunnel == null ? address() : String.valueOf(settings.proxy());
            if (cause instanceof UnknownHostException) {
                listener.lost(DisconnectCause.of(
                        DisconnectReason.UNKNOWN_HOST,
                        "the host name " + firstHop().getHostString() + " is not known",
                        cause));
            } else {
                listener.lost(DisconnectCause.of(
                        cause instanceof ConnectTimeoutException
                                ? DisconnectReason.CONNECT_TIMEOUT
                                : DisconnectReason.CONNECT_FAILED,
                        "cannot connect to " + hop + ": " + cause.getMessage(),
                        cause));
            }
        }

        /** Gives the attempt, or the link that came of it, up. */
        void cancel() {
            cancelled = true;
            if (guard != null) {
                guard.abandon();
            }
            if (channel != null) {
                channel.close();
            }
        }

        private final class Pipeline extends ChannelInitializer<Channel> {
            private final LinkListener listener;
            private final InetSocketAddress firstHop;

            private Pipeline(LinkListener listener, InetSocketAddress firstHop) {
                this.listener = listener;
                this.firstHop = firstHop;
            }

            @Override
            protected void initChannel(Channel created) throws NoSuchAlgorithmException {
                channel = created;
                if (tunnel == null) {
                    addLink(created.pipeline());
                    return;
                }
                created.pipeline().addLast(tunnel.handler(firstHop), new ProxyAnswer());
            }

            /** TLS begins when the way is open: what a handshake wrote before would fail with the proxy, and hide why. */
            private final class ProxyAnswer extends ChannelInboundHandlerAdapter {
                @Override
                public void userEventTriggered(ChannelHandlerContext context, Object event)
                        throws NoSuchAlgorithmException {
                    if (event instanceof ProxyConnectionEvent) {
                        listener.reached(ConnectStage.TLS);
                        context.pipeline().remove(this);
                        addLink(context.pipeline());
                    }
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                    if (tunnel != null) {
                        listener.lost(tunnel.explain(failure));
                    }
                }
            }

            private void addLink(ChannelPipeline pipeline) throws NoSuchAlgorithmException {
                TlsGuard tls = tls(listener);
                guard = tls;
                pipeline.addLast(tls, tls.tls(), new ActivityHandler(listener));
                if (settings.transport() == Transport.WEBSOCKET) {
                    new WebSocketUpgrade(listener, settings.host(), settings.port(), settings.maxFrameLength())
                            .addTo(pipeline);
                    pipeline.addLast(
                            new ControlFrames(listener, address()),
                            new WebSocketFrameAggregator(settings.maxFrameLength()),
                            new MessageFrameDecoder(),
                            new MessageFrameEncoder());
                } else {
                    pipeline.addLast(new FrameDecoder(settings.maxFrameLength()), new FrameEncoder());
                }
                pipeline.addLast(new LinkHandler(listener, address(), settings.reconnectMaxDelay()));
            }
        }
    }

    private InetSocketAddress server() {
        return InetSocketAddress.createUnresolved(settings.host(), settings.port());
    }

    private String address() {
        return settings.address();
    }

    /** Looks a name up, and blocks meanwhile. */
    interface NameService {
        /** @throws UnknownHostException when nobody knows the name */
        InetAddress[] lookUp(String host) throws UnknownHostException;
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
