package io.github.camelctrader.client;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One connection to one environment, which keeps itself alive: it authorises the application, then the accounts, sends
 * heartbeats, and after a lost link puts everything back in place. All methods may be called on any thread; none waits for the
 * server except {@link #close()}.
 * Futures complete on the client's callback executor, never on the connection's own thread.
 */
public interface CTraderClient extends AutoCloseable {
    /** The settings that the connection was opened with. */
    ConnectionSettings settings();

    /** Where the connection stands now. */
    ConnectionSnapshot snapshot();

    /**
     * Where the accounts stand that were made known, in the order in which they were. Waits for the connection's own thread,
     * which never waits for anything; empty once the connection is closed.
     */
    List<AccountStatus> accounts();

    /**
     * What people ask about a connection. Waits for the connection's own thread, which never waits for anything; once the connection
     * is closed only where it stands is told.
     */
    default ClientReport report() {
        return ClientReport.of(snapshot(), accounts());
    }

    /**
     * Makes an account known: it is authorised now and after every reconnect, with tokens that are refreshed when it is time.
     * Doing so again with the same tokens, or with older or newer ones of the same cTrader ID, changes nothing, except that an
     * account that was logged out is authorised again. May read the token store; waits for the connection's own thread, which
     * never waits for anything.
     *
     * @param accountId {@code ctidTraderAccountId}, which is not the login number shown to traders
     * @param tokens OAuth tokens of the cTrader ID that granted the account
     * @throws InvalidRequestException when the account is in use with other tokens that were not refused, or the token store
     *     cannot be read
     */
    void useAccount(long accountId, AccountTokens tokens);

    /** As the other one, with an access token that is not renewed. */
    default void useAccount(long accountId, String accessToken) {
        useAccount(accountId, AccountTokens.of(accessToken));
    }

    /**
     * As {@link #useAccount(long, AccountTokens)}, for an account that only a request names: it is authorised when its requests
     * ask for it, keeps nobody else waiting, and is forgotten when it is refused and no order of it is open. Reads no token
     * store that was read before, and waits for nothing when the account is known.
     *
     * @throws NotSentException when a thousand such accounts are in use already
     */
    default void mentionAccount(long accountId, AccountTokens tokens) {
        useAccount(accountId, tokens);
    }

    /**
     * Gives a connection whose credentials the server refuses other ones, and makes the next attempt at once.
     *
     * @return whether they were taken; false when nothing is wrong with the present ones, as far as is known
     */
    boolean replaceCredentials(String clientId, String clientSecret);

    /**
     * Sends one request and completes with its answer. A request of an account that was made known waits until that
     * account is authorised. The future fails with a {@link CTraderException} only. A request that changes an order goes the
     * way of {@link #order}, with {@link OrderReply#AUTO} and an id of its own.
     *
     * @param request any {@code ProtoOA...Req}; required fields must be set
     * @param timeout bound of waiting in the queue and on the wire together
     */
    CompletableFuture<Reply> request(Message request, Duration timeout);

    /**
     * Carries out a request that changes an order or a position: a new order, a cancel, an amendment of an order or of a
     * position's protection, or a close. It is written to the journal before it is sent, never sent twice, and answered once:
     * with the execution event that tells what became of it, which is looked up where the server does not say so; with
     * what says that nothing happened ({@link NotSentException}, {@link RequestRejectedException}); or with an
     * {@link OutcomeUnknownException} some time after {@code options.timeout()}, while the look-up goes on and ends in an
     * {@link OrderOutcomeEvent}.
     *
     * <p>An empty {@code clientOrderId} and an empty {@code label} of a new order are filled in with the operation's id.
     *
     * <p>The request is sent as it is given: what an amendment leaves out, the server takes away, and a request of another
     * program or route that changes the same order or position at the same time may be undone by it.
     *
     * @param request required fields must be set
     * @return fails with {@link InvalidRequestException} when an earlier operation with the same id asked for something else
     */
    default CompletableFuture<Reply> order(Message request, OrderOptions options) {
        return order(OrderIntent.ready(request), options);
    }

    /**
     * The same for a request that is made ready only when it is to be carried out: if an earlier operation with the same id
     * asked for the same, its outcome is the answer, whether the connection is ready or not.
     *
     * <p>Of the requests that read what they change, one at a time has its turn for an order or position: the next one is made
     * ready after the outcome of the one before is known, or when that can have no effect any more. The wait for the turn belongs
     * to {@code options.timeout()}, the time of making it ready does not.
     *
     * @return fails as the other one does, and with what making it ready failed with; nothing was sent then
     */
    CompletableFuture<Reply> order(OrderIntent intent, OrderOptions options);

    /**
     * Gives access to accounts that nobody names, but that have orders in the journal of which the outcome is not known: they are
     * looked up with these tokens once the connection is ready. Without, a warning names what is left.
     */
    default void useForOrdersLeft(AccountTokens tokens) {}

    /**
     * Reads history over any range, page by page, in as many requests as it takes. Downloads share one place in the queue of
     * requests, so that everything else goes before them; a request's time does not run while it waits for that place or for the
     * server's limits. Close what this returns.
     *
     * @param timeout bound of the wait for one answer, and of waiting while the connection or the account is not ready
     * @return lists of rows, none of them empty
     * @throws InvalidRequestException when the timeout is not longer than zero
     */
    <T> HistoryDownload<List<T>> downloadPages(HistoryQuery<T> query, Duration timeout);

    /** The same, row by row. */
    <T> HistoryDownload<T> download(HistoryQuery<T> query, Duration timeout);

    /** The same, with the time that the connection has for its own requests. */
    default <T> HistoryDownload<T> download(HistoryQuery<T> query) {
        return download(query, settings().requestTimeout());
    }

    /**
     * Finds a symbol of an account. Answers come from memory once the account's symbols were read on the present link; the
     * server's symbol-changed events keep them fresh.
     *
     * @param timeout bound of waiting for the account and for the server together
     * @return fails with {@link InvalidRequestException} when there is no such symbol, or more than one, and with {@link
     *     NotSentException} when it was not found in time
     */
    CompletableFuture<Symbol> symbol(long accountId, SymbolReference reference, Duration timeout);

    /** The same, with the time that the connection has for its own requests. */
    default CompletableFuture<Symbol> symbol(long accountId, SymbolReference reference) {
        return symbol(accountId, reference, settings().requestTimeout());
    }

    /** The same for a text that people wrote: see {@link SymbolReference#of}. */
    default CompletableFuture<Symbol> symbol(long accountId, String nameOrId) {
        return symbol(accountId, SymbolReference.of(nameOrId));
    }

    /**
     * What an account may trade and what belongs to that: assets, categories, leverage, the hours of markets.
     *
     * @param timeout bound of waiting for the account and for the server together, for each of its answers
     * @throws InvalidRequestException when the timeout is not longer than zero
     */
    AccountDirectory directory(long accountId, Duration timeout);

    /** The same, with the time that the connection has for its own requests. */
    default AccountDirectory directory(long accountId) {
        return directory(accountId, settings().requestTimeout());
    }

    /**
     * What the open positions of an account would bring now, as the server tells it; computed as {@link #computedProfit} does where
     * the server does not know the request. Servers want it asked for every two or three seconds at most.
     *
     * @param timeout bound of waiting for the account and for the server together
     */
    CompletableFuture<AccountProfit> profit(long accountId, Duration timeout);

    /**
     * The same, computed from the account's positions as the server lists them and from the last quotes on this link. Only what
     * somebody subscribes has quotes: where one is missing, of a position's symbol or on the way from its quote asset to the deposit
     * asset, the profit is not known and says which. Rounded to the digits of the account's money.
     */
    CompletableFuture<AccountProfit> computedProfit(long accountId, Duration timeout);

    /**
     * Delivers events to a sink from now on, and subscribes spots for it if it names symbols. Waits for the connection's own
     * thread, which never waits for anything.
     *
     * @param executor runs the sink; may be shared between subscriptions
     */
    EventSubscription subscribe(EventInterest interest, EventSink sink, Executor executor);

    /**
     * Closes the connection: nothing new is taken, requests in flight may end within a bounded time, all others fail
     * with {@link NotSentException}. Completes when the link is closed and the connection's thread has ended.
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for its end. */
    @Override
    void close();
}
