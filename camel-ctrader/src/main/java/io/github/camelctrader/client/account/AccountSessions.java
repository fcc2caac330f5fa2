package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.account.AccountSession.State;
import io.github.camelctrader.client.connection.Failure;
import io.github.camelctrader.client.request.AccountGate;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final Environment environment;
    private final Requests requests;
    private final Loop loop;
    private final Backoff backoff;
    private final AccountUser user;
    private final Map<Long, AccountSession> sessions = new LinkedHashMap<>();
    private boolean linked;
    private @Nullable CompletableFuture<Void> settled;

    public AccountSessions(Environment environment, Requests requests, Loop loop, Backoff backoff, AccountUser user) {
        this.environment = environment;
        this.requests = requests;
        this.loop = loop;
        this.backoff = backoff;
        this.user = user;
    }

    /**
     * Makes an account known; it is authorised now if there is a link, and on every later one.
     *
     * @throws InvalidRequestException when the account is in use with another token
     */
    public void use(long accountId, String accessToken) {
        AccountSession session = sessions.get(accountId);
        if (session == null) {
            session = new AccountSession(accountId, accessToken);
            sessions.put(accountId, session);
            if (linked) {
                authorise(session);
            }
        } else if (!session.accessToken().equals(accessToken)) {
            if (!session.refusedSinceActive()) {
                throw new InvalidRequestException(
                                "accessToken",
                                "(not shown)",
                                "account " + accountId
                                        + " is in use with another accessToken; one account has one token")
                        .concerning(environment, accountId, null);
            }
            session.replaceToken(accessToken);
            if (linked) {
                authorise(session);
            }
        }
    }

    /** Authorises all accounts on a new link; completes when each of them is usable, refused, or has to be tried again. */
    public CompletableFuture<Void> restore() {
        linked = true;
        CompletableFuture<Void> all = new CompletableFuture<>();
        settled = all;
        sessions.values().forEach(this::authorise);
        completeWhenSettled();
        return all;
    }

    /** Nothing of the link counts any more. */
    public void linkLost() {
        linked = false;
        settled = null;
        sessions.values().forEach(session -> session.begin(State.DETACHED, session.lastAttemptNanos()));
    }

    /** Whether the account has a session on the present link, even if its subscriptions are not in place yet. */
    public boolean isAuthorised(long accountId) {
        AccountSession session = sessions.get(accountId);
        return session != null && (session.state() == State.ACTIVE || session.state() == State.RESTORING);
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
        sessions.values().forEach(session -> session.usable().completeExceptionally(answer.get()));
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
        if (session.state() != State.REFUSED) {
            return Verdict.WAIT;
        }
        if (linked && loop.nanoTime() - session.lastAttemptNanos() >= REFUSED_PAUSE.toNanos()) {
            authorise(session);
            return Verdict.WAIT;
        }
        return Verdict.REFUSED;
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
            authorise(session);
        }
        return session.state() != State.REFUSED;
    }

    private void authorise(AccountSession session) {
        int round = session.begin(State.AUTHORISING, loop.nanoTime());
        ProtoOAAccountAuthReq request = ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(session.accountId())
                .setAccessToken(session.accessToken())
                .build();
        Callbacks.whenDone(requests.send(request, Priority.CONTROL), (answer, failure) -> {
            if (!session.isCurrent(round)) {
                return;
            }
            if (failure == null || alreadyLoggedIn(failure)) {
                authorised(session, round);
            } else if (failure instanceof RequestTimeoutException timeout) {
                hung(session, timeout);
            } else {
                refused(session, round, (CTraderException) failure);
            }
        });
    }

    private void authorised(AccountSession session, int round) {
        session.restoring();
        Callbacks.whenDone(user.authorised(session.accountId()), (done, failure) -> {
            if (session.isCurrent(round)) {
                LOG.info("{} account {} is authorised", environment, session.accountId());
                session.active();
                settled(session);
            }
        });
    }

    /** The server does that while it is being deployed; a new link may lead to a server that answers. */
    private void hung(AccountSession session, RequestTimeoutException failure) {
        boolean linkWorks = sessions.values().stream()
                .anyMatch(other -> other.state() == State.ACTIVE || other.state() == State.RESTORING);
        if (linkWorks) {
            retryLater(session, failure);
        } else {
            user.linkUseless(Failure.of(
                    DisconnectReason.ACCOUNT_AUTH_TIMEOUT,
                    "the authorisation of account " + session.accountId() + " was not answered",
                    failure));
        }
    }

    private void refused(AccountSession session, int round, CTraderException refusal) {
        if (refusal instanceof AuthenticationException authentication
                && "CH_CLIENT_NOT_AUTHENTICATED".equals(authentication.getErrorCode())) {
            user.linkUseless(Failure.of(
                    DisconnectReason.SESSION_CANCELLED,
                    "the server forgot that the application is authorised",
                    refusal));
        } else if (refusal instanceof MaintenanceException || !AccountDiagnosis.worthwhile(refusal)) {
            settle(session, refusal, AccountDiagnosis.withCure(session.accountId(), refusal));
        } else {
            diagnose(session, round, refusal);
        }
    }

    private void diagnose(AccountSession session, int round, CTraderException refusal) {
        ProtoOAGetAccountListByAccessTokenReq request = ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                .setAccessToken(session.accessToken())
                .build();
        Callbacks.whenDone(requests.send(request, Priority.CONTROL), (answer, failure) -> {
            if (session.isCurrent(round)) {
                AuthenticationException found = failure == null
                        ? AccountDiagnosis.explain(environment, session.accountId(), accounts(answer), refusal)
                        : null;
                if (found != null) {
                    refuse(session, found);
                } else {
                    settle(session, refusal, AccountDiagnosis.withCure(session.accountId(), refusal));
                }
            }
        });
    }

    private void settle(AccountSession session, CTraderException refusal, AuthenticationException explained) {
        if (AccountDiagnosis.passing(refusal)) {
            retryLater(session, refusal);
        } else {
            refuse(session, explained);
        }
    }

    private void retryLater(AccountSession session, CTraderException cause) {
        Duration delay = backoff.delay(session.failedOnceMore());
        MaintenanceException maintenance = cause instanceof MaintenanceException known ? known : null;
        Duration told = maintenance == null ? Duration.ZERO : Maintenance.untilEnd(maintenance, loop.now());
        Duration wait = told.compareTo(delay) > 0 ? told : delay;
        LOG.warn(
                "{} account {} is not authorised, next attempt in {} ms: {}",
                environment,
                session.accountId(),
                wait.toMillis(),
                cause.getMessage());
        session.retrying(
                loop.schedule(wait, () -> authorise(session)),
                maintenance == null ? null : Maintenance.answer(maintenance));
        settled(session);
    }

    private void refuse(AccountSession session, AuthenticationException cause) {
        LOG.warn("{} account {} is refused: {}", environment, session.accountId(), cause.getMessage());
        session.refused(() -> copy(cause));
        user.refused(session.accountId(), copy(cause));
        settled(session);
    }

    private static CTraderException copy(AuthenticationException original) {
        return new AuthenticationException(
                String.valueOf(original.getMessage()), original.getErrorCode(), original.getDescription());
    }

    private void settled(AccountSession session) {
        user.settled(session.accountId());
        completeWhenSettled();
    }

    private void completeWhenSettled() {
        CompletableFuture<Void> waiting = settled;
        boolean all = sessions.values().stream()
                .allMatch(session -> session.state() == State.ACTIVE
                        || session.state() == State.RETRYING
                        || session.state() == State.REFUSED);
        if (waiting != null && all) {
            settled = null;
            waiting.complete(null);
        }
    }

    private static boolean alreadyLoggedIn(Throwable failure) {
        return failure instanceof RequestRejectedException rejected
                && rejected.getErrorCode().equals("ALREADY_LOGGED_IN");
    }

    private static List<ProtoOACtidTraderAccount> accounts(InboundMessage answer) {
        return answer.message() instanceof ProtoOAGetAccountListByAccessTokenRes list
                ? list.getCtidTraderAccountList()
                : List.of();
    }
}
