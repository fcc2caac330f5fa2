package io.github.camelctrader.client.session;

import com.google.protobuf.Message;
import io.github.camelctrader.client.AccountDirectory;
import io.github.camelctrader.client.AccountProfit;
import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.Durations;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestTexts;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.order.OrderAnswer;
import io.github.camelctrader.client.request.RequestKind;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.Randomness;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The implementation of {@link CTraderClient}: takes calls on any thread to the {@link ClientCore} on the loop, and completes their
 * futures on the callers' executor.
 */
public final class NettyCTraderClient implements CTraderClient {
    private static final Logger LOG = LoggerFactory.getLogger(NettyCTraderClient.class);

    /** States that may wait for one who watches: more than an hour of a server that is away brings. */
    private static final int STATES_KEPT = 1000;

    private volatile ConnectionSettings settings;
    private final TokenGrants grants;
    private final NettyLoop loop;
    private final ClientCore core;
    private final LoopCalls calls;

    private NettyCTraderClient(
            ConnectionSettings settings,
            Executor executor,
            Executor blocking,
            TokenGrants grants,
            OrderJournal journal) {
        this.settings = settings;
        this.grants = grants;
        this.loop = new NettyLoop("ctrader-" + settings.environment());
        this.calls = new LoopCalls(loop, executor, settings.environment());
        this.core = new ClientCore(settings, loop, grants, blocking, journal, Randomness.fresh());
        Callbacks.whenDone(
                core.connection().closed(), (closed, failure) -> core.accounts().ended());
    }

    /** Opens a client with one executor for everything, and with tokens and an order journal that end with the client. */
    public static CTraderClient open(ConnectionSettings settings, Executor executor) {
        return open(settings, executor, new TokenGrants(Ticker.system()), new MemoryOrderJournal());
    }

    /** Opens a client with one executor for everything. */
    public static CTraderClient open(
            ConnectionSettings settings, Executor executor, TokenGrants grants, OrderJournal journal) {
        return open(settings, executor, executor, grants, journal);
    }

    /**
     * Opens a client; it connects in the background.
     *
     * @param executor completes the futures of callers; must not run tasks on the calling thread
     * @param blocking looks host names up, calls trust managers, token stores and the journal, and prepares order requests; must not
     *     run tasks on the calling thread
     * @param grants the tokens that this client shares with others
     * @param journal where orders are written down; its owner closes it after the client
     */
    public static NettyCTraderClient open(
            ConnectionSettings settings,
            Executor executor,
            Executor blocking,
            TokenGrants grants,
            OrderJournal journal) {
        NettyCTraderClient client = new NettyCTraderClient(settings, executor, blocking, grants, journal);
        client.loop.execute(() -> {
            client.core.orders().start();
            client.core.connection().acquire();
        });
        return client;
    }

    @Override
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    public ConnectionSnapshot snapshot() {
        return core.connection().snapshot();
    }

    @Override
    public List<AccountStatus> accounts() {
        List<AccountStatus> statuses = new ArrayList<>();
        calls.whileOpen(() -> statuses.addAll(core.accounts().statuses()));
        return List.copyOf(statuses);
    }

    @Override
    public ClientReport report() {
        AtomicReference<@Nullable ClientReport> report = new AtomicReference<>();
        calls.whileOpen(() -> report.set(core.report(snapshot())));
        ClientReport told = report.get();
        return told == null ? ClientReport.of(snapshot(), List.of()) : told;
    }

    @Override
    public void useAccount(long accountId, AccountTokens tokens) {
        if (accountId <= 0) {
            throw new InvalidRequestException("accountId", accountId, "must be a positive ctidTraderAccountId");
        }
        Grant grant = grants.of(tokens);
        calls.waitFor(() -> core.use(accountId, grant));
    }

    @Override
    public void mentionAccount(long accountId, AccountTokens tokens) {
        if (accountId <= 0) {
            throw new InvalidRequestException("accountId", accountId, "must be a positive ctidTraderAccountId");
        }
        Grant grant = grants.of(tokens);
        if (!core.accounts().isKnown(accountId, grant)) {
            calls.waitFor(() -> core.accounts().mention(accountId, grant));
        }
    }

    @Override
    public void useForOrdersLeft(AccountTokens tokens) {
        Grant grant = grants.of(tokens);
        calls.waitFor(() -> core.useForOrdersLeft(grant));
    }

    @Override
    public void reconnect() {
        calls.whileOpen(core.connection()::reconnect);
    }

    @Override
    public boolean replaceCredentials(String clientId, String clientSecret) {
        AtomicBoolean taken = new AtomicBoolean();
        calls.waitFor(() -> taken.set(core.replaceCredentials(clientId, clientSecret)));
        if (taken.get()) {
            settings = settings.withCredentials(clientId, clientSecret);
        }
        return taken.get();
    }

    @Override
    public CompletableFuture<Reply> request(Message request, Duration timeout) {
        try {
            Durations.positive("timeout", timeout);
        } catch (InvalidRequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        if (RequestKind.changesOrders(PayloadTypes.payloadTypeOf(request))) {
            return order(request, new OrderOptions(OrderReply.AUTO, timeout, null));
        }
        InvalidRequestException mistake = mistakeIn(request);
        if (mistake != null) {
            return CompletableFuture.failedFuture(mistake);
        }
        return calls.onLoop(() -> core.request(request, timeout)).thenApply(NettyCTraderClient::reply);
    }

    @Override
    public CompletableFuture<Reply> order(OrderIntent intent, OrderOptions options) {
        Message asked = intent.asked();
        InvalidRequestException mistake = intent.preparation() == null ? mistakeIn(asked) : mistakeInText(asked);
        if (mistake == null && !RequestKind.changesOrders(PayloadTypes.payloadTypeOf(asked))) {
            mistake = new InvalidRequestException(
                    "body", asked.getDescriptorForType().getName(), "must change an order or a position");
        }
        if (mistake != null) {
            return CompletableFuture.failedFuture(mistake);
        }
        OrderAnswer known = core.orders().answers().of(settings.environment(), intent, options);
        return (known == null
                        ? calls.onLoop(() -> core.orders().submit(intent, options))
                        : CompletableFuture.completedFuture(known))
                .thenApply(answer -> new Reply(
                        answer.event(),
                        PayloadTypes.payloadTypeOf(answer.event()),
                        answer.clientMsgId(),
                        answer.recovered()));
    }

    @Override
    public <T> HistoryDownload<List<T>> downloadPages(HistoryQuery<T> query, Duration timeout) {
        return core.downloads().pages(query, timeout);
    }

    @Override
    public <T> HistoryDownload<T> download(HistoryQuery<T> query, Duration timeout) {
        return core.downloads().rows(query, timeout);
    }

    private static @Nullable InvalidRequestException mistakeIn(Message request) {
        if (PayloadTypes.payloadTypeOf(request) == 0
                || !request.getDescriptorForType().getName().endsWith("Req")) {
            return new InvalidRequestException(
                    "body", request.getDescriptorForType().getName(), "must be a request of the Open API");
        }
        if (!request.isInitialized()) {
            return new InvalidRequestException(
                    request.findInitializationErrors().get(0),
                    "(absent)",
                    "is required in " + request.getDescriptorForType().getName());
        }
        return mistakeInText(request);
    }

    private static @Nullable InvalidRequestException mistakeInText(Message request) {
        try {
            RequestTexts.check(request);
            return null;
        } catch (InvalidRequestException changed) {
            return changed;
        }
    }

    @Override
    public CompletableFuture<Symbol> symbol(long accountId, SymbolReference reference, Duration timeout) {
        return read(
                accountId,
                "The symbol " + reference,
                timeout,
                () -> core.symbols().find(accountId, reference));
    }

    @Override
    public AccountDirectory directory(long accountId, Duration timeout) {
        Durations.positive("timeout", timeout);
        return new ClientDirectory(accountId, core, timeout, calls);
    }

    @Override
    public CompletableFuture<AccountProfit> profit(long accountId, Duration timeout) {
        return read(accountId, "The profit", timeout, () -> core.profits().reported(accountId));
    }

    @Override
    public CompletableFuture<AccountProfit> computedProfit(long accountId, Duration timeout) {
        return read(accountId, "The profit", timeout, () -> core.profits().computed(accountId));
    }

    private <T> CompletableFuture<T> read(
            long accountId, String what, Duration timeout, Supplier<CompletableFuture<T>> read) {
        try {
            Durations.positive("timeout", timeout);
        } catch (InvalidRequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return calls.onLoop(() -> core.reads().read(accountId, what, timeout, read));
    }

    @Override
    public EventSubscription subscribe(EventInterest interest, EventSink sink, Executor sinkExecutor) {
        Delivery delivery = new Delivery(
                interest,
                sink,
                sinkExecutor,
                loop,
                settings.environment(),
                core.consumers().refill(),
                core.consumers().books());
        AtomicReference<@Nullable Subscriber> begun = new AtomicReference<>();
        calls.waitFor(() -> begun.set(
                core.consumers().begin(interest, delivery, core.orders().untold())));
        return new ClientSubscription(
                delivery, Objects.requireNonNull(begun.get(), "begun on the loop"), core.consumers(), loop);
    }

    /** Tells a sink of each state of the connection, beginning with the present one, for as long as the client is open. */
    public void watch(EventSink sink, Executor sinkExecutor) {
        EventInterest states =
                new EventInterest(Set.of("connection"), Set.of(), List.of(), false, SlowConsumer.QUEUE, STATES_KEPT);
        Delivery delivery = new Delivery(states, sink, sinkExecutor, loop, settings.environment(), null);
        calls.waitFor(() -> core.consumers().watch(delivery));
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        try {
            loop.run(core.connection()::close);
        } catch (RejectedExecutionException alreadyClosed) {
            LOG.debug("Closed before", alreadyClosed);
        }
        return core.connection()
                .closed()
                .thenCompose(closed -> core.orders().journalWritten())
                .handle((written, failure) -> null);
    }

    @Override
    public void close() {
        closeAsync().join();
    }

    private static Reply reply(InboundMessage answer) {
        return new Reply(answer.message(), answer.payloadType(), String.valueOf(answer.clientMsgId()));
    }
}
