package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.account.AccountSession.State;
import io.github.camelctrader.client.request.AccountGate;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All accounts of a connection: authorises each of them on every link, one attempt at a time, and keeps the trouble of one
 * from the others. Confined to the loop.
 */
public final class AccountSessions implements AccountGate {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSessions.class);
    /** How soon a refused account is tried again when somebody asks for it. */
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);
    /** A session that ends again within this is not renewed at once. */
    private static final Duration RELAPSE = Duration.ofSeconds(5);

    private final Environment environment;
    private final Loop loop;
    private final Backoff backoff;
    private final AccountUser user;
    private final TokenGrants grants;
    private final TokenRenewals renewals;
    private final AccountAuthoriser authoriser;
    private final Map<Long, AccountSession> sessions = new LinkedHashMap<>();
    private boolean linked;
    private @Nullable CompletableFuture<Void> settled;

    /**
     * @param grants shared with other connections
     * @param saver saves their tokens
     */
    public AccountSessions(
            Environment environment,
            Requests requests,
            Loop loop,
            Backoff backoff,
            TokenGrants grants,
            TokenSaver saver,
            AccountUser user) {
        this.environment = environment;
        this.loop = loop;
        this.backoff = backoff;
        this.grants = grants;
        this.user = user;
        this.renewals = new TokenRenewals(requests, loop, saver, backoff, new TokenNews());
        this.authoriser = new AccountAuthoriser(
                environment, requests, loop, backoff, renewals, user, this::linkWorks, this::settled);
    }

    /**
     * Makes an account known; it is authorised now if there is a link, and on every later one.
     *
     * @throws InvalidRequestException when the account is in use with the tokens of another grant
     */
    public void use(long accountId, Grant grant) {
        renewals.use(grant);
        AccountSession session = sessions.get(accountId);
        if (session == null) {
            session = new AccountSession(accountId, grant);
            sessions.put(accountId, session);
        } else if (session.grant() != grant) {
            if (!session.refusedSinceActive()) {
                throw new InvalidRequestException(
                                "accessToken",
                                "(not shown)",
                                "account " + accountId
                                        + " is in use with another accessToken; one account has one token")
                        .concerning(environment, accountId, null);
            }
            Grant refused = session.grant();
            session.replaceGrant(grant);
            if (usersOf(refused).isEmpty()) {
                renewals.forget(refused);
            }
        } else if (session.state() != State.LOGGED_OUT) {
            return;
        }
        if (linked) {
            authoriser.authorise(session);
        }
    }

    /**
     * Authorises all accounts on a link, but those that their user logged out; completes when each of them is usable,
     * refused, or has to be tried again.
     */
    public CompletableFuture<Void> restore() {
        linked = true;
        renewals.linkUp();
        CompletableFuture<Void> all = new CompletableFuture<>();
        settled = all;
        sessions.values().stream()
                .filter(session -> session.state() != State.LOGGED_OUT)
                .forEach(authoriser::authorise);
        completeWhenSettled();
        return all;
    }

    /** Nothing of the link counts any more. */
    public void linkLost() {
        linked = false;
        settled = null;
        renewals.linkLost();
        for (AccountSession session : sessions.values()) {
            if (session.state() != State.LOGGED_OUT) {
                session.begin(State.DETACHED, session.lastAttemptNanos());
            }
        }
    }

    /** The accounts that were made known. */
    public Set<Long> known() {
        return Set.copyOf(sessions.keySet());
    }

    /** The loop has ended. */
    public void ended() {
        renewals.ended();
    }

    /** Whether the account has a session on the present link, even if its subscriptions are not in place yet. */
    public boolean isAuthorised(long accountId) {
        AccountSession session = sessions.get(accountId);
        return session != null && (session.state() == State.ACTIVE || session.state() == State.RESTORING);
    }

    /** Whether requests of the account may go now; asking makes nothing happen. */
    public boolean isOpen(long accountId) {
        AccountSession session = sessions.get(accountId);
        return session == null || session.state() == State.ACTIVE;
    }

    /** Completes when the account can be used, and fails when it is refused. One that nobody made known can be tried. */
    public CompletableFuture<Void> whenUsable(long accountId) {
        return switch (verdict(accountId)) {
            case OPEN -> CompletableFuture.completedFuture(null);
            case REFUSED -> CompletableFuture.failedFuture(refusal(accountId));
            case WAIT -> Objects.requireNonNull(sessions.get(accountId)).usable();
        };
    }

    /** Tells those who wait for an account that there will be no link for a while. */
    public void refuseWaiting(Supplier<CTraderException> answer) {
        sessions.values().forEach(session -> session.refuseWaiting(answer.get()));
    }

    @Override
    public Verdict verdict(long accountId) {
        AccountSession session = sessions.get(accountId);
        if (session == null || session.state() == State.ACTIVE) {
            return Verdict.OPEN;
        }
        if (session.state() == State.RETRYING) {
            return session.refusal() == null ? Verdict.WAIT : Verdict.REFUSED;
        }
        boolean again = session.state() == State.LOGGED_OUT
                || session.state() == State.REFUSED
                        && loop.nanoTime() - session.lastAttemptNanos() >= REFUSED_PAUSE.toNanos();
        if (linked && again) {
            authoriser.authorise(session);
            return Verdict.WAIT;
        }
        return session.state() == State.REFUSED ? Verdict.REFUSED : Verdict.WAIT;
    }

    @Override
    public CTraderException refusal(long accountId) {
        AccountSession session = sessions.get(accountId);
        Supplier<CTraderException> refusal = session == null ? null : session.refusal();
        return refusal == null
                ? new NotSentException("Account " + accountId + " is not authorised", null)
                : refusal.get();
    }

    @Override
    public boolean sessionLost(long accountId) {
        AccountSession session = sessions.get(accountId);
        if (session == null || !linked) {
            return false;
        }
        if (isAuthorised(accountId)) {
            LOG.warn("{} account {}: the server ended its session; authorising it again", environment, accountId);
            authoriser.authorise(session);
        }
        return session.state() != State.REFUSED;
    }

    @Override
    public boolean tokenRefused(long accountId, CTraderException refusal) {
        AccountSession session = sessions.get(accountId);
        if (session == null || !linked) {
            return false;
        }
        if (isAuthorised(accountId)) {
            LOG.warn("{} account {}: the server refuses its token", environment, accountId);
            switch (renewals.demand(session.grant(), session.tokenUsed())) {
                case GRANTED, UNDER_WAY -> authoriser.awaitRenewal(session);
                // The refusal may be older than the present session: only a new attempt tells.
                case RENEWED, LATER, REFUSED -> authoriser.authorise(session);
            }
        }
        return session.state() != State.REFUSED;
    }

    @Override
    public boolean applicationLost() {
        if (linked) {
            user.applicationLost();
        }
        return linked;
    }

    @Override
    public void tokensRefreshed(String refreshedToken, ProtoOARefreshTokenRes answer) {
        Grant grant = grants.holding(refreshedToken);
        if (grant != null) {
            renewals.answered(grant, refreshedToken, answer);
        }
    }

    /** The user asks the server to end the account's session; {@link #left} says what came of it. */
    public void leaving(long accountId) {
        AccountSession session = sessions.get(accountId);
        if (session != null) {
            session.leaving(true);
        }
    }

    /** @param done whether the server did what the user asked for; the account then rests until it is used again */
    public void left(long accountId, boolean done) {
        AccountSession session = sessions.get(accountId);
        if (session != null) {
            session.leaving(false);
            if (done) {
                session.begin(State.LOGGED_OUT, loop.nanoTime());
                settled(session);
            }
        }
    }

    /**
     * The server reported the end of an account's session, or of its token. Such a report may be older than the present
     * session, and may be made although the session lives: it is a question, which another authorisation answers.
     *
     * @return whether the session has ended by the user's will
     */
    public boolean reportedLost(long accountId) {
        AccountSession session = sessions.get(accountId);
        if (session == null || session.state() == State.LOGGED_OUT || session.leaving()) {
            return true;
        }
        if (!linked || !isAuthorised(accountId)) {
            return false;
        }
        int relapses = session.relapsed(loop.nanoTime(), RELAPSE);
        LOG.info("{} account {}: the server reported the end of its session; looking into it", environment, accountId);
        if (session.grant().isUnderWay()) {
            authoriser.awaitRenewal(session);
        } else if (relapses > 1) {
            session.begin(State.RETRYING, loop.nanoTime());
            session.retrying(loop.schedule(backoff.delay(relapses), () -> authoriser.authorise(session)), null);
        } else {
            authoriser.authorise(session);
        }
        return false;
    }

    private List<AccountSession> usersOf(Grant grant) {
        return sessions.values().stream()
                .filter(session -> session.grant() == grant)
                .toList();
    }

    private boolean linkWorks() {
        return sessions.values().stream()
                .anyMatch(other -> other.state() == State.ACTIVE || other.state() == State.RESTORING);
    }

    private void settled(AccountSession session) {
        user.settled(session.accountId());
        completeWhenSettled();
    }

    private void completeWhenSettled() {
        CompletableFuture<Void> waiting = settled;
        boolean all = sessions.values().stream().allMatch(session -> switch (session.state()) {
            case ACTIVE, RENEWING, RETRYING, REFUSED, LOGGED_OUT -> true;
            case DETACHED, AUTHORISING, RESTORING -> false;
        });
        if (waiting != null && all) {
            settled = null;
            waiting.complete(null);
        }
    }

    /** What becomes of the tokens, for all accounts that use them. */
    private final class TokenNews implements TokenListener {
        @Override
        public void renewed(Grant grant, boolean saved) {
            List<AccountSession> users = usersOf(grant);
            for (AccountSession session : users) {
                if (linked
                        && session.state() != State.LOGGED_OUT
                        && !Objects.equals(session.tokenUsed(), grant.accessToken())) {
                    authoriser.authorise(session);
                }
                if (!saved) {
                    user.problem(session.accountId(), unsaved());
                }
            }
            user.tokenRefreshed(new TokenRefreshedEvent(
                    environment,
                    users.stream().map(AccountSession::accountId).toList(),
                    grant.expiresAt(),
                    saved,
                    loop.now()));
        }

        @Override
        public void notRenewed(Grant grant, CTraderException cause) {
            for (AccountSession session : usersOf(grant)) {
                if (session.state() == State.RENEWING) {
                    authoriser.notRenewed(session, cause);
                } else if (!grant.claimable(loop.nanoTime())) {
                    user.problem(session.accountId(), grant.refusal(session.accountId(), cause));
                }
            }
        }

        private AuthenticationException unsaved() {
            return new AuthenticationException(
                    "The tokens were refreshed but could not be saved, see the log; that is tried again, and if the process"
                            + " ends before it succeeds, a new consent is needed",
                    null,
                    null);
        }
    }
}
