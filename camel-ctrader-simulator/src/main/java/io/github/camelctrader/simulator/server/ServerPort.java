package io.github.camelctrader.simulator.server;

import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One port that clients connect to. */
final class ServerPort {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);
    private static final int RETRY_MILLIS = 10;

    private final SimulatorEnvironment environment;
    private final EventLoopGroup group;
    private final ServerBootstrap bootstrap;
    private final PortKeeper keeper = new PortKeeper();
    private volatile @Nullable Channel server;
    private volatile @Nullable InetSocketAddress address;
    private boolean refusing;

    ServerPort(SimulatorEnvironment environment, EventLoopGroup group, ChannelHandler connections) {
        this.environment = environment;
        this.group = group;
        this.bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(connections);
    }

    /**
     * Begins to listen. Blocks; not to be called on the simulator's thread.
     *
     * @param wanted where; port 0 for any free one
     * @throws IllegalStateException when the port is taken
     */
    void listen(InetSocketAddress wanted) {
        InetSocketAddress kept = keeper.keep(wanted);
        InetSocketAddress place = kept == null ? wanted : kept;
        ChannelFuture binding = bootstrap.bind(place).awaitUninterruptibly();
        if (!binding.isSuccess() && kept != null) {
            // Not every operating system lets one listen beside the socket that keeps the port.
            keeper.letGo();
            binding = bootstrap.bind(place).awaitUninterruptibly();
        }
        if (!binding.isSuccess()) {
            throw new IllegalStateException(
                    "The " + environment + " listener cannot have port " + wanted.getPort() + " of "
                            + wanted.getHostString(),
                    binding.cause());
        }
        server = binding.channel();
        int port = ((InetSocketAddress) binding.channel().localAddress()).getPort();
        address = new InetSocketAddress(wanted.getHostString(), port);
    }

    /** Where it listens, or did; {@code null} before it was opened. From any thread. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Stops listening for good. Blocks; not to be called on the simulator's thread. */
    void close() {
        endListening();
        keeper.close();
    }

    private void endListening() {
        Channel channel = server;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
            // A selector lets go of a closed port only when it selects again, and it does so before it runs a delayed
            // task.
            channel.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            server = null;
        }
    }

    /** Stops listening; new connections are refused by the operating system. Blocks likewise. */
    void refuse() {
        InetSocketAddress before = address;
        if (server != null && before != null) {
            endListening();
            keeper.keep(before);
        }
    }

    /** Listens again where it did before {@link #refuse}, if it did. Blocks likewise. */
    void reopen() {
        InetSocketAddress before = address;
        if (server == null && before != null) {
            listen(before);
        }
    }

    /** Begins to refuse connections. On the simulator's thread. */
    void beginRefusing() {
        Channel channel = server;
        InetSocketAddress before = address;
        if (channel != null && before != null) {
            refusing = true;
            server = null;
            channel.close();
            keepPort(before);
        }
    }

    /** Lets connections in again. On the simulator's thread. */
    void endRefusing() {
        InetSocketAddress before = address;
        if (refusing && before != null) {
            refusing = false;
            rebind(before);
        }
    }

    private void keepPort(InetSocketAddress before) {
        if (refusing && keeper.keep(before) == null) {
            group.schedule(() -> keepPort(before), 1, TimeUnit.MILLISECONDS);
        }
    }

    private void rebind(InetSocketAddress before) {
        bootstrap.bind(before).addListener((ChannelFuture binding) -> {
            if (binding.isSuccess()) {
                server = binding.channel();
            } else {
                keeper.letGo();
                group.schedule(() -> rebind(before), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }
}
