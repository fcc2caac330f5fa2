package io.github.camelctrader.simulator.server;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.JournalEntry.Direction;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.session.Faults;
import io.github.camelctrader.simulator.session.Faults.Happening;
import io.github.camelctrader.simulator.session.JournalWriter;
import io.github.camelctrader.simulator.session.RequestDispatcher;
import io.github.camelctrader.simulator.session.ServerRules;
import io.github.camelctrader.simulator.session.Venue;
import io.github.camelctrader.simulator.wire.FrameEncoder;
import io.github.camelctrader.simulator.wire.OutputShape;
import io.github.camelctrader.simulator.wire.OutputShaper;
import io.github.camelctrader.simulator.wire.TransportDetector;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The port of one environment and the connections behind it. Connections are confined to the simulator's thread. */
public final class Listener {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);

    /** Messages that may wait for each other, so that what one moment brings a connection is one record and one system call. */
    private static final int MAX_UNFLUSHED = 256;

    private static final int RETRY_MILLIS = 10;

    private final SimulatorEnvironment environment;
    private final Venue venue;
    private final RequestDispatcher dispatcher;
    private final JournalWriter journal;
    private final Faults faults;
    private final OutputShape shape = new OutputShape();
    private final EventLoopGroup group;
    private final ServerBootstrap bootstrap;
    private final Set<Channel> spoiled = new LinkedHashSet<>();
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final List<ClientConnection> silenced = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private volatile @Nullable Channel server;
    private @Nullable InetSocketAddress refusedAddress;

    /**
     * @param environment what it serves
     * @param venue market and accounts
     * @param dispatcher answers requests
     * @param journal where connections and frames are written down
     * @param faults those that wait for connections and messages
     * @param rules silences and bounds
     * @param tls context of the server's certificate
     * @param group one thread, shared
     * @param numbers of connections, shared
     */
    public Listener(
            SimulatorEnvironment environment,
            Venue venue,
            RequestDispatcher dispatcher,
            JournalWriter journal,
            Faults faults,
            ServerRules rules,
            SslContext tls,
            EventLoopGroup group,
            AtomicLong numbers) {
        this.environment = environment;
        this.venue = venue;
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.faults = faults;
        this.group = group;
        this.bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        long number = numbers.incrementAndGet();
                        joined(number);
                        Optional<Happening> fault = faults.onConnection(environment);
                        if (fault.isPresent()) {
                            spoil(channel, number, fault.get().fault());
                            return;
                        }
                        ClientConnection connection = new ClientConnection(Listener.this, channel, number);
                        connections.add(connection);
                        channel.pipeline()
                                .addLast(new IdleStateHandler(
                                        rules.idleTimeout().toMillis(),
                                        rules.heartbeatInterval().toMillis(),
                                        0,
                                        TimeUnit.MILLISECONDS))
                                .addLast(new ArrivalMeter(() -> journal.bytesReceived(environment, number)))
                                .addLast(tls.newHandler(channel.alloc()))
                                .addLast(new OutputShaper(shape))
                                .addLast(new FlushConsolidationHandler(MAX_UNFLUSHED, true))
                                .addLast(new FrameEncoder())
                                .addLast(new TransportDetector(rules.maxFrameLength()))
                                .addLast(connection);
                    }
                });
    }

    private void spoil(SocketChannel channel, long number, Fault fault) {
        journal.fault(environment, number, fault, 0, null);
        spoiled.add(channel);
        channel.pipeline().addLast(new HandshakeFault(fault, () -> {
            spoiled.remove(channel);
            open.decrementAndGet();
            journal.write(environment, number, Direction.CLOSED, 0, null, null);
        }));
    }

    Faults faults() {
        return faults;
    }

    SimulatorEnvironment environment() {
        return environment;
    }

    Venue venue() {
        return venue;
    }

    RequestDispatcher dispatcher() {
        return dispatcher;
    }

    JournalWriter journal() {
        return journal;
    }

    private void joined(long number) {
        accepted.incrementAndGet();
        open.incrementAndGet();
        journal.write(environment, number, Direction.OPENED, 0, null, null);
    }

    void left(ClientConnection connection) {
        connections.remove(connection);
        open.decrementAndGet();
    }

    void silenced(ClientConnection connection) {
        silenced.add(connection);
    }

    /** Ends every connection, the silenced ones without a word. */
    public void endConnections() {
        cut(CutKind.FIN);
        silenced.forEach(ClientConnection::drop);
        silenced.clear();
        List.copyOf(spoiled).forEach(Channel::close);
    }

    /**
     * Begins to listen. Blocks; not to be called on the simulator's thread.
     *
     * @param address where; port 0 for any free one
     * @return the port
     * @throws IllegalStateException when the port is taken
     */
    public int listen(InetSocketAddress address) {
        ChannelFuture binding = bootstrap.bind(address).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IllegalStateException(
                    "The " + environment + " listener cannot have port " + address.getPort() + " of "
                            + address.getHostString(),
                    binding.cause());
        }
        server = binding.channel();
        return ((InetSocketAddress) binding.channel().localAddress()).getPort();
    }

    /** Stops listening; new connections are refused by the operating system. Blocks; not to be called on the simulator's thread. */
    public void stopListening() {
        Channel channel = server;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
            // A selector lets go of a closed port only when it selects again, and it does so before it runs a delayed
            // task.
            channel.eventLoop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            server = null;
        }
    }

    /** Whether new connections are accepted. */
    public boolean isListening() {
        return server != null;
    }

    /** Connections that are open and not silenced. From any thread. */
    public int openConnections() {
        return open.get();
    }

    /** Connections accepted since the start. From any thread. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** Ends or silences every connection. */
    public void cut(CutKind kind) {
        forEach(connection -> connection.cut(kind));
    }

    /** Lets a fault of connections happen to every one. */
    public void meet(Fault fault) {
        forEach(connection -> connection.meetAndNote(fault));
    }

    /** How output is cut at this moment. */
    public OutputShape shape() {
        return shape;
    }

    /** Begins or ends a fault that lasts. */
    void mode(Fault fault, boolean on) {
        switch (fault) {
            case SPLIT_FRAMES -> shape.oneByteFragments(on);
            case MERGED_FRAMES -> shape.merged(on);
            case REFUSE_CONNECTIONS -> {
                if (on) {
                    beginRefusing();
                } else {
                    endRefusing();
                }
            }
            default -> throw new IllegalStateException(fault + " does not last");
        }
    }

    /** Ends every fault that lasts. */
    void endModes() {
        shape.oneByteFragments(false);
        shape.merged(false);
        endRefusing();
    }

    private void beginRefusing() {
        Channel channel = server;
        if (channel != null) {
            refusedAddress = (InetSocketAddress) channel.localAddress();
            server = null;
            channel.close();
        }
    }

    private void endRefusing() {
        InetSocketAddress address = refusedAddress;
        if (address != null) {
            refusedAddress = null;
            rebind(address);
        }
    }

    private void rebind(InetSocketAddress address) {
        bootstrap.bind(address).addListener((ChannelFuture binding) -> {
            if (binding.isSuccess()) {
                server = binding.channel();
            } else {
                group.schedule(() -> rebind(address), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Sends an event to everybody it concerns. */
    public void send(Message event) {
        venue.broadcast(event);
    }

    /** Sends bytes to everybody, as they are. */
    public void sendRaw(byte[] bytes) {
        forEach(connection -> connection.sendRaw(bytes));
    }

    private void forEach(Consumer<ClientConnection> action) {
        List.copyOf(connections).forEach(action);
    }
}
