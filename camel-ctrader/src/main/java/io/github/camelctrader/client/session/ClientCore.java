package io.github.camelctrader.client.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountLogoutReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionSnapshot;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.account.AccountListener;
import io.github.camelctrader.client.account.AccountStates;
import io.github.camelctrader.client.account.ApplicationAuthorisation;
import io.github.camelctrader.client.connection.Connection;
import io.github.camelctrader.client.connection.ConnectionListener;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.download.Downloads;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.market.Profits;
import io.github.camelctrader.client.market.ReferenceReads;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.order.OrderManager;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.RequestManager;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.NettyLoop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.UniqueIds;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.client.token.TokenSaver;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.ServerTimestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Joins the packages of one connection: says what happens in which package at each stage of the connection's and of an account's
 * life.
 */
@OnLoop
final class ClientCore implements ConnectionListener, AccountListener {
    private static final Duration SUSPENSION = Duration.ofMinutes(1);
    private static final Duration SUSPENSION_MAX = Duration.ofMinutes(10);
    private static final Duration SAVE_AGAIN = Duration.ofSeconds(1);
    private static final Duration SAVE_AGAIN_MAX = Duration.ofMinutes(5);

    private final ConnectionSettings settings;
    private final NettyLoop loop;
    private final Connection connection;
    private final RequestManager requests;
    private final ApplicationAuthorisation application;
    private final AccountStates accounts;
    private final SymbolDirectory symbols;
    private final ConsumerRegistry consumers;
    private final OrderManager orders;
    private final ServerTime serverTime;
    private final OrdersAtClose ordersLeft;
    private final Downloads downloads;
    private final AccountReads reads;
    private final ReferenceReads reference;
    private final Profits profits;

    /**
     * @param grants tokens, shared with other connections
     * @param executor looks host names up, calls trust managers, saves tokens and waits for the journal's disk
     * @param journal where orders are written down
     */
    ClientCore(
            ConnectionSettings settings,
            NettyLoop loop,
            TokenGrants grants,
            Executor executor,
            OrderJournal journal,
            RandomGenerator random) {
        this.settings = settings;
        this.loop = loop;
        serverTime = new ServerTime(loop);
        Backoff backoff = new Backoff(settings.reconnectDelay(), settings.reconnectMaxDelay(), random);
        connection = new Connection(settings, loop, backoff, executor, this);
        Backoff saving = new Backoff(SAVE_AGAIN, SAVE_AGAIN_MAX, random);
        accounts = new AccountStates(
                settings.environment(),
                this::send,
                loop,
                backoff,
                grants,
                new TokenSaver(executor, loop, saving),
                this);
        requests = new RequestManager(
                loop, connection, settings, accounts, Integer.toString(random.nextInt(1 << 30), Character.MAX_RADIX));
        application =
                new ApplicationAuthorisation(settings, requests, loop, new Backoff(SUSPENSION, SUSPENSION_MAX, random));
        symbols = new SymbolDirectory(requests, loop);
        consumers = new ConsumerRegistry(settings, requests, loop, serverTime, symbols, accounts::isAuthorised);
        orders = new OrderManager(
                settings,
                loop,
                requests::sendForUser,
                new AccountHistory(requests, loop, serverTime),
                serverTime,
                accounts::isOpen,
                UniqueIds.of(random),
                journal,
                executor,
                consumers);
        consumers.alsoTell(orders::recovered);
        ordersLeft = new OrdersAtClose(settings.environment(), accounts, orders);
        downloads = new Downloads(
                settings,
                loop,
                requests::sendForUser,
                () -> serverTime.now().orElseGet(() -> Downloads.surelyPast(loop.now())),
                account -> connection.snapshot().state() == ConnectionState.READY && accounts.isOpen(account),
                consumers::publish);
        reads = new AccountReads(settings, accounts, loop, requests::refusal);
        reference = new ReferenceReads(
                symbols,
                () -> Instant.ofEpochMilli(
                        serverTime.now().orElseGet(() -> loop.now().toEpochMilli())));
        profits = new Profits(requests, symbols, reference, consumers.quotes());
    }

    Connection connection() {
        return connection;
    }

    AccountStates accounts() {
        return accounts;
    }

    RequestManager requests() {
        return requests;
    }

    ConsumerRegistry consumers() {
        return consumers;
    }

    OrderManager orders() {
        return orders;
    }

    ClientReport report(ConnectionSnapshot connection) {
        return consumers
                .report(connection, accounts.statuses(), orders.underWay())
                .with(requests.report(), downloads.underWay(), orders.totals());
    }

    Downloads downloads() {
        return downloads;
    }

    /** Makes an account known, with the grant that its tokens belong to. */
    void use(long accountId, Grant grant) {
        accounts.use(accountId, grant);
        consumers.use(accountId);
    }

    /** Takes a request of the user that changes no order. */
    CompletableFuture<InboundMessage> request(Message request, Duration timeout) {
        CompletableFuture<InboundMessage> answer = requests.sendForUser(request, timeout);
        if (request instanceof ProtoOAAccountLogoutReq logout) {
            accounts.leaving(logout.getCtidTraderAccountId());
            Callbacks.whenDone(
                    answer, (done, failure) -> accounts.left(logout.getCtidTraderAccountId(), failure == null));
        }
        return answer;
    }

    /** Takes other credentials of the application in the place of refused ones, for an attempt that is made now. */
    boolean replaceCredentials(String clientId, String clientSecret) {
        DisconnectCause failure = connection.lastFailure();
        ConnectionState state = connection.snapshot().state();
        boolean refused = failure != null && failure.reason() == DisconnectReason.APPLICATION_REFUSED;
        if (!refused || state != ConnectionState.SUSPENDED && state != ConnectionState.CONNECTING) {
            return false;
        }
        application.replaceCredentials(clientId, clientSecret);
        requests.waitForNextLink();
        connection.attemptNow();
        return true;
    }

    /** Reads of what is kept of an account. */
    AccountReads reads() {
        return reads;
    }

    SymbolDirectory symbols() {
        return symbols;
    }

    ReferenceReads reference() {
        return reference;
    }

    Profits profits() {
        return profits;
    }

    @Override
    public void authoriseApplication(int generation) {
        requests.linkUp(generation);
        Callbacks.whenDone(application.authorise(), (failure, thrown) -> {
            if (thrown != null) {
                throw new IllegalStateException("The authorisation of the application ended without a verdict", thrown);
            }
            if (failure == null) {
                connection.applicationAuthorised(generation);
            } else {
                connection.giveUp(generation, failure);
            }
        });
    }

    @Override
    public void restore(int generation) {
        Callbacks.whenDone(accounts.restore(), (settled, failure) -> connection.restored(generation));
    }

    /** Which tokens give access to accounts that have orders in the journal and that nobody names. */
    void useForOrdersLeft(Grant grant) {
        ordersLeft.use(grant);
    }

    @Override
    public void open() {
        requests.open();
        accounts.linkReady();
        consumers.outages().ready();
        orders.ready();
        ordersLeft.look();
    }

    @Override
    public void received(InboundMessage message) {
        long now = loop.nanoTime();
        Message content = message.message();
        if (content instanceof ProtoOAExecutionEvent || content instanceof ProtoOASpotEvent) {
            serverTime.happened(ServerTimestamps.latest(content), now);
        } else {
            serverTime.stamped(ServerTimestamps.latest(content), now);
        }
        if (message.clientMsgId() != null) {
            consumers.beforeAnswer();
        }
        requests.received(message);
        orders.received(message);
        if (content instanceof ProtoOAAccountDisconnectEvent event) {
            reportedLost(event.getCtidTraderAccountId());
        } else if (content instanceof ProtoOAAccountsTokenInvalidatedEvent event) {
            event.getCtidTraderAccountIdsList().forEach(this::reportedLost);
        } else if (content instanceof ProtoOASymbolChangedEvent event) {
            symbols.onSymbolChanged(event);
            consumers.symbolsChanged(event);
            orders.symbolsChanged(event);
        }
        consumers.received(message, now);
        if (content instanceof ProtoOAClientDisconnectEvent event) {
            connection.giveUp(connection.snapshot().generation(), application.cancelled(event.getReason()));
        }
    }

    @Override
    public void writable() {
        requests.pump();
    }

    @Override
    public void failInFlight(DisconnectCause failure) {
        accounts.linkLost();
        consumers.linkLost();
        symbols.linkLost();
        requests.linkLost(failure);
        orders.linkLost();
    }

    @Override
    public void suspended(Supplier<CTraderException> failure) {
        consumers.problem(failure);
        requests.refuse(failure);
        accounts.refuseWaiting(failure);
    }

    @Override
    public void closing() {
        Supplier<CTraderException> failure = () -> new NotSentException("Not sent: the connection is closing", null);
        requests.refuse(failure);
        accounts.refuseWaiting(failure);
        orders.close();
    }

    @Override
    public void drain() {
        orders.whenIdle(() -> requests.whenIdle(connection::drained));
    }

    @Override
    public void changed(ConnectionEvent event) {
        consumers.publish(event);
    }

    @Override
    public CompletableFuture<Void> authorised(long accountId) {
        return consumers.restore(accountId);
    }

    @Override
    public void settled(long accountId) {
        requests.accountSettled(accountId);
        if (accounts.awaitsTokens(accountId)) {
            consumers.outages().awaitsTokens(accountId);
        } else if (!accounts.isAuthorised(accountId)) {
            consumers.outages().notAuthorised(accountId);
        }
        orders.accountReady(accountId);
    }

    @Override
    public boolean isNeeded(long accountId) {
        return orders.concerns(accountId);
    }

    @Override
    public void sessionLost(long accountId) {
        consumers.outages().endedUnnoticed(accountId);
        consumers.accountDoubtful(accountId);
        orders.sessionLost(accountId);
    }

    @Override
    public void refused(long accountId, CTraderException cause) {
        consumers.outages().ended(accountId);
        consumers.accountLost(accountId);
        consumers.problem(accountId, cause);
    }

    @Override
    public void problem(long accountId, CTraderException cause) {
        consumers.problem(accountId, cause);
    }

    @Override
    public void tokenRefreshed(TokenRefreshedEvent event) {
        consumers.publish(event);
    }

    @Override
    public void applicationLost() {
        accounts.statuses().forEach(account -> sessionLost(account.accountId()));
        connection.applicationLost(connection.snapshot().generation());
    }

    @Override
    public void linkUseless(DisconnectCause failure) {
        connection.giveUp(connection.snapshot().generation(), failure);
    }

    /** What an account has at the server is verified when it is authorised again, and gone if its user logged it out. */
    private void reportedLost(long accountId) {
        boolean renewing = accounts.isRenewing(accountId);
        boolean loggedOut = accounts.reportedLost(accountId);
        if (renewing && !loggedOut) {
            consumers.outages().renewed(accountId);
        } else {
            consumers.outages().ended(accountId);
        }
        if (loggedOut) {
            consumers.accountLost(accountId);
        } else {
            consumers.accountDoubtful(accountId);
        }
        orders.sessionLost(accountId);
    }

    private CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        return requests.send(request, priority);
    }
}
