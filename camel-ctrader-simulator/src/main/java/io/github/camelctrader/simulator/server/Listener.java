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
import io.github.camelctrader.simulator.wire.Encoding;
import io.github.camelctrader.simulator.wire.JsonEncoding;
import io.github.camelctrader.simulator.wire.OutputShape;
import io.github.camelctrader.simulator.wire.OutputShaper;
import io.github.camelctrader.simulator.wire.TransportDetector;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The ports of one environment and the connections behind them. Connections are confined to the simulator's thread. */
public final class Listener {
    /** Messages that may wait for each other, so that what one moment brings a connection is one record and one system call. */
    private static final int MAX_UNFLUSHED = 256;

    private final SimulatorEnvironment environment;
    private final Venue venue;
    private final RequestDispatcher dispatcher;
    private final JournalWriter journal;
    private final Faults faults;
    private final OutputShape shape = new OutputShape();
    private final EventLoopGroup group;
    private final Map<Wire, ServerPort> doors;
    private final Set<Channel> spoiled = new LinkedHashSet<>();
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final List<ClientConnection> silenced = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();

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
        this.doors = new EnumMap<>(Map.of(
                Wire.PROTOBUF, door(rules, tls, numbers, Encoding.PROTOBUF),
                Wire.JSON, door(rules, tls, numbers, new JsonEncoding(rules.json()))));
    }

    private ServerPort door(ServerRules rules, SslContext tls, AtomicLong numbers, Encoding encoding) {
        return new ServerPort(environment, group, new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                long number = numbers.incrementAndGet();
                joined(number);
                Optional<Happening> fault = faults.onConnection(environment);
                if (fault.isPresent()) {
                    spoil(channel, number, fault.get().fault());
                    return;
                }
                ClientConnection connection = new ClientConnection(Listener.this, channel, number, encoding);
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
                        .addLast(new FlushConsolidationHandler(MAX_UNFLUSHED, true));
                TransportDetector.addTo(channel.pipeline(), encoding, rules.maxFrameLength());
                channel.pipeline().addLast(connection);
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

    /** Ends every connection; silenced ones get no close notification. */
    public void endConnections() {
        cut(CutKind.FIN);
        silenced.forEach(ClientConnection::drop);
        silenced.clear();
        List.copyOf(spoiled).forEach(Channel::close);
    }

    /**
     * Begins to listen. Blocks; not to be called on the simulator's thread.
     *
     * @param wire what is spoken there
     * @param address where; port 0 for any free one
     * @throws IllegalStateException when the port is taken
     */
    public void listen(Wire wire, InetSocketAddress address) {
        Optional.ofNullable(doors.get(wire)).orElseThrow().listen(address);
    }

    /** Where it listens, or did before connections were refused; nothing for what is not spoken here. From any thread. */
    public Optional<InetSocketAddress> address(Wire wire) {
        return Optional.ofNullable(doors.get(wire)).map(ServerPort::address);
    }

    /** Stops listening for good. Blocks; not to be called on the simulator's thread. */
    public void close() {
        doors.values().forEach(ServerPort::close);
    }

    /** Stops listening for a while; new connections are refused by the operating system. Blocks likewise. */
    public void refuseConnections() {
        doors.values().forEach(ServerPort::refuse);
    }

    /** Listens again on the ports of before. Blocks likewise. */
    public void listenAgain() {
        doors.values().forEach(ServerPort::reopen);
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

    /** Applies a fault of connections to every connection. */
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
                    doors.values().forEach(ServerPort::beginRefusing);
                } else {
                    doors.values().forEach(ServerPort::endRefusing);
                }
            }
            default -> throw new IllegalStateException(fault + " does not last");
        }
    }

    /** Ends every fault that lasts. */
    void endModes() {
        shape.oneByteFragments(false);
        shape.merged(false);
        doors.values().forEach(ServerPort::endRefusing);
    }

    /** Sends an event to every connection that it concerns. */
    public void send(Message event) {
        venue.broadcast(event);
    }

    /** Sends bytes to every connection, as they are. */
    public void sendRaw(byte[] bytes) {
        forEach(connection -> connection.sendRaw(bytes));
    }

    private void forEach(Consumer<ClientConnection> action) {
        List.copyOf(connections).forEach(action);
    }
}
