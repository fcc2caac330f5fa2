package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.session.Directory;
import io.github.camelctrader.simulator.session.ServerRules;
import io.github.camelctrader.simulator.tls.SimulatorCertificate;
import io.github.camelctrader.simulator.trading.TradingRules;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An Open API server with a demo and a live listener on the loopback address, TLS, accounts, symbols, quotes and a matching engine.
 *
 * <p>All methods may be called from any thread. Those that act on connections or prices have acted when they return. After
 * {@link #close} they throw {@link IllegalStateException}, except for the counts, the journal and {@code close} itself.
 */
public final class CTraderSimulator implements AutoCloseable {
    private static final String HOST = "localhost";

    private final Journal journal;
    private final SimulatorCertificate certificate;
    private final SimulatorServer server;

    private CTraderSimulator(Builder builder) {
        journal = new Journal();
        certificate = SimulatorCertificate.create(builder.hostNames);
        server = SimulatorServer.start(
                new SimulatorServer.Setup(
                        new Directory(builder.applications, builder.accounts.values()),
                        List.copyOf(builder.symbols.values()),
                        builder.rules(),
                        builder.seed,
                        builder.quotesPerSecond,
                        builder.feedPaused,
                        builder.clock,
                        builder.bindAddress,
                        Map.copyOf(builder.ports)),
                certificate,
                journal.writer());
    }

    /** Starts a simulator with all defaults: see {@link SimulatorDefaults}. */
    public static CTraderSimulator start() {
        return builder().start();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Host name to connect to; the certificate is good for it. */
    public String host() {
        return HOST;
    }

    /** The port of the demo listener. */
    public int demoPort() {
        return port(SimulatorEnvironment.DEMO);
    }

    /** The port of the live listener. */
    public int livePort() {
        return port(SimulatorEnvironment.LIVE);
    }

    /** The port of an environment; it stays the same for the life of the simulator. */
    public int port(SimulatorEnvironment environment) {
        return server.port(environment);
    }

    /** A new client context that trusts this simulator and nobody else. Host names are verified by the client's own settings. */
    public SSLContext clientSslContext() {
        return certificate.clientContext();
    }

    /** A new key store with the certificate to trust and no private key. */
    public KeyStore trustStore() {
        return certificate.trustStore();
    }

    /** The certificate to trust. */
    public X509Certificate certificate() {
        return certificate.authority();
    }

    /** What happened on the connections. Stays readable after {@link #close}. */
    public Journal journal() {
        return journal;
    }

    /** Connections that are open and were not silenced. */
    public int openConnections(SimulatorEnvironment environment) {
        return server.openConnections(environment);
    }

    /** Connections accepted since the start. */
    public long acceptedConnections(SimulatorEnvironment environment) {
        return server.acceptedConnections(environment);
    }

    /** Ends or silences all connections of an environment; new ones are accepted. */
    public void cut(SimulatorEnvironment environment, CutKind kind) {
        server.cut(environment, kind);
    }

    /**
     * Makes the operating system refuse new connections to an environment, or lets them in again on the same port. Open connections stay.
     *
     * @throws IllegalStateException when another process took the port meanwhile
     */
    public void refuseConnections(SimulatorEnvironment environment, boolean refuse) {
        server.refuseConnections(environment, refuse);
    }

    /**
     * Sends an event to every connection of an environment; one that names an account, only to connections that authorised it.
     *
     * @throws IllegalArgumentException for a message that has no payload type of its own
     */
    public void send(SimulatorEnvironment environment, Message event) {
        server.send(environment, event);
    }

    /** Sends bytes as they are, inside TLS, to every connection of an environment. */
    public void sendRaw(SimulatorEnvironment environment, byte[] bytes) {
        server.sendRaw(environment, bytes.clone());
    }

    /** Whether every byte of output becomes a TLS record and TCP segment of its own. */
    public void fragmentOutput(boolean oneByteFragments) {
        server.outputShape().oneByteFragments(oneByteFragments);
    }

    /** Whether output is held back for 20 ms and sent together, cut wherever 1000 bytes are full. One-byte fragments win over it. */
    public void mergeOutput(boolean merge) {
        server.outputShape().merged(merge);
    }

    /**
     * Lets the next requests of a payload type be executed without an answer: none of the events that they cause reaches the connection
     * that asked; other connections get theirs. Requests refused by a limit do not count.
     *
     * @param payloadType of the request, e.g. 2106
     * @param count how many; adds to those not yet used up
     */
    public void swallow(int payloadType, int count) {
        server.swallow(payloadType, count);
    }

    /**
     * Sets a quote: subscribers are told of the sides that changed, pending orders and protection meet it. A quote that equals the present one does nothing.
     *
     * @param environment whose market
     * @param symbolName which symbol
     * @param bid decimal price, or {@code null} to leave it
     * @param ask decimal price, or {@code null} to leave it
     * @throws IllegalArgumentException for an unknown symbol, a price off its grid, or an ask below the bid
     */
    public void quote(SimulatorEnvironment environment, String symbolName, @Nullable String bid, @Nullable String ask) {
        server.quote(environment, symbolName, bid, ask);
    }

    /** Stops the seeded walk on both environments; {@link #quote} still works. */
    public void pauseFeed() {
        server.pauseFeed();
    }

    /** Lets the seeded walk go on from the present quotes. */
    public void resumeFeed() {
        server.resumeFeed();
    }

    /** Ends all connections and threads, and returns when they are gone. May be called again. */
    @Override
    public void close() {
        server.close();
    }

    /** Names the ports. */
    @Override
    public String toString() {
        return "CTraderSimulator[demo " + demoPort() + ", live " + livePort() + "]";
    }

    /**
     * Settings of a simulator. Applications, accounts and symbols add to the defaults, and replace one that has the same id;
     * {@link #withoutDefaults} starts from nothing. Not for use by several threads at once.
     */
    public static final class Builder {
        private final Map<String, String> applications = new LinkedHashMap<>();
        private final Map<Long, SimulatedAccount> accounts = new LinkedHashMap<>();
        private final Map<Long, SimulatedSymbol> symbols = new LinkedHashMap<>();
        private List<String> hostNames = List.of(HOST, "127.0.0.1");
        private long seed = 1;
        private int quotesPerSecond = 4;
        private boolean feedPaused;
        private int requestsPerSecond = 50;
        private int historicalRequestsPerSecond = 5;
        private int historyRows = 10_000;
        private int maxFrameLength = 15_000_000;
        private final Map<SimulatorEnvironment, Integer> ports = new EnumMap<>(SimulatorEnvironment.class);
        private String bindAddress = "127.0.0.1";
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration heartbeatInterval = Duration.ofSeconds(25);
        private Duration fillDelay = Duration.ofMillis(20);
        private Clock clock = Clock.systemUTC();
        private RateLimitAnswer rateLimitAnswer = RateLimitAnswer.BLOCKED_PAYLOAD_TYPE;
        private ProtoOAErrorCode secondApplicationAuthError = ProtoOAErrorCode.ALREADY_LOGGED_IN;
        private boolean versionBeforeAuth;
        private boolean idOnLateFills;
        private boolean protectionCancelledFirst;

        private Builder() {
            applications.put(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET);
            SimulatorDefaults.accounts().forEach(this::account);
            SimulatorDefaults.symbols().forEach(this::symbol);
        }

        /** Drops the default applications, accounts and symbols. */
        public Builder withoutDefaults() {
            applications.clear();
            accounts.clear();
            symbols.clear();
            return this;
        }

        /** An application that may connect. */
        public Builder application(String clientId, String clientSecret) {
            applications.put(clientId, clientSecret);
            return this;
        }

        /** An account. */
        public Builder account(SimulatedAccount account) {
            accounts.put(account.accountId(), account);
            return this;
        }

        /** A symbol, on both environments. */
        public Builder symbol(SimulatedSymbol symbol) {
            symbols.put(symbol.id(), symbol);
            return this;
        }

        /** What all prices, past and future, are made from. Equal seeds give equal sequences whatever the time of day; default 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Quotes per second of each symbol, 0 to 1000; 0 leaves the market to {@link CTraderSimulator#quote}; default 4. */
        public Builder quotesPerSecond(int value) {
            quotesPerSecond = Checks.within(value, 0, 1000);
            return this;
        }

        /** Makes the walk wait for {@link CTraderSimulator#resumeFeed}, so that a test sees it from its first step. */
        public Builder feedPaused() {
            feedPaused = true;
            return this;
        }

        /** Requests per second of one connection; default 50. */
        public Builder requestsPerSecond(int value) {
            requestsPerSecond = Checks.positive(value);
            return this;
        }

        /** Requests of history per second of one connection; default 5. */
        public Builder historicalRequestsPerSecond(int value) {
            historicalRequestsPerSecond = Checks.positive(value);
            return this;
        }

        /** How many deals, orders, bars or ticks one answer holds at most; default 10000. */
        public Builder historyRows(int value) {
            historyRows = Checks.positive(value);
            return this;
        }

        /** Largest frame a client may send, in bytes; a longer one is answered with FRAME_TOO_LONG and the connection closed; default 15000000. */
        public Builder maxFrameLength(int value) {
            maxFrameLength = Checks.positive(value);
            return this;
        }

        /** Port of the demo listener; default 0, any free one. */
        public Builder demoPort(int value) {
            ports.put(SimulatorEnvironment.DEMO, Checks.within(value, 0, 65_535));
            return this;
        }

        /** Port of the live listener; default 0, any free one. */
        public Builder livePort(int value) {
            ports.put(SimulatorEnvironment.LIVE, Checks.within(value, 0, 65_535));
            return this;
        }

        /** Local address to listen on; default 127.0.0.1, so that nobody else can connect. */
        public Builder bindAddress(String address) {
            bindAddress = address;
            return this;
        }

        /** Host names and IP addresses the certificate is good for; default localhost and 127.0.0.1. */
        public Builder hostNames(String... names) {
            hostNames = List.of(names);
            return this;
        }

        /** Time without an inbound byte after which a connection is closed; default 30 s. */
        public Builder idleTimeout(Duration value) {
            idleTimeout = Checks.positive(value);
            return this;
        }

        /** Outbound silence after which the server sends a heartbeat; default 25 s. */
        public Builder serverHeartbeatInterval(Duration value) {
            heartbeatInterval = Checks.positive(value);
            return this;
        }

        /** From ORDER_ACCEPTED to ORDER_FILLED of an order that meets the market; zero is allowed; default 20 ms. */
        public Builder fillDelay(Duration value) {
            fillDelay = Checks.notNegative(value);
            return this;
        }

        /** Where timestamps come from; limits and timers follow the monotonic clock in any case. Default: system time. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** How requests above a limit are refused; default BLOCKED_PAYLOAD_TYPE. */
        public Builder rateLimitAnswer(RateLimitAnswer answer) {
            rateLimitAnswer = answer;
            return this;
        }

        /** Code for a second application authorisation; seen are ALREADY_LOGGED_IN (default) and CH_CLIENT_ALREADY_AUTHENTICATED. */
        public Builder secondApplicationAuthError(ProtoOAErrorCode code) {
            secondApplicationAuthError = code;
            return this;
        }

        /** Whether the version may be asked for before the application authorisation; default no. */
        public Builder versionBeforeApplicationAuth(boolean allowed) {
            versionBeforeAuth = allowed;
            return this;
        }

        /** Whether the fill of an order that rested carries the clientMsgId of the request that placed it; default no. */
        public Builder clientMsgIdOnLateFills(boolean carried) {
            idOnLateFills = carried;
            return this;
        }

        /** Whether a full close cancels the protection order before the fill instead of after it; default no. */
        public Builder protectionCancelledBeforeCloseFill(boolean first) {
            protectionCancelledFirst = first;
            return this;
        }

        /**
         * Starts the simulator. The builder may be changed and started again.
         *
         * @throws IllegalArgumentException for settings that contradict each other, naming them
         */
        public CTraderSimulator start() {
            return new CTraderSimulator(this);
        }

        private ServerRules rules() {
            return new ServerRules(
                    requestsPerSecond,
                    historicalRequestsPerSecond,
                    rateLimitAnswer,
                    secondApplicationAuthError.name(),
                    versionBeforeAuth,
                    idleTimeout,
                    heartbeatInterval,
                    maxFrameLength,
                    fillDelay,
                    idOnLateFills,
                    new TradingRules(protectionCancelledFirst, historyRows));
        }
    }
}
