package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Tick;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one connection has reached on the ladder of authorisation, and what it is subscribed to. Dies with the connection. */
public final class Session {
    private final Link link;
    private final RequestLimits limits;
    private final Map<Long, AccountSession> accounts = new LinkedHashMap<>();
    private boolean applicationAuthenticated;

    Session(Link link, ServerRules rules) {
        this.link = link;
        this.limits = new RequestLimits(rules);
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

    void authorise(AccountSession account) {
        accounts.put(account.accountId(), account);
    }

    void logout(long accountId) {
        accounts.remove(accountId);
    }

    void send(Message message, @Nullable String clientMsgId) {
        link.send(message, clientMsgId);
    }

    /** Passes a quote on to each account that wants it; a client that does not keep up gets the next one. */
    void quoted(Instrument instrument, Tick tick) {
        if (!link.keepsUp()) {
            return;
        }
        for (AccountSession account : accounts.values()) {
            SpotSubscription subscription = account.spots().get(instrument.id());
            if (subscription != null) {
                subscription.update(tick).ifPresent(event -> link.send(event, null));
            }
        }
    }
}
