package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.server.Wire;
import io.github.camelctrader.simulator.tls.SimulatorCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An Open API server with a demo and a live listener on the loopback address, TLS, accounts, symbols, quotes and a matching engine.
 *
 * <p>All methods may be called from any thread. Those that act on connections or prices have acted when they return. After
 * {@link #close} they throw {@link IllegalStateException}, except for the counts, the journal and {@code close} itself.
 */
public final class CTraderSimulator implements AutoCloseable {
    static final String HOST = "localhost";

    private final Journal journal;
    private final SimulatorCertificate certificate;
    private final SimulatorBuilder builder;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SimulatorServer server;

    CTraderSimulator(SimulatorBuilder builder) {
        this.builder = builder;
        journal = new Journal(builder.journalListener());
        certificate = SimulatorCertificate.create(builder.hostNames());
        server = SimulatorServer.start(builder.setup(), certificate, journal.writer());
    }

    /** Starts a simulator with all defaults: see {@link SimulatorDefaults}. */
    public static CTraderSimulator start() {
        return builder().start();
    }

    /** A builder that holds the defaults. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** Host name to connect to; the certificate is good for it. */
    public String host() {
        return HOST;
    }

    /** The same for one environment: {@code localhost}, or the address that it listens on if that is another one. */
    public String host(SimulatorEnvironment environment) {
        String address = server.address(environment);
        return Set.of(SimulatorServer.LOOPBACK, "0.0.0.0", "::").contains(address) ? HOST : address;
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
        return server.port(Wire.PROTOBUF, environment).orElse(0);
    }

    /**
     * The port of an environment that speaks JSON; it stays the same likewise.
     *
     * @throws IllegalStateException when none was asked for: see {@link SimulatorBuilder#demoJsonPort}
     */
    public int jsonPort(SimulatorEnvironment environment) {
        return server.port(Wire.JSON, environment)
                .orElseThrow(() -> new IllegalStateException("JSON is not served on " + environment));
    }

    /** A new client context that trusts this simulator and nobody else. Host names are verified by the client's own settings. */
    public SSLContext clientSslContext() {
        return certificate.clientContext();
    }

    /** A new key store with the certificate to trust and no private key. */
    public KeyStore trustStore() {
        return certificate.trustStore();
    }

    /**
     * Writes {@link #trustStore} into a file, as PKCS12 with the password {@link SimulatorDefaults#TRUST_STORE_PASSWORD}. What the file held before is
     * replaced.
     */
    public void writeTrustStore(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore().store(out, SimulatorDefaults.TRUST_STORE_PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot write its own kind of trust store", e);
        }
    }

    /** The certificate to trust. */
    public X509Certificate certificate() {
        return certificate.authority();
    }

    /** Acts as the broker, without a request of a client. */
    public SimulatedBroker broker() {
        return new SimulatedBroker(() -> server);
    }

    /** Prices of an environment: read, stopped, or played from a recording. */
    public SimulatedMarket market(SimulatorEnvironment environment) {
        return new SimulatedMarket(() -> server, environment);
    }

    /** Issues tokens for the consent of a user. */
    public SimulatedOAuth oauth() {
        return new SimulatedOAuth(() -> server);
    }

    /** A new context with the key of this simulator, for a further server that shows the same certificate. */
    public SSLContext serverSslContext() {
        return certificate.serverContext();
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
        server.shape(shape -> shape.oneByteFragments(oneByteFragments));
    }

    /** Whether output is held back for 20 ms and sent together, cut wherever 1000 bytes are full. One-byte fragments win over it. */
    public void mergeOutput(boolean merge) {
        server.shape(shape -> shape.merged(merge));
    }

    /**
     * Makes the simulator misbehave. Several rules wait at the same time; the one that was added first applies first.
     *
     * @throws IllegalArgumentException for a rule that cannot happen
     */
    public void fault(FaultRule rule) {
        rule.requireComplete();
        server.fault(rule);
    }

    /**
     * The same for a script, one rule per line: see {@link FaultRule#parse}. Delays count from now.
     *
     * @throws IllegalArgumentException for a line that is none, naming it; nothing happens then
     */
    public void faults(String script) {
        FaultScript.parse(script).forEach(this::fault);
    }

    /** Forgets all rules and delays, and ends what lasts: refused connections, split and merged frames. What happened to connections stays. */
    public void clearFaults() {
        server.clearFaults();
    }

    /**
     * Lets the next requests of a payload type be executed without an answer: none of the events that they cause reaches the connection
     * that asked; other connections get theirs. Requests refused by a limit do not count.
     *
     * @param payloadType of the request, e.g. 2106
     * @param count how many; adds to those not yet used up
     */
    public void swallow(int payloadType, int count) {
        fault(FaultRule.of(Fault.SWALLOW_ANSWER).on(payloadType).times(count));
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
        server.market(environment, market -> market.quote(symbolName, bid, ask));
    }

    /**
     * Adds a pair of tokens that gives access to accounts of one cTrader ID; the tokens that the accounts have remain valid.
     *
     * @param tokens the pair
     * @param mayTrade whether its scope is trading, not viewing
     * @param accountIds the accounts that it gives access to
     * @throws IllegalArgumentException for an account that does not exist, accounts of several owners, or an access token that is
     *     there
     */
    public void addTokens(SimulatedTokens tokens, boolean mayTrade, List<Long> accountIds) {
        server.askRegistry(registry -> registry.grant(tokens, mayTrade, List.copyOf(accountIds)));
    }

    /** The present time of the server's clock. */
    public Instant serverTime() {
        return server.time();
    }

    /**
     * Steps the server's clock: all that it stamps from now on follows, and so does what it compares with the time, as the end of a token, an
     * expiration or trading hours. Limits, timers and lags do not follow.
     *
     * @param ahead how far it is ahead of the clock of the builder, negative for behind; no sum with an earlier call
     */
    public void clockOffset(Duration ahead) {
        server.clockOffset(ahead);
    }

    /**
     * Makes history late, or current again with zero; see {@link SimulatorBuilder#historyLag}. What happened before this call is shown at once.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void historyLag(Duration lag) {
        Checks.notNegative("historyLag", lag);
        server.delays(delays -> delays.history(lag));
    }

    /**
     * Makes reconciliation late, or current again with zero; see {@link SimulatorBuilder#reconcileLag}. What happened before this call is shown at
     * once.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void reconcileLag(Duration lag) {
        Checks.notNegative("reconcileLag", lag);
        server.delays(delays -> delays.state(lag));
    }

    /**
     * The tokens that open an account for trading now: those of the start, or the newest after refreshes.
     *
     * @throws IllegalArgumentException for an account that does not exist
     * @throws IllegalStateException when they were revoked
     */
    public SimulatedTokens tokens(long accountId) {
        return server.askGrants(grants -> grants.tokens(accountId));
    }

    /**
     * Ends the life of an access token now: authorisations with it are refused with {@code OA_AUTH_TOKEN_EXPIRED}. What it authorised
     * before goes on, and its refresh token works.
     *
     * @throws IllegalArgumentException for a token that opens nothing
     */
    public void expireToken(String accessToken) {
        server.askGrants(grants -> grants.expire(accessToken));
    }

    /**
     * Revokes a grant, as its owner may: access and refresh token are no longer valid, connections that used it get an event, and
     * its accounts are refused until they are authorised with another token.
     *
     * @throws IllegalArgumentException for a token that opens nothing
     */
    public void revokeToken(String accessToken) {
        server.askGrants(grants -> grants.revoke(accessToken));
    }

    /**
     * Lets the owner of an account consent again: the grant gets a new pair of tokens, and the old pair is no longer valid.
     *
     * @param accountId an account of the grant
     * @return the new pair
     * @throws IllegalArgumentException for an account that does not exist
     */
    public SimulatedTokens consentAgain(long accountId) {
        return server.askGrants(grants -> grants.consent(accountId));
    }

    /** Stops the seeded walk on both environments; {@link #quote} still works. */
    public void pauseFeed() {
        server.pauseFeed();
    }

    /** Lets the seeded walk of all symbols go on from the present quotes. */
    public void resumeFeed() {
        server.resumeFeed();
    }

    /**
     * Returns to the settings of the builder: ends all connections, and forgets the journal, faults, all changes of accounts,
     * prices, tokens and the clock, and everything that was added. Ports, addresses and the certificate stay.
     *
     * @throws IllegalStateException when another process took a port meanwhile; the simulator is closed then
     */
    public void reset() {
        lock.lock();
        try {
            SimulatorServer before = server;
            before.requireOpen();
            before.close();
            journal.clear();
            server = SimulatorServer.start(builder.setup().at(before.ports()), certificate, journal.writer());
        } finally {
            lock.unlock();
        }
    }

    /** Ends all connections and threads, and returns when they are gone. May be called again. */
    @Override
    public void close() {
        lock.lock();
        try {
            server.close();
        } finally {
            lock.unlock();
        }
    }

    /** Names the ports. */
    @Override
    public String toString() {
        return "CTraderSimulator[demo " + demoPort() + ", live " + livePort() + "]";
    }
}
