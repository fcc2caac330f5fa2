package io.github.camelctrader.client.account;

import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.Grant;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a connection knows. Those of endpoints stay. Those that only requests named are guests, since their ids
 * may be mistakes, or come from outside: they are bounded in number, and one that never worked is forgotten.
 */
@OnLoop
final class AccountRegister {
    static final int MOST_GUESTS = 1000;
    /** A guest that nobody asked for within this is of no use to anybody at the moment. */
    static final Duration IDLE = Duration.ofMinutes(1);

    private final Loop loop;
    private final Map<Long, AccountState> sessions = new LinkedHashMap<>();
    private final Map<Long, Grant> known = new ConcurrentHashMap<>();
    private final Predicate<Long> needed;
    private int guests;

    /** @param needed whether orders of an account wait for it */
    AccountRegister(Loop loop, Predicate<Long> needed) {
        this.loop = loop;
        this.needed = needed;
    }

    @Nullable
    AccountState get(long accountId) {
        loop.check();
        return sessions.get(accountId);
    }

    /** Whether the account is known, and stands like that. */
    boolean is(long accountId, Predicate<AccountState> standing) {
        loop.check();
        AccountState session = sessions.get(accountId);
        return session != null && standing.test(session);
    }

    Collection<AccountState> all() {
        loop.check();
        return sessions.values();
    }

    /** Whether the account is known with this grant. */
    @AnyThread
    boolean isKnown(long accountId, Grant grant) {
        return known.get(accountId) == grant;
    }

    List<AccountState> usersOf(Grant grant) {
        return sessions.values().stream()
                .filter(session -> session.grant() == grant)
                .toList();
    }

    /** @throws NotSentException when the account would be a guest too many, and each other one is in use */
    AccountState add(long accountId, Grant grant, boolean guest, long now) {
        loop.check();
        if (guest && guests >= MOST_GUESTS) {
            AccountState idlest = sessions.values().stream()
                    .filter(session -> isIdle(session, now))
                    .min(Comparator.comparing(AccountState::isProven)
                            .thenComparing((one, other) -> Long.signum(one.lastAskedNanos() - other.lastAskedNanos())))
                    .orElseThrow(() -> new NotSentException(
                            "Not sent: " + MOST_GUESTS
                                    + " accounts that only requests name are in use already, which is the bound;"
                                    + " send it again later, or name the account in an endpoint's accountId",
                            null));
            remove(idlest, now);
        }
        AccountState session = new AccountState(accountId, grant, guest, now);
        sessions.put(accountId, session);
        guests += guest ? 1 : 0;
        known.put(accountId, grant);
        return session;
    }

    void remove(AccountState session, long now) {
        session.begin(AccountState.State.DETACHED, now);
        sessions.remove(session.accountId());
        known.remove(session.accountId());
        guests -= session.isGuest() ? 1 : 0;
    }

    /** An endpoint names a guest. */
    void stays(AccountState session) {
        guests -= session.isGuest() ? 1 : 0;
        session.stays();
    }

    void replaceGrant(AccountState session, Grant grant) {
        session.replaceGrant(grant);
        known.put(session.accountId(), grant);
    }

    /** Whether the account is a guest that has nothing to do. */
    boolean isIdle(AccountState session, long now) {
        return session.isGuest()
                && now - session.lastAskedNanos() >= IDLE.toNanos()
                && !needed.test(session.accountId());
    }

    /** Whether the account is a guest without any orders. */
    boolean isDispensable(AccountState session) {
        return session.isGuest() && !needed.test(session.accountId());
    }

    /** Guests that never worked and that nobody asks for. */
    List<AccountState> useless(long now) {
        return sessions.values().stream()
                .filter(session -> !session.isProven() && isIdle(session, now))
                .toList();
    }
}
