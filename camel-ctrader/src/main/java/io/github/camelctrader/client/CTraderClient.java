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
 * Futures complete on the client's callback executor, never on the connection's own thread; that of a repeated order
 * request whose outcome is in memory is complete when it is returned.
 */
public interface CTraderClient extends AutoCloseable {
    /** The settings that the connection was opened with. */
    ConnectionSettings settings();

    /** The present state of the connection. */
    ConnectionSnapshot snapshot();

    /**
     * The status of each account that was made known, in the order in which that was done. Waits for the connection's own thread,
     * which never waits for anything; empty once the connection is closed.
     */
    List<AccountStatus> accounts();

    /**
     * What operators ask about a connection: its state, accounts, consumers, orders and last failures. Waits for the connection's own
     * thread, which never waits for anything. Once the connection is closed the report holds its state only.
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

    /** Makes an account known as {@link #useAccount(long, AccountTokens)} does, with an access token that is not refreshed. */
    default void useAccount(long accountId, String accessToken) {
        useAccount(accountId, AccountTokens.of(accessToken));
    }

    /**
     * As {@link #useAccount(long, AccountTokens)}, for an account that only a request names: it is authorised when its requests
     * ask for it, delays no other account, and is forgotten when it is refused and has no open order. A token store that was read
     * before is not read again. Waits for nothing when the account is known.
     *
     * @throws NotSentException when a thousand such accounts are in use already
     */
    default void mentionAccount(long accountId, AccountTokens tokens) {
        useAccount(accountId, tokens);
    }

    /**
     * Replaces credentials that the server refused, and makes the next attempt at once.
     *
     * @return true if they replaced the present ones; false if the server did not refuse those
     */
    boolean replaceCredentials(String clientId, String clientSecret);

    /**
     * Replaces the present link by a new one, or makes the next attempt to connect at once. Requests that were sent and not
     * answered are treated as after any loss of a link. Nothing happens once the connection is closed.
     */
    default void reconnect() {}

    /**
     * Sends one request and completes with its answer. A request of an account that was made known waits until that
     * account is authorised. The future fails with a {@link CTraderException} only. A request that changes an order is carried out
     * as {@link #order} does, with {@link OrderReply#AUTO} and an id of its own.
     *
     * @param request any {@code ProtoOA...Req}; required fields must be set
     * @param timeout bound of waiting in the queue and on the wire together
     */
    CompletableFuture<Reply> request(Message request, Duration timeout);

    /**
     * Carries out a request that changes an order or a position: a new order, a cancel, an amendment of an order or of a
     * position's protection, or a close. The request is written to the journal before it is sent, and never sent twice. It has one
     * answer: the execution event that is its outcome, which is looked up where the server does not send it; an exception that says
     * that nothing happened ({@link NotSentException}, {@link RequestRejectedException}); or, some time after {@code
     * options.timeout()}, an {@link OutcomeUnknownException}. In the last case the look-up continues and ends in an {@link
     * OrderOutcomeEvent}.
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
     * The same for a request that is prepared only when it is about to be carried out: if an earlier operation with the same id
     * asked for the same, its outcome is the answer, whether the connection is ready or not.
     *
     * <p>Requests that read the order or position that they change are carried out one after another: the next one is prepared when
     * the outcome of the one before is known, or when that one can have no effect any more. This wait counts towards {@code
     * options.timeout()}; the preparation does not.
     *
     * @return fails as {@link #order(Message, OrderOptions)} does, or with the failure of the preparation; nothing was sent then
     */
    CompletableFuture<Reply> order(OrderIntent intent, OrderOptions options);

    /**
     * Names tokens for accounts that no consumer or producer uses, but that have orders in the journal whose outcome is unknown. These
     * orders are looked up with the tokens once the connection is ready. Without tokens, a warning lists them.
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

    /** The same for a name or an id as text; see {@link SymbolReference#of}. */
    default CompletableFuture<Symbol> symbol(long accountId, String nameOrId) {
        return symbol(accountId, SymbolReference.of(nameOrId));
    }

    /**
     * The reference data of an account: symbols, assets, categories, leverage, market hours.
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
     * The profit of an account's open positions as the server computes it; {@link #computedProfit} is used where the server does not
     * support the request. Servers expect the request at most every two or three seconds.
     *
     * @param timeout bound of waiting for the account and for the server together
     */
    CompletableFuture<AccountProfit> profit(long accountId, Duration timeout);

    /**
     * The same, computed from the positions that the server lists and from the last quotes on this link. Only subscribed symbols have
     * quotes. Where the quote of a position's symbol is missing, or one for the conversion to the deposit asset, the profit is unknown
     * and names the missing symbol. Rounded to the digits of the account's money.
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
