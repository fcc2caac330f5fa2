package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.AccountDirectory;
import io.github.camelctrader.client.AccountProfit;
import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.client.SymbolReference;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client without a server: notes what it is asked, answers as it is told, and lets a test make events. */
final class RecordingClient implements CTraderClient {
    final List<Message> requests = new CopyOnWriteArrayList<>();
    final List<OrderOptions> orders = new CopyOnWriteArrayList<>();
    final List<Duration> timeouts = new CopyOnWriteArrayList<>();
    final List<Duration> lookUps = new CopyOnWriteArrayList<>();
    final Map<Long, String> accounts = new ConcurrentHashMap<>();
    final Map<String, Symbol> symbols = new HashMap<>();
    final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    volatile boolean closing;
    volatile boolean closesAtOnce = true;
    volatile Function<Message, CompletableFuture<Reply>> answers = RecordingClient::emptyAnswer;

    volatile boolean credentialsRefused;
    volatile boolean refusesTokensOfItsOwn;
    private volatile ConnectionSettings settings;

    RecordingClient(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    public ConnectionSnapshot snapshot() {
        return new ConnectionSnapshot(settings.environment(), ConnectionState.READY, 1, 0, Instant.EPOCH, null, null);
    }

    @Override
    public List<AccountStatus> accounts() {
        return List.of();
    }

    @Override
    public void useAccount(long accountId, AccountTokens tokens) {
        String accessToken = String.valueOf(tokens.accessToken());
        String present = accounts.putIfAbsent(accountId, accessToken);
        if (present != null && !present.equals(accessToken)) {
            throw new InvalidRequestException("accessToken", "(secret)", "account is in use with another token");
        }
    }

    @Override
    public void useForOrdersLeft(AccountTokens tokens) {
        if (refusesTokensOfItsOwn) {
            throw new InvalidRequestException("refreshToken", "(secret)", "belongs to another access token");
        }
    }

    @Override
    public boolean replaceCredentials(String clientId, String clientSecret) {
        if (credentialsRefused) {
            settings = settings.withCredentials(clientId, clientSecret);
        }
        return credentialsRefused;
    }

    @Override
    public CompletableFuture<Reply> request(Message request, Duration timeout) {
        requests.add(request);
        timeouts.add(timeout);
        return answers.apply(request);
    }

    @Override
    public CompletableFuture<Reply> order(OrderIntent intent, OrderOptions options) {
        CompletableFuture<Message> ready = intent.preparation() == null
                ? CompletableFuture.completedFuture(intent.asked())
                : intent.preparation().get();
        return ready.thenCompose(request -> {
            orders.add(options);
            return request(request, options.timeout());
        });
    }

    @Override
    public <T> HistoryDownload<List<T>> downloadPages(HistoryQuery<T> query, Duration timeout) {
        throw new UnsupportedOperationException("There is no history");
    }

    @Override
    public <T> HistoryDownload<T> download(HistoryQuery<T> query, Duration timeout) {
        throw new UnsupportedOperationException("There is no history");
    }

    @Override
    public CompletableFuture<Symbol> symbol(long accountId, SymbolReference reference, Duration timeout) {
        lookUps.add(timeout);
        Symbol symbol = symbols.get(reference.toString());
        return symbol == null
                ? CompletableFuture.failedFuture(new InvalidRequestException("symbol", reference, "is not known"))
                : CompletableFuture.completedFuture(symbol);
    }

    @Override
    public AccountDirectory directory(long accountId, Duration timeout) {
        throw new UnsupportedOperationException("There is no directory");
    }

    @Override
    public CompletableFuture<AccountProfit> profit(long accountId, Duration timeout) {
        throw new UnsupportedOperationException("There are no positions");
    }

    @Override
    public CompletableFuture<AccountProfit> computedProfit(long accountId, Duration timeout) {
        throw new UnsupportedOperationException("There are no positions");
    }

    @Override
    public EventSubscription subscribe(EventInterest interest, EventSink sink, Executor executor) {
        Subscription subscription = new Subscription(interest, sink, executor);
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        closing = true;
        if (closesAtOnce) {
            closed.complete(null);
        }
        return closed;
    }

    @Override
    public void close() {
        closeAsync().join();
    }

    /** The answer that belongs to a request, without any field. */
    static CompletableFuture<Reply> emptyAnswer(Message request) {
        String name = request.getDescriptorForType().getName();
        Message answer = PayloadTypes.schema().prototype(name.substring(0, name.length() - 1) + "s");
        Message sent = answer == null ? request : answer;
        return CompletableFuture.completedFuture(new Reply(sent, PayloadTypes.payloadTypeOf(sent), "1-1"));
    }

    /** A subscription that a test feeds. */
    static final class Subscription implements EventSubscription {
        final EventInterest interest;
        final EventSink sink;
        final Executor executor;
        volatile boolean suspended;
        volatile boolean ended;
        volatile int pending;
        volatile boolean waitsForItsConsumer;
        volatile boolean goesOn;
        volatile @Nullable Instant missed;

        Subscription(EventInterest interest, EventSink sink, Executor executor) {
            this.interest = interest;
            this.sink = sink;
            this.executor = executor;
        }

        /** Hands an event over; completes when the consumer says that it is done. */
        CompletableFuture<Void> deliver(ClientEvent event) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            executor.execute(() -> sink.accept(event, () -> {
                if (!done.complete(null)) {
                    done.obtrudeException(new IllegalStateException("done was run twice"));
                }
            }));
            return done;
        }

        @Override
        public void suspend() {
            suspended = true;
        }

        @Override
        public void resume() {
            suspended = false;
        }

        @Override
        public boolean park() {
            ended = !waitsForItsConsumer;
            return waitsForItsConsumer;
        }

        @Override
        public void unpark() {
            goesOn = true;
        }

        @Override
        public void missed(Instant since) {
            missed = since;
        }

        @Override
        public int pending() {
            return pending;
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
