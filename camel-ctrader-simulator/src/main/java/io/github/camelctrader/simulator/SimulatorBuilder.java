package io.github.camelctrader.simulator;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.server.ServerClock;
import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.server.Wire;
import io.github.camelctrader.simulator.session.Directory;
import io.github.camelctrader.simulator.session.Grants;
import io.github.camelctrader.simulator.session.Limits;
import io.github.camelctrader.simulator.session.ServerRules;
import io.github.camelctrader.simulator.trading.Delays;
import io.github.camelctrader.simulator.trading.TradingRules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Settings of a simulator. Applications, accounts and symbols add to the defaults, and replace one that has the same id;
 * {@link #withoutDefaults} starts from nothing. Not for use by several threads at once.
 */
public final class SimulatorBuilder {
    private final Map<String, String> applications = new LinkedHashMap<>();
    private final Map<String, String> refreshTokens = new LinkedHashMap<>();
    private final Map<Long, SimulatedAccount> accounts = new LinkedHashMap<>();
    private final Map<Long, SimulatedSymbol> symbols = new LinkedHashMap<>();
    private List<String> hostNames = new ArrayList<>(SimulatorDefaults.HOST_NAMES);
    private long seed = 1;
    private int quotesPerSecond = 4;
    private boolean feedPaused;
    private int requestsPerSecond = 50;
    private int historicalRequestsPerSecond = 5;
    private int historyRows = 10_000;
    private PriceHistory priceHistory = PriceHistory.DEFAULT;
    private Duration historyLag = Duration.ZERO;
    private Duration reconcileLag = Duration.ZERO;
    private int maxFrameLength = 15_000_000;
    private final Addresses addresses = new Addresses();
    private final Set<JsonSwitch> jsonSwitches = EnumSet.noneOf(JsonSwitch.class);
    private final List<FaultRule> faults = new ArrayList<>();
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Duration heartbeatInterval = Duration.ofSeconds(25);
    private Duration fillDelay = Duration.ofMillis(20);
    private Duration triggerDelay = Duration.ZERO;
    private final MarketCalendar calendar = new MarketCalendar();
    private Clock clock = Clock.systemUTC();
    private Duration clockOffset = Duration.ZERO;
    private RateLimitAnswer rateLimitAnswer = RateLimitAnswer.BLOCKED_PAYLOAD_TYPE;
    private ProtoOAErrorCode secondApplicationAuthError = ProtoOAErrorCode.ALREADY_LOGGED_IN;
    private boolean versionBeforeAuth;
    private final Set<TradingSwitch> tradingSwitches = EnumSet.noneOf(TradingSwitch.class);
    private CancelRace cancelRace = CancelRace.CANCEL_REJECTED;
    private boolean tokenEventsFirst;
    private Consumer<JournalEntry> journalListener = entry -> {};
    private Duration tokenLifetime = Duration.ofSeconds(2_628_000);

    SimulatorBuilder() {
        applications.put(SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET);
        refreshTokens.putAll(SimulatorDefaults.refreshTokens());
        SimulatorDefaults.accounts().forEach(this::account);
        SimulatorDefaults.symbols().forEach(this::symbol);
    }

    /** Drops the default applications, accounts and symbols. */
    public SimulatorBuilder withoutDefaults() {
        applications.clear();
        refreshTokens.clear();
        accounts.clear();
        symbols.clear();
        return this;
    }

    /** An application that may connect. */
    public SimulatorBuilder application(String clientId, String clientSecret) {
        applications.put(clientId, clientSecret);
        return this;
    }

    /** An account. */
    public SimulatorBuilder account(SimulatedAccount account) {
        accounts.put(account.accountId(), account);
        return this;
    }

    /** The refresh token of an access token, be it for trading or for viewing. A grant that has none cannot be refreshed. */
    public SimulatorBuilder refreshToken(String accessToken, String refreshToken) {
        refreshTokens.put(accessToken, refreshToken);
        return this;
    }

    /** Life of an access token, from the start or its refresh, in whole seconds; {@link #clock} decides when it is over. Default 2628000 s. */
    public SimulatorBuilder tokenLifetime(Duration value) {
        Checks.require(value.toSeconds() > 0, "tokenLifetime " + value + " is shorter than a second");
        tokenLifetime = Duration.ofSeconds(value.toSeconds());
        return this;
    }

    /** A symbol, on both environments. */
    public SimulatorBuilder symbol(SimulatedSymbol symbol) {
        symbols.put(symbol.id(), symbol);
        return this;
    }

    /**
     * When the markets of symbols are open that have no schedule of their own, by the clock of the simulator; default always. While a market
     * is closed there are no quotes but those that a test sets, and no ticks and bars. Symbols of the category {@code Crypto} are always open.
     */
    public SimulatorBuilder marketHours(MarketHours hours) {
        calendar.hours(hours);
        return this;
    }

    /** A day, UTC, on which all markets but those of crypto are closed. */
    public SimulatorBuilder holiday(LocalDate day) {
        calendar.holiday(day);
        return this;
    }

    /** Seed of all prices, past and future. Equal seeds give equal sequences at any time of day; default 1. */
    public SimulatorBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Quotes per second of each symbol, 0 to 1000; with 0 prices change by {@link CTraderSimulator#quote} only; default 4. */
    public SimulatorBuilder quotesPerSecond(int value) {
        quotesPerSecond = Checks.within("quotesPerSecond", value, 0, 1000);
        return this;
    }

    /** Makes the walk wait for {@link CTraderSimulator#resumeFeed}, so that a test sees it from its first step. */
    public SimulatorBuilder feedPaused() {
        feedPaused = true;
        return this;
    }

    /** Requests per second of one connection; default 50. */
    public SimulatorBuilder requestsPerSecond(int value) {
        requestsPerSecond = Checks.positive("requestsPerSecond", value);
        return this;
    }

    /** Requests of history per second of one connection; default 5. */
    public SimulatorBuilder historicalRequestsPerSecond(int value) {
        historicalRequestsPerSecond = Checks.positive("historicalRequestsPerSecond", value);
        return this;
    }

    /** How many deals, orders, ticks or bars one answer holds at most; default 10000, and of bars 14000. */
    public SimulatorBuilder historyRows(int value) {
        historyRows = Checks.positive("historyRows", value);
        priceHistory = priceHistory.withBars(value);
        return this;
    }

    /** Ticks and bars of the past: their extent, and the form of answers; default {@link PriceHistory#DEFAULT}. */
    public SimulatorBuilder priceHistory(PriceHistory value) {
        priceHistory = value;
        return this;
    }

    /**
     * How late history of accounts is, by the {@link #clock} without its offset: lists of orders and deals, those by position, order details and deal
     * offsets show each order and deal as it was that long ago. Reconciliation and events are current all the same. Default zero: at once.
     */
    public SimulatorBuilder historyLag(Duration value) {
        historyLag = Checks.notNegative("historyLag", value);
        return this;
    }

    /** How late reconciliation is, likewise; events are current all the same. Default zero: at once. */
    public SimulatorBuilder reconcileLag(Duration value) {
        reconcileLag = Checks.notNegative("reconcileLag", value);
        return this;
    }

    /** Largest frame a client may send, in bytes; a longer one is answered with FRAME_TOO_LONG and the connection closed; default 15000000. */
    public SimulatorBuilder maxFrameLength(int value) {
        maxFrameLength = Checks.positive("maxFrameLength", value);
        return this;
    }

    /**
     * Faults from the start on, one per line: see {@link FaultRule#parse}; adds to those before.
     *
     * @throws IllegalArgumentException for a line that is none, naming it
     */
    public SimulatorBuilder faults(String script) {
        faults.addAll(FaultScript.parse(script));
        return this;
    }

    /** Port of the demo listener; default 0, any free one. */
    public SimulatorBuilder demoPort(int value) {
        addresses.port("demoPort", Wire.PROTOBUF, SimulatorEnvironment.DEMO, value);
        return this;
    }

    /** Port of the live listener; default 0, any free one. */
    public SimulatorBuilder livePort(int value) {
        addresses.port("livePort", Wire.PROTOBUF, SimulatorEnvironment.LIVE, value);
        return this;
    }

    /** Serves the JSON variant of the protocol on demo too; 0 for any free port. Without this call it is not served. */
    public SimulatorBuilder demoJsonPort(int value) {
        addresses.port("demoJsonPort", Wire.JSON, SimulatorEnvironment.DEMO, value);
        return this;
    }

    /** The same on live. */
    public SimulatorBuilder liveJsonPort(int value) {
        addresses.port("liveJsonPort", Wire.JSON, SimulatorEnvironment.LIVE, value);
        return this;
    }

    /** How the JSON variant writes values whose form is not documented; all switches are off by default. */
    public SimulatorBuilder json(JsonSwitch... on) {
        jsonSwitches.addAll(List.of(on));
        return this;
    }

    /** Local address that both environments listen on, as {@code 127.0.0.2} or {@code ::1}; default 127.0.0.1, so that nobody else can connect. */
    public SimulatorBuilder bindAddress(String address) {
        return demoAddress(address).liveAddress(address);
    }

    /** Local address of the demo listener; with another one for live both can have the port of the real servers. */
    public SimulatorBuilder demoAddress(String address) {
        addresses.address(SimulatorEnvironment.DEMO, address);
        return this;
    }

    /** Local address of the live listener. */
    public SimulatorBuilder liveAddress(String address) {
        addresses.address(SimulatorEnvironment.LIVE, address);
        return this;
    }

    /** Host names and IP addresses the certificate is good for; default {@link SimulatorDefaults#HOST_NAMES}. */
    public SimulatorBuilder hostNames(String... names) {
        hostNames = new ArrayList<>(List.of(names));
        return this;
    }

    /** One more host name or IP address the certificate is good for. */
    public SimulatorBuilder hostName(String name) {
        hostNames.add(name);
        return this;
    }

    /** Told of every entry of the journal when it is written, on the simulator's thread; it must not block. Default nobody. */
    public SimulatorBuilder journalListener(Consumer<JournalEntry> listener) {
        journalListener = listener;
        return this;
    }

    /** Time without an inbound byte after which a connection is closed; default 60 s, since clients that ping every 30 s live. */
    public SimulatorBuilder idleTimeout(Duration value) {
        idleTimeout = Checks.positive("idleTimeout", value);
        return this;
    }

    /** Outbound silence after which the server sends a heartbeat; default 25 s. */
    public SimulatorBuilder serverHeartbeatInterval(Duration value) {
        heartbeatInterval = Checks.positive("serverHeartbeatInterval", value);
        return this;
    }

    /** From ORDER_ACCEPTED to ORDER_FILLED of an order that meets the market; zero is allowed; default 20 ms. */
    public SimulatorBuilder fillDelay(Duration value) {
        fillDelay = Checks.notNegative("fillDelay", value);
        return this;
    }

    /**
     * From the quote that a resting order, a stop loss or a take profit waited for to its fill, at the price that the market has by then; a
     * limit that the market left meanwhile rests again. Default zero: with the quote. A real server took 143 to 151 ms.
     */
    public SimulatorBuilder triggerDelay(Duration value) {
        triggerDelay = Checks.notNegative("triggerDelay", value);
        return this;
    }

    /** The clock of timestamps; limits and timers follow the monotonic clock in any case. Default: system time. */
    public SimulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** How far the server's clock is ahead of {@link #clock}; default zero. Limits, timers and lags do not follow it, all else does. */
    public SimulatorBuilder clockOffset(Duration ahead) {
        clockOffset = ahead;
        return this;
    }

    /** How requests above a limit are refused; default BLOCKED_PAYLOAD_TYPE. */
    public SimulatorBuilder rateLimitAnswer(RateLimitAnswer answer) {
        rateLimitAnswer = answer;
        return this;
    }

    /** Code for a second application authorisation; seen are ALREADY_LOGGED_IN (default) and CH_CLIENT_ALREADY_AUTHENTICATED. */
    public SimulatorBuilder secondApplicationAuthError(ProtoOAErrorCode code) {
        secondApplicationAuthError = code;
        return this;
    }

    /** Whether the version may be asked for before the application authorisation; default no. */
    public SimulatorBuilder versionBeforeApplicationAuth(boolean allowed) {
        versionBeforeAuth = allowed;
        return this;
    }

    /** Whether connections hear that a token was refreshed before the refresh is answered instead of after it; default no. */
    public SimulatorBuilder tokenEventsBeforeRefreshAnswer(boolean first) {
        tokenEventsFirst = first;
        return this;
    }

    /** Turns behaviour of the matching engine on; all of it is off by default. */
    public SimulatorBuilder trading(TradingSwitch... on) {
        tradingSwitches.addAll(List.of(on));
        return this;
    }

    /** How a cancel request is answered that comes while its order is being filled; default {@link CancelRace#CANCEL_REJECTED}. */
    public SimulatorBuilder cancelRace(CancelRace race) {
        cancelRace = race;
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

    SimulatorServer.Setup setup() {
        ServerClock serverClock = new ServerClock(clock, clockOffset);
        return new SimulatorServer.Setup(
                new Directory(
                        applications,
                        accounts.values(),
                        new Grants(List.copyOf(accounts.values()), refreshTokens, tokenLifetime, serverClock)),
                List.copyOf(symbols.values()),
                calendar::apply,
                rules(),
                seed,
                quotesPerSecond,
                feedPaused,
                serverClock,
                addresses.addresses(),
                addresses.ports(),
                List.copyOf(faults));
    }

    Consumer<JournalEntry> journalListener() {
        return journalListener;
    }

    /** What belongs to an access token: accounts, scope, refresh token. */
    List<TokenInfo> tokens() {
        return TokenInfo.of(accounts.values(), refreshTokens);
    }

    Map<String, String> applications() {
        return Map.copyOf(applications);
    }

    List<String> hostNames() {
        return List.copyOf(hostNames);
    }

    private ServerRules rules() {
        return new ServerRules(
                new Limits(requestsPerSecond, historicalRequestsPerSecond, rateLimitAnswer, historyRows),
                secondApplicationAuthError.name(),
                versionBeforeAuth,
                idleTimeout,
                heartbeatInterval,
                maxFrameLength,
                fillDelay,
                triggerDelay,
                tokenEventsFirst,
                Set.copyOf(jsonSwitches),
                priceHistory,
                new TradingRules(
                        tradingSwitches, cancelRace, historyRows, new Delays(clock, historyLag, reconcileLag)));
    }
}
