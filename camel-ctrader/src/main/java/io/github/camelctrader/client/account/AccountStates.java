package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.account.AccountState.State;
import io.github.camelctrader.client.request.AccountGate;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.Grant;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.client.token.TokenRefresher;
import io.github.camelctrader.client.token.TokenSaver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All accounts of a connection: authorises each of them on every link, one attempt at a time. A failure of one does not delay the
 * others.
 */
@OnLoop
public final class AccountStates implements AccountGate {
    private static final Logger LOG = LoggerFactory.getLogger(AccountStates.class);
    /** How soon a refused account is tried again when a request needs it. */
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

    private final Environment environment;
    private final Loop loop;
    private final Backoff backoff;
    private final AccountListener user;
    private final TokenGrants grants;
    private final TokenRefresher renewals;
    private final AccountAuthoriser authoriser;
    private final AccountRegister sessions;
    private final AccountRestoration restoration;
    private boolean linked;
    private boolean ready;
    private @Nullable AccountState guestUnderWay;

    /**
     * @param grants shared with other connections
     * @param saver saves their tokens
     */
    public AccountStates(
            Environment environment,
            Requests requests,
            Loop loop,
            Backoff backoff,
            TokenGrants grants,
            TokenSaver saver,
            AccountListener user) {
        this.environment = environment;
        this.loop = loop;
        this.backoff = backoff;
        this.grants = grants;
        this.user = user;
        this.sessions = new AccountRegister(loop, user::isNeeded);
        this.restoration = new AccountRestoration(sessions, loop);
        TokenChanges news =
                new TokenChanges(environment, loop, sessions, user, () -> linked, this::authorise, this::notRenewed);
        this.renewals = new TokenRefresher(requests, loop, saver, backoff, news);
        this.authoriser = new AccountAuthoriser(
                environment,
                requests,
                loop,
                backoff,
                renewals,
                user,
                () -> sessions.all().stream().anyMatch(AccountState::isAuthorised),
                this::settled,
                sessions,
                this::forget);
    }

    private void authorise(AccountState session) {
        authoriser.authorise(session);
    }

    private void notRenewed(AccountState session, CTraderException cause) {
        authoriser.notRenewed(session, cause);
    }

    /**
     * Makes an account known for good; it is authorised now if there is a link, and on every later one.
     *
     * @throws InvalidRequestException when the account is in use with the tokens of another grant
     */
    public void use(long accountId, Grant grant) {
        AccountState session = known(accountId, grant, false);
        sessions.stays(session);
        if (linked && (session.state() == State.DETACHED || session.state() == State.LOGGED_OUT)) {
            authoriser.authorise(session);
        }
    }

    /**
     * Makes an account known that only a request names; it is authorised when its requests ask for it.
     *
     * @throws InvalidRequestException when the account is in use with the tokens of another grant
     * @throws NotSentException when there are too many such accounts, all in use
     */
    public void mention(long accountId, Grant grant) {
        known(accountId, grant, true).asked(loop.nanoTime());
        nextGuest();
    }

    /** Whether the account is known with this grant. */
    @AnyThread
    public boolean isKnown(long accountId, Grant grant) {
        return sessions.isKnown(accountId, grant);
    }

    private AccountState known(long accountId, Grant grant, boolean guest) {
        AccountState session = sessions.get(accountId);
        if (session == null) {
            session = sessions.add(accountId, grant, guest, loop.nanoTime());
        } else if (session.grant() != grant) {
            boolean mistaken = session.refusedSinceActive() || session.isGuest() && !session.isProven();
            if (!mistaken) {
                throw new InvalidRequestException(
                                "accessToken",
                                "(not shown)",
                                "account " + accountId
                                        + " is in use with another accessToken; one account has one token")
                        .concerning(environment, accountId, null);
            }
            Grant refused = session.grant();
            sessions.replaceGrant(session, grant);
            session.begin(State.DETACHED, loop.nanoTime());
            forgetUnused(refused);
        }
        renewals.use(grant);
        return session;
    }

    private void forgetUnused(Grant grant) {
        if (sessions.usersOf(grant).isEmpty()) {
            renewals.forget(grant);
        }
    }

    /**
     * Authorises the accounts of endpoints on a link, except those that their user logged out. Completes when each of them is
     * usable, is refused, has to be tried again, or gets no answer while others do. Those that only requests named do not
     * hold it up: see {@link #linkReady}.
     */
    public CompletableFuture<Void> restore() {
        linked = true;
        renewals.linkUp();
        CompletableFuture<Void> all = restoration.begin();
        List.copyOf(sessions.all()).stream()
                .filter(session -> !session.isGuest() && session.state() != State.LOGGED_OUT)
                .forEach(authoriser::authorise);
        restoration.progress();
        return all;
    }

    /** The link is ready: the accounts that only requests named follow, one after the other and behind requests. */
    public void linkReady() {
        loop.check();
        ready = true;
        nextGuest();
    }

    private void nextGuest() {
        AccountState before = guestUnderWay;
        if (!ready || before != null && before.state() == State.AUTHORISING) {
            return;
        }
        guestUnderWay = sessions.all().stream()
                .filter(session -> session.isGuest() && session.state() == State.DETACHED)
                .findFirst()
                .orElse(null);
        if (guestUnderWay != null) {
            authoriser.authorise(guestUnderWay);
        }
    }

    /** Nothing of the link counts any more. */
    public void linkLost() {
        linked = false;
        ready = false;
        restoration.linkLost();
        guestUnderWay = null;
        renewals.linkLost();
        long now = loop.nanoTime();
        for (AccountState session : sessions.all()) {
            if (session.state() != State.LOGGED_OUT) {
                session.begin(State.DETACHED, session.lastAttemptNanos());
            }
        }
        sessions.useless(now).forEach(this::forget);
    }

    private void forget(AccountState session) {
        LOG.debug("{} account {}, which only requests named, is forgotten", environment, session.accountId());
        sessions.remove(session, loop.nanoTime());
        forgetUnused(session.grant());
        user.settled(session.accountId());
        nextGuest();
    }

    /** The status of each account that was made known. */
    public List<AccountStatus> statuses() {
        return sessions.all().stream().map(AccountState::status).toList();
    }

    /** The loop has ended. */
    @AnyThread
    public void ended() {
        renewals.ended();
    }

    /** Whether the account has a session on the present link, even if its subscriptions are not in place yet. */
    public boolean isAuthorised(long accountId) {
        return sessions.is(accountId, AccountState::isAuthorised);
    }

    /** Whether requests of the account may go now; asking makes nothing happen. */
    public boolean isOpen(long accountId) {
        AccountState session = sessions.get(accountId);
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
        sessions.all().forEach(session -> session.refuseWaiting(answer.get()));
    }

    @Override
    public Verdict verdict(long accountId) {
        AccountState session = sessions.get(accountId);
        if (session == null) {
            return Verdict.OPEN;
        }
        session.asked(loop.nanoTime());
        if (session.state() == State.ACTIVE) {
            return Verdict.OPEN;
        }
        if (session.state() == State.RETRYING) {
            return session.refusal() == null ? Verdict.WAIT : Verdict.REFUSED;
        }
        boolean again = session.state() == State.LOGGED_OUT
                || session.state() == State.DETACHED && session.isGuest()
                || session.state() == State.REFUSED
                        && loop.nanoTime() - session.lastAttemptNanos() >= REFUSED_PAUSE.toNanos();
        if (linked && again) {
            authoriser.authoriseForRequest(session);
            return Verdict.WAIT;
        }
        return session.state() == State.REFUSED ? Verdict.REFUSED : Verdict.WAIT;
    }

    @Override
    public CTraderException refusal(long accountId) {
        AccountState session = sessions.get(accountId);
        Supplier<CTraderException> refusal = session == null ? null : session.refusal();
        return refusal == null
                ? new NotSentException("Not sent: account " + accountId + " is not authorised", null)
                : refusal.get();
    }

    @Override
    public boolean sessionLost(long accountId) {
        AccountState session = sessions.get(accountId);
        if (session == null || !linked) {
            return false;
        }
        if (isAuthorised(accountId)) {
            LOG.warn("{} account {}: the server ended its session; authorising it again", environment, accountId);
            user.sessionLost(accountId);
            authoriseAgain(session);
        }
        return session.state() != State.REFUSED;
    }

    @Override
    public boolean tokenRefused(long accountId, CTraderException refusal) {
        AccountState session = sessions.get(accountId);
        if (session == null || !linked) {
            return false;
        }
        if (isAuthorised(accountId)) {
            LOG.warn("{} account {}: the server refuses its token", environment, accountId);
            user.sessionLost(accountId);
            switch (renewals.demand(session.grant(), session.tokenUsed())) {
                case GRANTED, UNDER_WAY -> authoriser.awaitRenewal(session);
                // The refusal may be older than the present session: only a new attempt tells.
                case RENEWED, LATER, REFUSED -> authoriseAgain(session);
            }
        }
        return session.state() != State.REFUSED;
    }

    @Override
    public boolean applicationLost() {
        loop.check();
        if (linked) {
            user.applicationLost();
        }
        return linked;
    }

    @Override
    public void tokensRefreshed(String refreshedToken, ProtoOARefreshTokenRes answer) {
        loop.check();
        Grant grant = grants.holding(refreshedToken);
        if (grant != null) {
            renewals.answered(grant, refreshedToken, answer);
        }
    }

    /** Whether the account is being authorised with another token, or will be as soon as there is one. */
    public boolean isRenewing(long accountId) {
        return sessions.is(accountId, AccountState::isRenewing);
    }

    /** Whether the account gets no session before other tokens arrive, which are on their way. */
    public boolean awaitsTokens(long accountId) {
        return sessions.is(accountId, AccountState::isAwaitingTokens);
    }

    /** The user asks the server to end the account's session; {@link #left} says what came of it. */
    public void leaving(long accountId) {
        AccountState session = sessions.get(accountId);
        if (session != null) {
            session.beginLeaving();
        }
    }

    /** @param done whether the server did what the user asked for; the account then rests until it is used again */
    public void left(long accountId, boolean done) {
        AccountState session = sessions.get(accountId);
        if (session != null) {
            session.endLeaving();
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
        AccountState session = sessions.get(accountId);
        if (session == null || session.state() == State.LOGGED_OUT || session.isLeaving()) {
            return true;
        }
        if (!linked || !isAuthorised(accountId)) {
            return false;
        }
        LOG.info("{} account {}: the server reported the end of its session; looking into it", environment, accountId);
        if (session.grant().isUnderWay()) {
            authoriser.awaitRenewal(session);
        } else {
            authoriseAgain(session);
        }
        return false;
    }

    /** The session of an account ended: makes another one. */
    private void authoriseAgain(AccountState session) {
        authoriser.authoriseAgain(session);
        restoration.progress();
    }

    private void settled(AccountState session) {
        user.settled(session.accountId());
        restoration.progress();
        nextGuest();
    }
}
