package io.github.camelctrader;

import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DepthMode;
import io.github.camelctrader.client.Durations;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.message.AccountIds;
import io.github.camelctrader.message.CommaSeparated;
import io.github.camelctrader.message.EventTypes;
import io.github.camelctrader.message.TrendbarPeriods;
import io.github.camelctrader.sharing.ConnectionHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Trade and receive market data through the cTrader Open API.
 *
 * <p>All endpoints of one environment share one connection, which keeps itself alive.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ctrader",
        title = "cTrader",
        syntax = "ctrader:environment",
        category = {Category.FINANCE},
        headersClass = CTraderConstants.class,
        remote = true)
public class CTraderEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, MultipleConsumersSupport, EndpointServiceLocation {
    private final UriOptions uriOptions;

    @UriPath(enums = "demo,live", description = "The environment: demo for play money, live for real money.")
    @Metadata(required = true)
    private final Environment environment;

    @UriParam
    private CTraderConfiguration configuration;

    @UriParam(label = "consumer")
    @Metadata(important = true)
    private @Nullable String eventTypes;

    @UriParam(label = "consumer")
    @Metadata(important = true)
    private @Nullable String symbols;

    @UriParam(label = "consumer")
    private @Nullable String trendbars;

    @UriParam(label = "consumer", enums = "none,delta,book", defaultValue = "none")
    private DepthMode depth = DepthMode.NONE;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean spotTimestamps = true;

    @UriParam(label = "consumer", enums = "conflate,queue", defaultValue = "conflate")
    private SlowConsumer slowConsumer = SlowConsumer.CONFLATE;

    @UriParam(label = "consumer", defaultValue = "10000")
    private int queueSize = 10_000;

    @UriParam(label = "producer", enums = OptionEnums.MESSAGE_TYPES)
    @Metadata(important = true)
    private @Nullable String messageType;

    @UriParam(label = "producer", enums = "accepted,final,auto", defaultValue = "auto")
    private OrderReply orderReply = OrderReply.AUTO;

    @UriParam(label = "producer")
    private boolean pinAccount;

    @UriParam(label = "producer", enums = "none,all,pages", defaultValue = "none")
    private Paging paging = Paging.NONE;

    @UriParam(label = "producer", enums = "request,symbol,profit,computedProfit", defaultValue = "request")
    private Operation operation = Operation.REQUEST;

    CTraderEndpoint(
            String uri,
            CTraderComponent component,
            Environment environment,
            CTraderConfiguration configuration,
            Set<String> namedOptions) {
        super(uri, component);
        this.environment = environment;
        this.configuration = configuration;
        this.uriOptions = new UriOptions(namedOptions);
    }

    @Override
    public Producer createProducer() {
        uriOptions.refuseConsumerOptions();
        return new CTraderProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        uriOptions.refuseProducerOptions();
        CTraderConsumer consumer = new CTraderConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /**
     * For {@code pollEnrich}, {@code poll} and consumer templates. A problem comes out of the call that receives, so that it
     * reaches the error handler of the route that polls with and without bridgeErrorHandler.
     */
    @Override
    public PollingConsumer createPollingConsumer() {
        uriOptions.refuseProducerOptions();
        return new CTraderPollingConsumer(this);
    }

    /** Always true: an event goes to every consumer that asks for it. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public CTraderComponent getComponent() {
        return (CTraderComponent) Objects.requireNonNull(super.getComponent(), "component");
    }

    @Override
    public String getServiceUrl() {
        return ConnectionOptions.host(environment, configuration) + ":" + configuration.getPort();
    }

    @Override
    public String getServiceProtocol() {
        return "ctrader";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("environment", environment.toString());
    }

    /**
     * What this endpoint wants its connection to be made with.
     *
     * @throws InvalidRequestException when an option is missing, out of range or contradicts another one
     */
    ConnectionSettings connectionSettings() {
        return ConnectionOptions.settings(environment, configuration, getComponent());
    }

    /** A share in the connection, on which the accounts are known. */
    ConnectionHandle connect(Set<Long> accounts) {
        return getComponent().connect(connectionSettings(), client -> {
            for (long accountId : accounts) {
                client.useAccount(accountId, tokensFor(accounts));
            }
        });
    }

    /**
     * What a consumer of this endpoint wants to see.
     *
     * @throws InvalidRequestException when an option cannot be understood or needs another one
     */
    EventInterest interest() {
        return new EventInterest(
                EventTypes.parse(eventTypes),
                AccountIds.parse(configuration.getAccountId()),
                symbols == null ? List.of() : CommaSeparated.items("symbols", symbols),
                spotTimestamps,
                slowConsumer,
                queueSize,
                TrendbarPeriods.parse(trendbars),
                depth);
    }

    /**
     * The tokens that give access to accounts, or null when none are configured.
     *
     * @throws InvalidRequestException when the options about tokens contradict each other, or the file cannot be used
     */
    @Nullable
    AccountTokens tokens() {
        return TokenOptions.tokens(configuration, uriOptions, getComponent());
    }

    /**
     * The tokens that give access to the accounts of this endpoint.
     *
     * @throws InvalidRequestException when there are none
     */
    AccountTokens tokensFor(Set<Long> accounts) {
        return TokenOptions.needed(tokens(), accounts, getComponent());
    }

    /**
     * The bound of one request.
     *
     * @throws InvalidRequestException when it is not longer than zero, or absurdly long
     */
    Duration requestTimeout() {
        return Durations.positive("requestTimeout", configuration.getRequestTimeout());
    }

    /**
     * The bound of one order request, before its outcome is looked up.
     *
     * @throws InvalidRequestException when it is not longer than zero
     */
    Duration orderTimeout() {
        return Durations.positive("orderTimeout", configuration.getOrderTimeout());
    }

    /** The environment that the URI names. */
    public Environment getEnvironment() {
        return environment;
    }

    public CTraderConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that component and endpoint share, as one object. */
    public void setConfiguration(CTraderConfiguration configuration) {
        this.configuration = configuration;
    }

    public @Nullable String getEventTypes() {
        return eventTypes;
    }

    /**
     * The events to consume, separated by commas, in any case, without ProtoOA and with or without Event at the end: Spot,
     * Execution, OrderError, TraderUpdated, and so on. Connection (the connection changed its state), Download (how far a download of history is), Gap (events may
     * have been missed), OrderOutcome (what became of an order whose caller could not be told) and TokenRefreshed are made by
     * the component itself and come only when they are named. Without this option, and with
     * All in it, every event of the server is consumed.
     */
    public void setEventTypes(@Nullable String eventTypes) {
        this.eventTypes = eventTypes;
    }

    public @Nullable String getSymbols() {
        return symbols;
    }

    /**
     * Names or ids of symbols, separated by commas: their spots are subscribed for each account of this endpoint, and
     * events about other symbols are left out. Needs accountId.
     */
    public void setSymbols(@Nullable String symbols) {
        this.symbols = symbols;
    }

    public @Nullable String getTrendbars() {
        return trendbars;
    }

    /**
     * Periods of live bars, separated by commas: M1, M2, M3, M4, M5, M10, M15, M30, H1, H4, H12, D1, W1, MN1. They are subscribed for
     * each of symbols, and come as events of type Trendbar: while they are being formed, conflated if the route is slow, and each
     * one once when it is closed. Needs symbols.
     */
    public void setTrendbars(@Nullable String trendbars) {
        this.trendbars = trendbars;
    }

    public DepthMode getDepth() {
        return depth;
    }

    /**
     * The order books of symbols, as events of type Depth. The value none is for no such events; delta is for every change as
     * the server sends it, in order; book is for the whole book after a change, of which a slow route gets the newest. Needs
     * symbols.
     */
    public void setDepth(DepthMode depth) {
        this.depth = depth;
    }

    public boolean isSpotTimestamps() {
        return spotTimestamps;
    }

    /** Whether to ask the server for its time in spot events. */
    public void setSpotTimestamps(boolean spotTimestamps) {
        this.spotTimestamps = spotTimestamps;
    }

    public SlowConsumer getSlowConsumer() {
        return slowConsumer;
    }

    /**
     * What happens to quotes while the route is slower than the market: conflate merges those of a symbol into one that is
     * up to date; queue keeps every one in order, up to queueSize. Executions are never merged.
     */
    public void setSlowConsumer(SlowConsumer slowConsumer) {
        this.slowConsumer = slowConsumer;
    }

    public int getQueueSize() {
        return queueSize;
    }

    /**
     * How many events may wait for the route in each queue. When quotes fill theirs (slowConsumer=queue), the oldest is
     * dropped; when all other events fill theirs, they become one gap. Both are reported as a Gap event.
     */
    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public @Nullable String getMessageType() {
        return messageType;
    }

    /**
     * Name of the request to send, with or without ProtoOA: NewOrderReq, ReconcileReq, VersionReq, and so on. Needed unless
     * the body is a request message or the header CamelCTraderMessageType names one.
     */
    public void setMessageType(@Nullable String messageType) {
        this.messageType = messageType;
    }

    public OrderReply getOrderReply() {
        return orderReply;
    }

    /**
     * When a new order or a close is answered: accepted as soon as the server took it; final when it is filled to the end,
     * cancelled or expired, or still rests after orderTimeout; auto is final for orders that the market ends at once (market,
     * market range, immediate or cancel, fill or kill, closes) and accepted for orders that rest. A refusal is an exception
     * in any case.
     */
    public void setOrderReply(OrderReply orderReply) {
        this.orderReply = orderReply;
    }

    public boolean isPinAccount() {
        return pinAccount;
    }

    /**
     * Whether accountId is the only account of this endpoint: a body or a header that names another one is refused. Otherwise
     * they take precedence over the option.
     */
    public void setPinAccount(boolean pinAccount) {
        this.pinAccount = pinAccount;
    }

    public Paging getPaging() {
        return paging;
    }

    /**
     * How much of the history that a request asks for is read. The value none sends it once and returns the answer, as the server
     * cuts it. The value all reads the whole range from fromTimestamp to toTimestamp of the body (Unix ms, both inclusive) in as many
     * requests as it takes; the body is an iterator of rows, oldest first, which is read on while it is iterated and closed when the exchange
     * ends. The value pages does the same with lists of rows. For GetTrendbarsReq, GetTickDataReq, DealListReq, OrderListReq and
     * CashFlowHistoryListReq.
     */
    public void setPaging(Paging paging) {
        this.paging = paging;
    }

    public Operation getOperation() {
        return operation;
    }

    /**
     * What the producer does. The value request sends the request that the exchange carries. The others leave the body aside: symbol
     * tells what the symbol of the header CamelCTraderSymbolName or CamelCTraderSymbolId is, and whether its market is open; profit
     * tells what the open positions of the account would bring, as the server says; computedProfit computes that from positions and
     * the last quotes of what is subscribed.
     */
    public void setOperation(Operation operation) {
        this.operation = operation;
    }
}
