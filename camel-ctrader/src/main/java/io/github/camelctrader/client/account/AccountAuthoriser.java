package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.account.AccountState.State;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.token.AccountRefusals;
import io.github.camelctrader.client.token.TokenRefresher;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one account at a time to where its requests can be decided upon. */
@OnLoop
final class AccountAuthoriser {
    private static final Logger LOG = LoggerFactory.getLogger(AccountAuthoriser.class);
    /** How soon a refused account is looked at again although nobody asks for it; consumers do not ask. */
    private static final Duration REFUSED_FIRST = Duration.ofMinutes(1);

    private static final Duration REFUSED_MAX = Duration.ofMinutes(10);
    /** A session that ends again within this is not renewed at once. */
    private static final Duration RELAPSE = Duration.ofSeconds(5);
    /** A refusal for no known reason is looked into sooner: the server may be about to come back. */
    private static final Duration UNEXPLAINED_FIRST = Duration.ofSeconds(1);
    /** So often an account that worked before is tried again, while its requests wait, before a refusal is believed. */
    private static final int BENEFITS_OF_DOUBT = 5;
    /** How long requests are told of the refusal of an account that only they named, before it is forgotten. */
    private static final Duration GUEST_REFUSED = Duration.ofSeconds(30);
    /** A longer pause than this is told to requests, which had better not wait for its end. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

    private final Environment environment;
    private final Requests requests;
    private final Loop loop;
    private final Backoff backoff;
    private final Backoff refusedPause;
    private final Backoff unexplainedPause;
    private final TokenRefresher renewals;
    private final AccountListener user;
    private final BooleanSupplier linkWorks;
    private final Consumer<AccountState> settled;
    private final AccountRegister register;
    private final Consumer<AccountState> forget;

    /**
     * @param linkWorks whether the link works for some account
     * @param settled told of each account whose requests can be decided upon, for now or for good
     * @param register says which accounts only requests named
     * @param forget takes each of these that need not be tried again
     */
    AccountAuthoriser(
            Environment environment,
            Requests requests,
            Loop loop,
            Backoff backoff,
            TokenRefresher renewals,
            AccountListener user,
            BooleanSupplier linkWorks,
            Consumer<AccountState> settled,
            AccountRegister register,
            Consumer<AccountState> forget) {
        this.environment = environment;
        this.requests = requests;
        this.loop = loop;
        this.backoff = backoff;
        this.refusedPause = backoff.between(REFUSED_FIRST, REFUSED_MAX);
        this.unexplainedPause = backoff.between(UNEXPLAINED_FIRST, REFUSED_MAX);
        this.renewals = renewals;
        this.user = user;
        this.linkWorks = linkWorks;
        this.settled = settled;
        this.register = register;
        this.forget = forget;
    }

    /** Authorises an account with the present token of its grant, gets one first if there is none. */
    void authorise(AccountState session) {
        authorise(session, session.isGuest() ? Priority.QUERY : Priority.CONTROL);
    }

    /** The same because a request waits for it. What only requests name never goes before the orders of others. */
    void authoriseForRequest(AccountState session) {
        authorise(session, session.isGuest() ? Priority.SUBSCRIPTION : Priority.CONTROL);
    }

    private void authorise(AccountState session, Priority priority) {
        int round = session.begin(State.AUTHORISING, loop.nanoTime());
        String token = session.grant().accessToken();
        session.uses(token);
        if (token == null) {
            renew(session, new AuthenticationException("There is no access token yet", null, null));
            return;
        }
        ProtoOAAccountAuthReq request = ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(session.accountId())
                .setAccessToken(token)
                .build();
        Callbacks.whenDone(requests.send(request, priority), (answer, failure) -> {
            if (!session.isCurrent(round)) {
                return;
            }
            if (failure == null) {
                session.grant().works(token);
                authorised(session, round);
            } else if (alreadyLoggedIn(failure)) {
                authorised(session, round);
            } else if (failure instanceof RequestTimeoutException timeout) {
                hung(session, timeout);
            } else {
                refused(session, round, priority, (CTraderException) failure);
            }
        });
    }

    /** The session of an account ended: makes another one, at once unless such an end is becoming a habit. */
    void authoriseAgain(AccountState session) {
        int relapses = session.relapsed(loop.nanoTime(), RELAPSE);
        if (relapses > 1) {
            session.begin(AccountState.State.RETRYING, loop.nanoTime());
            session.retrying(loop.schedule(backoff.delay(relapses), () -> authorise(session)), null);
            settled.accept(session);
        } else {
            authorise(session);
        }
    }

    /** The token of an account is of no use any more: gets another one, or says why there is none. */
    void renew(AccountState session, CTraderException refusal) {
        switch (renewals.demand(session.grant(), session.tokenUsed())) {
            case RENEWED -> authorise(session);
            case GRANTED, UNDER_WAY -> awaitRenewal(session);
            case LATER -> retryLater(session, refusal);
            case REFUSED -> refuse(session, session.grant().refusal(session.accountId(), refusal));
        }
    }

    /** The refresh that is under way decides what becomes of the account. */
    void awaitRenewal(AccountState session) {
        session.begin(State.RENEWING, loop.nanoTime());
        settled.accept(session);
    }

    /** The refresh that an account waited for brought nothing. */
    void notRenewed(AccountState session, CTraderException cause) {
        if (session.grant().mayBeRefreshed(loop.nanoTime())) {
            retryLater(session, cause);
        } else {
            refuse(session, session.grant().refusal(session.accountId(), cause));
        }
    }

    void retryLater(AccountState session, CTraderException cause) {
        Duration delay = backoff.delay(session.failedOnceMore());
        Duration told = toldBy(cause);
        Supplier<CTraderException> answer = answer(session, cause, told);
        Duration wait = told.compareTo(delay) > 0 ? told : delay;
        LOG.warn(
                "{} account {} is not authorised, next attempt in {} ms: {}",
                environment,
                session.accountId(),
                wait.toMillis(),
                cause.getMessage());
        session.retrying(loop.schedule(wait, () -> tryAgain(session)), answer);
        if (answer != null && cause instanceof RateLimitedException) {
            user.problem(session.accountId(), answer.get());
        }
        settled.accept(session);
    }

    private void tryAgain(AccountState session) {
        if (register.isIdle(session, loop.nanoTime())) {
            forget.accept(session);
        } else {
            authorise(session);
        }
    }

    private Duration toldBy(CTraderException cause) {
        if (cause instanceof MaintenanceException maintenance) {
            return Maintenance.untilEnd(maintenance, loop.now());
        }
        // The request queue keeps shorter ones, and the authorisation waits there.
        return cause instanceof RateLimitedException limited
                        && limited.getRetryAfter().compareTo(WORTH_WAITING) > 0
                ? limited.getRetryAfter()
                : Duration.ZERO;
    }

    /** What requests are told while an account waits for the end of what keeps it out, or null when they wait too. */
    private static @Nullable Supplier<CTraderException> answer(
            AccountState session, CTraderException cause, Duration told) {
        if (cause instanceof MaintenanceException maintenance) {
            return Maintenance.answer(maintenance);
        }
        return cause instanceof RateLimitedException limited && !told.isZero()
                ? () -> limited.withMessage(
                        "Account " + session.accountId() + " is not authorised yet: " + limited.getMessage())
                : null;
    }

    private void authorised(AccountState session, int round) {
        session.restoring();
        Callbacks.whenDone(user.authorised(session.accountId()), (done, failure) -> {
            if (session.isCurrent(round)) {
                LOG.info("{} account {} is authorised", environment, session.accountId());
                session.active(loop.nanoTime());
                settled.accept(session);
            }
        });
    }

    /** The server does that while it is being deployed; a new link may lead to a server that answers. */
    private void hung(AccountState session, RequestTimeoutException failure) {
        if (linkWorks.getAsBoolean()) {
            retryLater(session, failure);
        } else {
            user.linkUseless(DisconnectCause.of(
                    DisconnectReason.ACCOUNT_AUTH_TIMEOUT,
                    "the authorisation of account " + session.accountId() + " was not answered",
                    failure));
        }
    }

    private void refused(AccountState session, int round, Priority priority, CTraderException refusal) {
        if (ServerErrors.applicationNotAuthorised(refusal)) {
            user.linkUseless(DisconnectCause.of(
                    DisconnectReason.SESSION_CANCELLED,
                    "the server forgot that the application is authorised",
                    refusal));
        } else if (ServerErrors.tokenRefused(refusal)) {
            renew(session, refusal);
        } else if (refusal instanceof MaintenanceException || refusal instanceof NotSentException) {
            settle(session, refusal);
        } else {
            diagnose(session, round, priority, refusal);
        }
    }

    private void diagnose(AccountState session, int round, Priority priority, CTraderException refusal) {
        ProtoOAGetAccountListByAccessTokenReq request = ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                .setAccessToken(String.valueOf(session.tokenUsed()))
                .build();
        Callbacks.whenDone(requests.send(request, priority), (answer, failure) -> {
            if (session.isCurrent(round)) {
                AuthenticationException found = failure == null
                        ? AccountDiagnosis.explain(environment, session.accountId(), accounts(answer), refusal)
                        : null;
                if (found != null) {
                    refuse(session, found);
                } else {
                    settle(session, refusal);
                }
            }
        });
    }

    private void settle(AccountState session, CTraderException refusal) {
        boolean doubted = session.isProven()
                && refusal instanceof RequestRejectedException
                && session.attempt() < BENEFITS_OF_DOUBT;
        if (AccountDiagnosis.passing(refusal) || doubted) {
            retryLater(session, refusal);
        } else {
            Backoff pause = refusal instanceof RequestRejectedException ? unexplainedPause : refusedPause;
            refuse(session, AccountRefusals.withCure(session.accountId(), refusal), pause);
        }
    }

    private void refuse(AccountState session, AuthenticationException cause) {
        refuse(session, cause, refusedPause);
    }

    private void refuse(AccountState session, AuthenticationException cause, Backoff backoff) {
        boolean dispensable = register.isDispensable(session);
        Duration pause = dispensable ? GUEST_REFUSED : backoff.delay(session.failedOnceMore());
        LOG.warn(
                "{} account {} is refused, {} in {} s: {}",
                environment,
                session.accountId(),
                dispensable ? "forgotten" : "looked at again",
                pause.toSeconds(),
                cause.getMessage());
        session.refused(
                loop.schedule(pause, () -> {
                    if (register.isDispensable(session)) {
                        forget.accept(session);
                    } else {
                        authorise(session);
                    }
                }),
                () -> copy(cause));
        user.refused(session.accountId(), copy(cause));
        settled.accept(session);
    }

    private static CTraderException copy(AuthenticationException original) {
        return original.withMessage(String.valueOf(original.getMessage()));
    }

    private static boolean alreadyLoggedIn(Throwable failure) {
        return failure instanceof RequestRejectedException rejected
                && ServerErrorCode.ALREADY_LOGGED_IN.is(rejected.getErrorCode());
    }

    private static List<ProtoOACtidTraderAccount> accounts(InboundMessage answer) {
        return answer.message() instanceof ProtoOAGetAccountListByAccessTokenRes list
                ? list.getCtidTraderAccountList()
                : List.of();
    }
}
