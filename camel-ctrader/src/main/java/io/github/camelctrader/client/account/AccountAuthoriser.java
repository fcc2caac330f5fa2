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
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.account.AccountSession.State;
import io.github.camelctrader.client.connection.Failure;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one account at a time to where its requests can be decided upon. Confined to the loop. */
final class AccountAuthoriser {
    private static final Logger LOG = LoggerFactory.getLogger(AccountAuthoriser.class);
    /** How soon a refused account is looked at again although nobody asks for it; consumers do not ask. */
    private static final Duration REFUSED_FIRST = Duration.ofMinutes(1);

    private static final Duration REFUSED_MAX = Duration.ofMinutes(10);

    private final Environment environment;
    private final Requests requests;
    private final Loop loop;
    private final Backoff backoff;
    private final Backoff refusedPause;
    private final TokenRenewals renewals;
    private final AccountUser user;
    private final BooleanSupplier linkWorks;
    private final Consumer<AccountSession> settled;

    /**
     * @param linkWorks whether the link works for some account
     * @param settled told of each account whose requests can be decided upon, for now or for good
     */
    AccountAuthoriser(
            Environment environment,
            Requests requests,
            Loop loop,
            Backoff backoff,
            TokenRenewals renewals,
            AccountUser user,
            BooleanSupplier linkWorks,
            Consumer<AccountSession> settled) {
        this.environment = environment;
        this.requests = requests;
        this.loop = loop;
        this.backoff = backoff;
        this.refusedPause = backoff.between(REFUSED_FIRST, REFUSED_MAX);
        this.renewals = renewals;
        this.user = user;
        this.linkWorks = linkWorks;
        this.settled = settled;
    }

    /** Authorises an account with the present token of its grant, gets one first if there is none. */
    void authorise(AccountSession session) {
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
        Callbacks.whenDone(requests.send(request, Priority.CONTROL), (answer, failure) -> {
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
                refused(session, round, (CTraderException) failure);
            }
        });
    }

    /** The token of an account is of no use any more: gets another one, or says why there is none. */
    void renew(AccountSession session, CTraderException refusal) {
        switch (renewals.demand(session.grant(), session.tokenUsed())) {
            case RENEWED -> authorise(session);
            case GRANTED, UNDER_WAY -> awaitRenewal(session);
            case LATER -> retryLater(session, refusal);
            case REFUSED -> refuse(session, session.grant().refusal(session.accountId(), refusal));
        }
    }

    /** The refresh that is under way decides what becomes of the account. */
    void awaitRenewal(AccountSession session) {
        session.begin(State.RENEWING, loop.nanoTime());
        settled.accept(session);
    }

    /** The refresh that an account waited for brought nothing. */
    void notRenewed(AccountSession session, CTraderException cause) {
        if (session.grant().claimable(loop.nanoTime())) {
            retryLater(session, cause);
        } else {
            refuse(session, session.grant().refusal(session.accountId(), cause));
        }
    }

    void retryLater(AccountSession session, CTraderException cause) {
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
        settled.accept(session);
    }

    private void authorised(AccountSession session, int round) {
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
    private void hung(AccountSession session, RequestTimeoutException failure) {
        if (linkWorks.getAsBoolean()) {
            retryLater(session, failure);
        } else {
            user.linkUseless(Failure.of(
                    DisconnectReason.ACCOUNT_AUTH_TIMEOUT,
                    "the authorisation of account " + session.accountId() + " was not answered",
                    failure));
        }
    }

    private void refused(AccountSession session, int round, CTraderException refusal) {
        if (ServerErrors.applicationNotAuthorised(refusal)) {
            user.linkUseless(Failure.of(
                    DisconnectReason.SESSION_CANCELLED,
                    "the server forgot that the application is authorised",
                    refusal));
        } else if (ServerErrors.tokenRefused(refusal)) {
            renew(session, refusal);
        } else if (refusal instanceof MaintenanceException || refusal instanceof NotSentException) {
            settle(session, refusal);
        } else {
            diagnose(session, round, refusal);
        }
    }

    private void diagnose(AccountSession session, int round, CTraderException refusal) {
        ProtoOAGetAccountListByAccessTokenReq request = ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                .setAccessToken(String.valueOf(session.tokenUsed()))
                .build();
        Callbacks.whenDone(requests.send(request, Priority.CONTROL), (answer, failure) -> {
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

    private void settle(AccountSession session, CTraderException refusal) {
        if (AccountDiagnosis.passing(refusal)) {
            retryLater(session, refusal);
        } else {
            refuse(session, AccountDiagnosis.withCure(session.accountId(), refusal));
        }
    }

    private void refuse(AccountSession session, AuthenticationException cause) {
        Duration pause = refusedPause.delay(session.failedOnceMore());
        LOG.warn(
                "{} account {} is refused, looked at again in {} s: {}",
                environment,
                session.accountId(),
                pause.toSeconds(),
                cause.getMessage());
        session.refused(loop.schedule(pause, () -> authorise(session)), () -> copy(cause));
        user.refused(session.accountId(), copy(cause));
        settled.accept(session);
    }

    private static CTraderException copy(AuthenticationException original) {
        return new AuthenticationException(
                String.valueOf(original.getMessage()), original.getErrorCode(), original.getDescription());
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
