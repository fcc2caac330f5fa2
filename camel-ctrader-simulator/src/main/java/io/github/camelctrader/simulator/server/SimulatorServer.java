package io.github.camelctrader.simulator.server;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.market.Feed;
import io.github.camelctrader.simulator.market.Instruments;
import io.github.camelctrader.simulator.session.BrokerActions;
import io.github.camelctrader.simulator.session.Consents;
import io.github.camelctrader.simulator.session.Directory;
import io.github.camelctrader.simulator.session.Faults;
import io.github.camelctrader.simulator.session.Grants;
import io.github.camelctrader.simulator.session.JournalWriter;
import io.github.camelctrader.simulator.session.RequestDispatcher;
import io.github.camelctrader.simulator.session.ServerRules;
import io.github.camelctrader.simulator.session.Venue;
import io.github.camelctrader.simulator.tls.SimulatorCertificate;
import io.github.camelctrader.simulator.trading.Delays;
import io.github.camelctrader.simulator.wire.OutputShape;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/** Both listeners with everything behind them, and the one thread they run on. */
public final class SimulatorServer {
    /** Where to listen unless something else is said. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int TICK_MILLIS = 10;
    private static final int NOT_SERVED = -1;

    /**
     * What to start.
     *
     * @param directory applications and accounts
     * @param symbols of both environments
     * @param rules limits and switches
     * @param seed of all prices
     * @param quotesPerSecond of each symbol
     * @param feedPaused whether the walk waits to be resumed
     * @param clock time of events
     * @param bindAddresses where each environment listens, else {@value #LOOPBACK}
     * @param ports wanted port of each environment for what is spoken there, 0 for any; JSON is spoken where one is wanted
     * @param faults in force from the start
     */
    public record Setup(
            Directory directory,
            List<SimulatedSymbol> symbols,
            UnaryOperator<SimulatedSymbol> calendar,
            ServerRules rules,
            long seed,
            int quotesPerSecond,
            boolean feedPaused,
            ServerClock clock,
            Map<SimulatorEnvironment, String> bindAddresses,
            Map<Wire, Map<SimulatorEnvironment, Integer>> ports,
            List<FaultRule> faults) {
        /** The same on other ports. */
        public Setup at(Map<Wire, Map<SimulatorEnvironment, Integer>> newPorts) {
            return new Setup(
                    directory,
                    symbols,
                    calendar,
                    rules,
                    seed,
                    quotesPerSecond,
                    feedPaused,
                    clock,
                    bindAddresses,
                    newPorts,
                    faults);
        }
    }

    private final SimulatorThread thread;
    private final Faults faults;
    private final FaultSwitchboard faultSwitchboard;
    private final Map<SimulatorEnvironment, Listener> listeners = new EnumMap<>(SimulatorEnvironment.class);
    private final Map<SimulatorEnvironment, Venue> venues = new EnumMap<>(SimulatorEnvironment.class);
    private final Map<SimulatorEnvironment, BrokerActions> brokers = new EnumMap<>(SimulatorEnvironment.class);
    private final Map<SimulatorEnvironment, MarketOperation> markets = new EnumMap<>(SimulatorEnvironment.class);
    private final Grants grants;
    private final Registry registry;
    private final Consents consents;
    private final ServerClock clock;
    private final Map<SimulatorEnvironment, String> bindAddresses;
    private final Delays delays;

    private SimulatorServer(
            Setup setup, SimulatorCertificate certificate, JournalWriter journal, SimulatorThread thread) {
        this.thread = thread;
        clock = setup.clock();
        bindAddresses = setup.bindAddresses();
        delays = setup.rules().trading().delays();
        faults = new Faults(clock);
        consents = new Consents(setup.directory(), clock);
        faultSwitchboard = new FaultSwitchboard(thread, faults, listeners);
        grants = setup.directory().grants();
        Instruments instruments = new Instruments(
                setup.symbols().stream().map(setup.calendar()).toList(),
                setup.directory().depositAssets());
        registry = new Registry(setup.calendar(), setup.directory(), instruments, venues, markets, brokers);
        SslContext tls = tls(certificate);
        AtomicLong numbers = new AtomicLong();
        for (SimulatorEnvironment environment : SimulatorEnvironment.values()) {
            long seed = setup.seed() * 2 + environment.ordinal();
            Venue venue =
                    new Venue(environment, setup.directory(), instruments, seed, setup.rules(), clock, thread::after);
            RequestDispatcher dispatcher =
                    new RequestDispatcher(venue, setup.directory(), setup.rules(), faults, journal, thread::after);
            venues.put(environment, venue);
            brokers.put(environment, dispatcher.broker());
            Feed feed = new Feed(venue.market(), setup.quotesPerSecond(), seed, System.nanoTime());
            markets.put(environment, new MarketOperation(venue.market(), feed, clock));
            listeners.put(
                    environment,
                    new Listener(
                            environment,
                            venue,
                            dispatcher,
                            journal,
                            faults,
                            setup.rules(),
                            tls,
                            thread.group(),
                            numbers));
        }
    }

    /**
     * Starts listening and, if a rate is set, quoting.
     *
     * @throws IllegalArgumentException when the setup contradicts itself
     */
    public static SimulatorServer start(Setup setup, SimulatorCertificate certificate, JournalWriter journal) {
        SimulatorThread thread = new SimulatorThread();
        boolean started = false;
        try {
            SimulatorServer server = new SimulatorServer(setup, certificate, journal, thread);
            server.listen(setup);
            setup.faults().forEach(server::fault);
            started = true;
            return server;
        } finally {
            if (!started) {
                thread.finish(() -> {});
            }
        }
    }

    private void listen(Setup setup) {
        listeners.forEach((environment, listener) -> {
            String host = address(environment);
            listener.listen(Wire.PROTOBUF, new InetSocketAddress(host, wanted(setup, Wire.PROTOBUF, environment, 0)));
            int json = wanted(setup, Wire.JSON, environment, NOT_SERVED);
            if (json != NOT_SERVED) {
                listener.listen(Wire.JSON, new InetSocketAddress(host, json));
            }
        });
        if (setup.feedPaused()) {
            markets.values().forEach(MarketOperation::pause);
        }
        thread.every(TICK_MILLIS, this::tick);
    }

    private static int wanted(Setup setup, Wire wire, SimulatorEnvironment environment, int otherwise) {
        return setup.ports().getOrDefault(wire, Map.of()).getOrDefault(environment, otherwise);
    }

    private static SslContext tls(SimulatorCertificate certificate) {
        try {
            return SslContextBuilder.forServer(certificate.serverKey(), certificate.server(), certificate.authority())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("Cannot set up TLS", e);
        }
    }

    private void tick() {
        markets.values().forEach(MarketOperation::advance);
        venues.values().forEach(Venue::tick);
    }

    /** The ports of both environments. */
    public Map<Wire, Map<SimulatorEnvironment, Integer>> ports() {
        Map<Wire, Map<SimulatorEnvironment, Integer>> ports = new EnumMap<>(Wire.class);
        for (Wire wire : Wire.values()) {
            Map<SimulatorEnvironment, Integer> served = new EnumMap<>(SimulatorEnvironment.class);
            listeners.forEach((environment, listener) ->
                    listener.address(wire).ifPresent(address -> served.put(environment, address.getPort())));
            ports.put(wire, served);
        }
        return ports;
    }

    /** The port of an environment, if it speaks that. */
    public Optional<Integer> port(Wire wire, SimulatorEnvironment environment) {
        return listener(environment).address(wire).map(InetSocketAddress::getPort);
    }

    /** The address of an environment, as it was asked for. */
    public String address(SimulatorEnvironment environment) {
        return bindAddresses.getOrDefault(environment, LOOPBACK);
    }

    private Listener listener(SimulatorEnvironment environment) {
        Listener listener = listeners.get(environment);
        if (listener == null) {
            throw new IllegalArgumentException("No listener for " + environment);
        }
        return listener;
    }

    /** Connections that are open and not silenced. */
    public int openConnections(SimulatorEnvironment environment) {
        return listener(environment).openConnections();
    }

    /** Connections accepted since the start. */
    public long acceptedConnections(SimulatorEnvironment environment) {
        return listener(environment).acceptedConnections();
    }

    /** Ends or silences all connections of an environment. */
    public void cut(SimulatorEnvironment environment, CutKind kind) {
        thread.run(() -> listener(environment).cut(kind));
    }

    /** Closes or reopens the ports; see {@link Listener#refuseConnections}. */
    public void refuseConnections(SimulatorEnvironment environment, boolean refuse) {
        Listener listener = listener(environment);
        thread.requireOpen();
        if (refuse) {
            listener.refuseConnections();
        } else {
            listener.listenAgain();
        }
    }

    /** Sends an event to those it concerns. */
    public void send(SimulatorEnvironment environment, Message event) {
        PayloadTypes.of(event);
        thread.run(() -> listener(environment).send(event));
    }

    /** Sends bytes as they are to all connections of an environment. */
    public void sendRaw(SimulatorEnvironment environment, byte[] bytes) {
        thread.run(() -> listener(environment).sendRaw(bytes));
    }

    /** The switch for how output is cut. */
    public void shape(Consumer<OutputShape> change) {
        listeners.values().forEach(listener -> change.accept(listener.shape()));
    }

    /** Brings a fault about; one without a delay has begun when this returns. */
    public void fault(FaultRule rule) {
        thread.run(() -> faultSwitchboard.apply(rule));
        thread.settle();
    }

    /** Forgets faults that have not happened yet and ends those that last. */
    public void clearFaults() {
        thread.run(faultSwitchboard::clear);
        thread.settle();
    }

    /** Runs an action on the prices of an environment. */
    public void market(SimulatorEnvironment environment, Consumer<MarketOperation> action) {
        thread.run(() -> action.accept(market(environment)));
    }

    /** Runs an action on the prices of an environment, and returns its result. */
    public <T> T askMarket(SimulatorEnvironment environment, Function<MarketOperation, T> question) {
        return thread.call(() -> question.apply(market(environment)));
    }

    /** Reads or changes the accounts, symbols and tokens that there are. */
    public <T> T askRegistry(Function<Registry, T> question) {
        return thread.call(() -> question.apply(registry));
    }

    private MarketOperation market(SimulatorEnvironment environment) {
        MarketOperation operation = markets.get(environment);
        if (operation == null) {
            throw new IllegalArgumentException("No market for " + environment);
        }
        return operation;
    }

    /** Lets the broker of an environment act. */
    public void broker(SimulatorEnvironment environment, Consumer<BrokerActions> action) {
        BrokerActions actions = brokers.get(environment);
        if (actions == null) {
            throw new IllegalArgumentException("No broker for " + environment);
        }
        thread.run(() -> action.accept(actions));
    }

    /**
     * Lets the broker of an account act.
     *
     * @throws IllegalArgumentException when there is no such account
     */
    public void broker(long accountId, Consumer<BrokerActions> action) {
        thread.run(() -> action.accept(deskOf(accountId)));
    }

    /** The same with a result. */
    public <T> T askBroker(long accountId, Function<BrokerActions, T> question) {
        return thread.call(() -> question.apply(deskOf(accountId)));
    }

    private BrokerActions deskOf(long accountId) {
        return brokers.values().stream()
                .filter(broker -> broker.keeps(accountId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No account " + accountId));
    }

    /** What the server's clock says. */
    public Instant time() {
        return clock.instant();
    }

    /** Sets the server's clock, as far ahead of its origin as said; what is due then happens before this returns, at that time. */
    public void clockOffset(Duration ahead) {
        thread.run(() -> {
            clock.offset(ahead);
            venues.values().forEach(Venue::tick);
        });
    }

    /** Changes how late accounts show what happened to them. */
    public void delays(Consumer<Delays> change) {
        thread.run(() -> {
            change.accept(delays);
            venues.values().forEach(Venue::note);
        });
    }

    /** Reads or changes tokens on the thread they are confined to. */
    public <T> T askGrants(Function<Grants, T> question) {
        return thread.call(() -> question.apply(grants));
    }

    /** The same for what owners consent to by a browser. */
    public <T> T askConsents(Function<Consents, T> question) {
        return thread.call(() -> question.apply(consents));
    }

    /** Stops the walk on both environments. */
    public void pauseFeed() {
        thread.run(() -> markets.values().forEach(MarketOperation::pause));
    }

    /** Lets the walk go on. */
    public void resumeFeed() {
        thread.run(() -> markets.values().forEach(MarketOperation::resume));
    }

    /** @throws IllegalStateException when it is closed */
    public void requireOpen() {
        thread.requireOpen();
    }

    /** Ends listeners, connections and the thread, in this order; the second call does nothing. */
    public void close() {
        if (thread.beginClosing()) {
            listeners.values().forEach(Listener::close);
            thread.finish(() -> listeners.values().forEach(Listener::endConnections));
        }
    }
}
