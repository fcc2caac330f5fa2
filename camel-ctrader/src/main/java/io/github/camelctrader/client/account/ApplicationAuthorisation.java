package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.ServerErrorCode;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authorises the application, which comes before anything else on a link. */
@OnLoop
public final class ApplicationAuthorisation {
    /** Words of a reason that no new attempt cures; the server gives reasons as free text. */
    private static final Pattern BLOCKED =
            Pattern.compile("block|administrator|banned|suspend|deactivat|revoked", Pattern.CASE_INSENSITIVE);
    /**
     * A server may count a lost link for a while, so an application that was authorised before tries again soon this often.
     */
    private static final int SOON = 5;
    /** A longer pause than this is told to requests, which had better not wait for its end. */
    private static final Duration WORTH_WAITING = Duration.ofSeconds(5);
    /** An application that is blocked again within this time counts as blocked for long. */
    private static final Duration BLOCKED_AGAIN = Duration.ofMinutes(10);

    private String clientId;
    private String clientSecret;
    private final Requests requests;
    private final Ticker ticker;
    private final Backoff suspension;
    private int refusals;
    private int crowdedSinceLetIn = SOON;
    private @Nullable Long blockedNanos;

    /** @param suspension how long to leave a server alone that refused the credentials */
    public ApplicationAuthorisation(ConnectionSettings settings, Requests requests, Ticker ticker, Backoff suspension) {
        this.clientId = settings.clientId();
        this.clientSecret = settings.clientSecret();
        this.requests = requests;
        this.ticker = ticker;
        this.suspension = suspension;
    }

    /** @return completes with null once the application is authorised, or with what keeps it from being so */
    public CompletableFuture<@Nullable DisconnectCause> authorise() {
        ProtoOAApplicationAuthReq request = ProtoOAApplicationAuthReq.newBuilder()
                .setClientId(clientId)
                .setClientSecret(clientSecret)
                .build();
        return requests.send(request, Priority.CONTROL).handle((answer, thrown) -> {
            if (thrown == null || alreadyDone(thrown)) {
                refusals = 0;
                crowdedSinceLetIn = 0;
                return null;
            }
            return explain(thrown);
        });
    }

    /** Other credentials from the next authorisation on. */
    public void replaceCredentials(String otherId, String otherSecret) {
        clientId = otherId;
        clientSecret = otherSecret;
        refusals = 0;
    }

    /**
     * What it means that the server ended the application's session, for a reason that it gives in words. The next attempt shows
     * whether an application that somebody blocked is still so; one that is let in and blocked again is left alone.
     */
    public DisconnectCause cancelled(String reason) {
        String message = "the server cancelled the application's session: " + reason;
        boolean blocked = BLOCKED.matcher(reason).find();
        boolean again = blocked && blockedNanos != null && ticker.nanoTime() - blockedNanos < BLOCKED_AGAIN.toNanos();
        if (blocked) {
            blockedNanos = ticker.nanoTime();
        }
        if (!again) {
            return DisconnectCause.of(DisconnectReason.SESSION_CANCELLED, message, null);
        }
        return DisconnectCause.suspending(
                DisconnectReason.SESSION_CANCELLED,
                () -> new AuthenticationException(
                        "The application cannot be used, " + message + "; ask whoever blocked it", null, reason),
                suspension.delay(++refusals));
    }

    private DisconnectCause explain(Throwable thrown) {
        if (thrown instanceof AuthenticationException refused) {
            return DisconnectCause.suspending(
                    DisconnectReason.APPLICATION_REFUSED,
                    () -> refused.withMessage(
                            "The server refused the application: check clientId and clientSecret, and that the application is"
                                    + " active in the Open API portal (" + refused.getMessage() + ")"),
                    suspension.delay(++refusals));
        }
        if (thrown instanceof MaintenanceException maintenance) {
            return DisconnectCause.suspending(
                    DisconnectReason.MAINTENANCE,
                    Maintenance.answer(maintenance),
                    Maintenance.untilNextLook(maintenance, ticker.now()));
        }
        if (thrown instanceof RequestRejectedException crowded
                && ServerErrorCode.CONNECTIONS_LIMIT_EXCEEDED.is(crowded.getErrorCode())
                && crowdedSinceLetIn++ >= SOON) {
            return DisconnectCause.suspending(
                    DisconnectReason.APPLICATION_REFUSED,
                    () -> crowded.withMessage(
                            "The application has more connections than the server allows; close some, or wait: "
                                    + crowded.getMessage()),
                    suspension.delay(++refusals));
        }
        if (thrown instanceof RateLimitedException limited
                && limited.getRetryAfter().compareTo(WORTH_WAITING) > 0) {
            return DisconnectCause.suspending(
                    DisconnectReason.APPLICATION_REFUSED,
                    () -> limited.withMessage("The application is not authorised yet: " + limited.getMessage()),
                    limited.getRetryAfter());
        }
        return DisconnectCause.of(
                thrown instanceof RequestTimeoutException
                        ? DisconnectReason.APPLICATION_AUTH_TIMEOUT
                        : DisconnectReason.APPLICATION_REFUSED,
                "the application was not authorised: " + thrown.getMessage(),
                thrown);
    }

    private static boolean alreadyDone(Throwable thrown) {
        return thrown instanceof RequestRejectedException rejected
                && ServerErrorCode.saysAuthorisedAlready(rejected.getErrorCode());
    }
}
