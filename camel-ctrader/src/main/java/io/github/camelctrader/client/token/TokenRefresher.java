package io.github.camelctrader.client.token;

import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the tokens of the grants that one connection uses: when the token of an account was refused, and ahead of the expiry.
 * Whichever connection refreshes, all of them are notified of the result. A mark is saved before the refresh is sent, and the new
 * pair before it is used.
 */
@OnLoop
public final class TokenRefresher {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefresher.class);
    /** The wall clock may be set, and a timer of a month would not notice. */
    private static final Duration LONGEST_TIMER = Duration.ofHours(1);

    private static final Duration SHORTEST_TIMER = Duration.ofMillis(100);

    private final Requests requests;
    private final Loop loop;
    private final TokenSaver saver;
    private final Backoff backoff;
    private final TokenListener user;
    private final Map<Grant, TokenListener> memberships = new HashMap<>();
    private final Map<Grant, Loop.Timer> timers = new HashMap<>();
    private final Map<Grant, Integer> begun = new HashMap<>();
    private boolean linked;
    private int failures;

    /** @param user is told on the loop what becomes of the tokens of the grants in use */
    public TokenRefresher(Requests requests, Loop loop, TokenSaver saver, Backoff backoff, TokenListener user) {
        this.requests = requests;
        this.loop = loop;
        this.saver = saver;
        this.backoff = backoff;
        this.user = user;
    }

    /** This connection uses the grant from now on. */
    public void use(Grant grant) {
        loop.check();
        if (!memberships.containsKey(grant)) {
            TokenListener member = new Member();
            memberships.put(grant, member);
            grant.join(member);
            arm(grant);
        }
    }

    /** No account of this connection uses the grant any more. */
    public void forget(Grant grant) {
        loop.check();
        TokenListener member = memberships.remove(grant);
        if (member != null) {
            grant.leave(member);
            arm(grant);
        }
    }

    /** The application is authorised on a link. */
    public void linkUp() {
        loop.check();
        linked = true;
        memberships.keySet().forEach(this::arm);
    }

    /** The link is gone: nothing is refreshed until the next one is authorised. */
    public void linkLost() {
        loop.check();
        linked = false;
        timers.values().forEach(Loop.Timer::cancel);
        timers.clear();
    }

    /** The loop has ended: other connections may finish refreshes that were begun here. Called last, on any thread. */
    @AnyThread
    public void ended() {
        memberships.forEach(Grant::leave);
        begun.forEach((grant, attempt) -> {
            if (grant.isCurrent(attempt)) {
                leave(grant, attempt);
            }
        });
    }

    /** Leaves a refresh to the other connections, which wait for its end. */
    private void leave(Grant grant, int attempt) {
        if (grant.abandoned(attempt, loop.now(), loop.nanoTime())) {
            grant.tell(listener -> listener.renewed(grant, !grant.isUnsaved()));
        } else {
            NotSentException closed = new NotSentException(
                    "Not refreshed: the connection that was about to do so was closed; the next one tries again", null);
            grant.tell(listener -> listener.notRenewed(grant, closed));
        }
    }

    /** An account needs another access token than it has; begins a refresh if that can bring one. */
    public RefreshDecision demand(Grant grant, @Nullable String refused) {
        loop.check();
        RefreshDecision decision = grant.beginRefresh(refused, loop.nanoTime());
        if (decision == RefreshDecision.GRANTED) {
            int attempt = grant.attempt();
            begun.put(grant, attempt);
            LOG.info("Refreshing the tokens of a cTrader ID");
            saver.save(grant, failure -> send(grant, attempt));
        }
        return decision;
    }

    /** The server answered a refresh token with new tokens, for a request of this client or of a user, in time or late. */
    public void answered(Grant grant, String refreshedToken, ProtoOARefreshTokenRes answer) {
        loop.check();
        if (!grant.adopt(refreshedToken, answer, loop.now())) {
            if (answer.getAccessToken().isBlank() && grant.isUnsaved()) {
                saver.save(grant, failure -> {});
            }
            return;
        }
        begun.put(grant, grant.attempt());
        failures = 0;
        saver.save(grant, failure -> publish(grant, failure));
    }

    private void publish(Grant grant, @Nullable Throwable failure) {
        LOG.info("The tokens of a cTrader ID were refreshed; the access token is good until {}", grant.expiresAt());
        grant.publish(loop.now(), loop.nanoTime());
        grant.tell(listener -> listener.renewed(grant, failure == null));
        if (failure != null) {
            saver.keepSaving(grant, () -> grant.tell(listener -> listener.renewed(grant, true)));
        }
    }

    private void send(Grant grant, int attempt) {
        String refreshToken = Objects.requireNonNull(grant.refreshToken());
        ProtoOARefreshTokenReq request = ProtoOARefreshTokenReq.newBuilder()
                .setRefreshToken(refreshToken)
                .build();
        Callbacks.whenDone(requests.send(request, Priority.CONTROL), (answer, failure) -> {
            // The pair itself comes in through answered(), also when it is late.
            if (grant.isCurrent(attempt)) {
                failed(grant, attempt, failure instanceof CTraderException known ? known : answeredBy(answer, failure));
            }
        });
    }

    private static CTraderException answeredBy(@Nullable InboundMessage answer, @Nullable Throwable failure) {
        return answer != null && answer.message() instanceof ProtoOARefreshTokenRes
                ? new RequestRejectedException(
                        "The refresh of the tokens was answered without an access token",
                        "",
                        null,
                        Retryability.AFTER_DELAY)
                : new RequestTimeoutException("The refresh of the tokens got an answer that is none", failure);
    }

    private void failed(Grant grant, int attempt, CTraderException cause) {
        long now = loop.nanoTime();
        boolean sent = !(cause instanceof NotSentException);
        // On the next link the present access token is tried first, which needs no delay.
        long next = linked ? now + backoff.delay(++failures).toNanos() : now;
        if (cause instanceof RequestTimeoutException) {
            grant.unanswered(attempt, next);
        } else if (sent && isFinal(cause)) {
            grant.refused(attempt, cause, now);
        } else {
            grant.postponed(attempt, next);
        }
        LOG.warn("The tokens of a cTrader ID were not refreshed: {}", cause.getMessage());
        if (grant.isUnsaved()) {
            saver.save(grant, failure -> {});
        }
        grant.tell(listener -> listener.notRenewed(grant, cause));
    }

    /** Whether the rejection is about the refresh token, and not about the state of the server. */
    private static boolean isFinal(CTraderException cause) {
        if (cause instanceof AuthenticationException) {
            return !ServerErrors.applicationNotAuthorised(cause);
        }
        return cause instanceof RequestRejectedException no
                && no.getRetryability() == Retryability.AFTER_FIX
                && !ServerErrorCode.UNKNOWN_ERROR.is(no.getErrorCode());
    }

    private void arm(Grant grant) {
        Loop.Timer armed = timers.remove(grant);
        if (armed != null) {
            armed.cancel();
        }
        Duration wait = grant.untilRefresh(loop.now(), loop.nanoTime());
        if (linked && wait != null && memberships.containsKey(grant)) {
            Duration bounded = wait.compareTo(LONGEST_TIMER) > 0 ? LONGEST_TIMER : wait;
            timers.put(
                    grant,
                    loop.schedule(
                            bounded.compareTo(SHORTEST_TIMER) < 0 ? SHORTEST_TIMER : bounded, () -> lookAt(grant)));
        }
    }

    private void lookAt(Grant grant) {
        Duration wait = grant.untilRefresh(loop.now(), loop.nanoTime());
        if (wait != null && (wait.isZero() || wait.isNegative())) {
            demand(grant, grant.accessToken());
        }
        arm(grant);
    }

    /** Brings news of a grant onto this loop. */
    private final class Member implements TokenListener {
        @Override
        public void renewed(Grant grant, boolean saved) {
            post(() -> {
                arm(grant);
                user.renewed(grant, saved);
            });
        }

        @Override
        public void notRenewed(Grant grant, CTraderException cause) {
            post(() -> {
                arm(grant);
                user.notRenewed(grant, cause);
            });
        }

        private void post(Runnable news) {
            if (!loop.tryExecute(news)) {
                LOG.debug("Tokens changed after the end of a connection that used them");
            }
        }
    }
}
