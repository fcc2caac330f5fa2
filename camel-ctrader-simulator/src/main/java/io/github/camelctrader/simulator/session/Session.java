package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAClientDisconnectEvent;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one connection is authorised for, and what it is subscribed to. Ends with the connection. */
public final class Session {
    private final Link link;
    private final RequestLimits limits;
    private final Map<Long, AccountSession> accounts = new LinkedHashMap<>();
    private final Map<Long, AccountSession> suspended = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean applicationAuthenticated;

    Session(Link link, Limits limits) {
        this.link = link;
        this.limits = new RequestLimits(limits);
    }

    Link link() {
        return link;
    }

    RequestLimits limits() {
        return limits;
    }

    boolean applicationAuthenticated() {
        return applicationAuthenticated;
    }

    void authenticateApplication() {
        applicationAuthenticated = true;
    }

    Optional<AccountSession> account(long accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    /** Authorises an account; one that lost its token before has its subscriptions again. */
    void authorise(AccountSession account) {
        AccountSession before = suspended.remove(account.accountId());
        accounts.put(account.accountId(), before == null ? account : account.inheriting(before));
    }

    /**
     * Ends what a grant authorised, but keeps the subscriptions for the next authorisation.
     *
     * @return the accounts that are affected
     */
    List<Long> suspend(Grant grant) {
        List<AccountSession> ended = accounts.values().stream()
                .filter(account -> account.grant() == grant)
                .toList();
        for (AccountSession account : ended) {
            accounts.remove(account.accountId());
            suspended.put(account.accountId(), account);
        }
        return ended.stream().map(AccountSession::accountId).toList();
    }

    void logout(long accountId) {
        accounts.remove(accountId);
    }

    void send(Message message, @Nullable String clientMsgId) {
        link.send(message, clientMsgId);
        if (clientMsgId != null) {
            releaseHeld();
        }
    }

    /** Keeps a message back until {@link #releaseHeld} or an answer to another request. */
    void hold(Message message, @Nullable String clientMsgId) {
        held.add(() -> link.send(message, clientMsgId));
    }

    void releaseHeld() {
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    /** Ends the authorisation of all accounts together with their subscriptions, and says so. */
    public void disconnectAccounts() {
        List<Long> accountIds = List.copyOf(accounts.keySet());
        accounts.clear();
        suspended.clear();
        for (long accountId : accountIds) {
            send(
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(accountId)
                            .build(),
                    null);
        }
    }

    /** Says that the tokens of all accounts are dead, and refuses the accounts until they are authorised again; keeps subscriptions. */
    public void invalidateTokens() {
        List<Long> accountIds = List.copyOf(accounts.keySet());
        suspended.putAll(accounts);
        accounts.clear();
        send(
                ProtoOAAccountsTokenInvalidatedEvent.newBuilder()
                        .addAllCtidTraderAccountIds(accountIds)
                        .setReason("Token was refreshed")
                        .build(),
                null);
    }

    /** Ends the authorisation of the application with everything that came after it, and says so. */
    public void disconnectClient() {
        applicationAuthenticated = false;
        accounts.clear();
        suspended.clear();
        send(
                ProtoOAClientDisconnectEvent.newBuilder()
                        .setReason("Application is blocked by administrator")
                        .build(),
                null);
    }

    /** Passes a quote on to each account that wants it; a client that does not keep up gets the next one. */
    void quoted(Instrument instrument, Tick tick, Market market) {
        if (!link.keepsUp()) {
            return;
        }
        for (AccountSession account : accounts.values()) {
            SpotSubscription subscription = account.spots().get(instrument.id());
            if (subscription != null) {
                subscription.update(tick, market.bars(instrument)).ifPresent(event -> link.send(event, null));
            }
            DepthSubscription depth = account.depths().get(instrument.id());
            if (depth != null) {
                depth.update(market.depth(instrument)).ifPresent(event -> link.send(event, null));
            }
        }
    }

    /** Tells the open profit of accounts to those who want it. */
    void valued(long now) {
        if (link.keepsUp()) {
            for (AccountSession account : accounts.values()) {
                account.subscriptions()
                        .profit()
                        .flatMap(profit -> profit.update(now))
                        .ifPresent(event -> link.send(event, null));
            }
        }
    }
}
