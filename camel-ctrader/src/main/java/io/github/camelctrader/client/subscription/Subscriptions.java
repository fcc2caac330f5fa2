package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which spots, live bars and order books are wanted, counted per account, symbol and period: the first user subscribes, the last one
 * unsubscribes, and what is wanted outlives every link. No account waits for another one.
 *
 * <p>cTrader Open API: subscribing what is subscribed is an error (ALREADY_SUBSCRIBED), and one refused symbol refuses
 * the whole request without being named. So a refused request for several symbols is asked again for each alone.
 *
 * <p>The connection's loop also runs all callbacks.
 */
@OnLoop
public final class Subscriptions {
    private final Requests requests;
    private final Loop loop;
    private final SymbolNames names;
    private final TopicListener listener;
    private final Map<Long, AccountSubscriptions> accounts = new HashMap<>();

    /**
     * @param requests how requests go out
     * @param loop the connection's loop
     * @param names names of symbols, used in messages only
     * @param listener is told what becomes of subscriptions
     */
    public Subscriptions(Requests requests, Loop loop, SymbolNames names, TopicListener listener) {
        this.requests = requests;
        this.loop = loop;
        this.names = names;
        this.listener = listener;
    }

    /**
     * Wants something of symbols until the lease is closed. Nothing is sent before the account's {@link #restore}. If a symbol is
     * subscribed without timestamps and somebody wants them, it is unsubscribed and subscribed anew; one user that wants timestamps
     * gives them to all.
     *
     * @param accountId {@code ctidTraderAccountId}
     * @param problems is told, once per subscription and kind of failure, what the server does not give: of a refusal at once, of
     *     a missing answer when it repeats, of an order book only the first failure. Each such subscription is requested again with
     *     growing delays, up to about a minute (nine minutes for a symbol that the server does not know and for an order book). One
     *     that was refused is also requested again at once for the next lease, after {@link #changed} and on the next link
     */
    public Lease want(long accountId, Wanted wanted, Consumer<CTraderException> problems) {
        loop.check();
        return account(accountId).want(wanted, problems);
    }

    /**
     * The account was authorised, on a new link or once more on this one: forgets what stood at the server and subscribes
     * all that is wanted.
     *
     * @return completes when all spots and bars that are wanted are subscribed, refused or wait for their next attempt; never fails,
     *     but is cancelled when the link is lost or the account is restored again meanwhile
     */
    public CompletableFuture<Void> restore(long accountId) {
        loop.check();
        return account(accountId).restore();
    }

    /** The broker changed symbols of an account (none stands for all): refused subscriptions of them are requested again. */
    public void changed(long accountId, Collection<Long> symbolIds) {
        loop.check();
        account(accountId).changed(symbolIds);
    }

    /** The link is gone: nothing is sent for any account until it is restored, and no answer still to come counts. */
    public void linkLost() {
        loop.check();
        accounts.values().forEach(AccountSubscriptions::lost);
    }

    /** The same for one account whose session ended while the link lives. */
    public void accountLost(long accountId) {
        loop.check();
        account(accountId).lost();
    }

    /** Whether events of a subscription come in now, as far as the server's answers tell. */
    public boolean isActive(long accountId, Topic topic) {
        loop.check();
        return account(accountId).isActive(topic);
    }

    /** Has the server begin a subscription from the start, if it stands. */
    public void renew(long accountId, Topic topic) {
        loop.check();
        account(accountId).renew(topic);
    }

    /** How many subscriptions of each kind the server has, by account. */
    public Map<Long, Map<String, Integer>> active() {
        loop.check();
        Map<Long, Map<String, Integer>> active = new TreeMap<>();
        accounts.forEach((accountId, subscriptions) -> active.put(accountId, subscriptions.active()));
        active.values().removeIf(Map::isEmpty);
        return active;
    }

    /**
     * The subscriptions that are wanted and that the server does not give, by account; each with the id of its symbol, and the name
     * if that is known.
     */
    public Map<Long, Set<String>> refused() {
        loop.check();
        Map<Long, Set<String>> refused = new TreeMap<>();
        accounts.forEach((accountId, account) -> {
            Set<String> symbols = account.refused().stream()
                    .map(topic -> topic.noun() + " of " + describe(accountId, topic.symbolId()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!symbols.isEmpty()) {
                refused.put(accountId, symbols);
            }
        });
        return refused;
    }

    private String describe(long accountId, long symbolId) {
        String name = names.nameOf(accountId, symbolId);
        return name == null ? "symbol " + symbolId : name + " (symbol " + symbolId + ")";
    }

    private AccountSubscriptions account(long accountId) {
        return accounts.computeIfAbsent(accountId, id -> new AccountSubscriptions(id, requests, loop, names, listener));
    }
}
