package io.github.camelctrader.client.account;

import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.connection.Failure;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Authorises the application, which comes before anything else on a link. Confined to the loop. */
public final class ApplicationAuthorisation {
    private static final Set<String> ALREADY_DONE = Set.of("CH_CLIENT_ALREADY_AUTHENTICATED", "ALREADY_LOGGED_IN");
    /** How often to look whether a maintenance without a (sensible) end is over. */
    private static final Duration MAINTENANCE_CHECK = Duration.ofMinutes(1);

    private final ConnectionSettings settings;
    private final Requests requests;
    private final Ticker ticker;
    private final Backoff suspension;
    private int refusals;

    /** @param suspension how long to leave a server alone that refused the credentials */
    public ApplicationAuthorisation(ConnectionSettings settings, Requests requests, Ticker ticker, Backoff suspension) {
        this.settings = settings;
        this.requests = requests;
        this.ticker = ticker;
        this.suspension = suspension;
    }

    /** @return completes with null once the application is authorised, or with what keeps it from being so */
    public CompletableFuture<@Nullable Failure> authorise() {
        ProtoOAApplicationAuthReq request = ProtoOAApplicationAuthReq.newBuilder()
                .setClientId(settings.clientId())
                .setClientSecret(settings.clientSecret())
                .build();
        return requests.send(request, Priority.CONTROL).handle((answer, thrown) -> {
            if (thrown == null || alreadyDone(thrown)) {
                refusals = 0;
                return null;
            }
            return explain(thrown);
        });
    }

    private Failure explain(Throwable thrown) {
        if (thrown instanceof AuthenticationException refused) {
            return Failure.suspending(
                    DisconnectReason.APPLICATION_REFUSED,
                    () -> new AuthenticationException(
                            "The server refused the application: check clientId and clientSecret, and that the application is"
                                    + " active in the Open API portal (" + refused.getMessage() + ")",
                            refused.getErrorCode(),
                            refused.getDescription()),
                    suspension.delay(++refusals));
        }
        if (thrown instanceof MaintenanceException maintenance) {
            Duration told = Maintenance.untilEnd(maintenance, ticker.now());
            return Failure.suspending(
                    DisconnectReason.MAINTENANCE,
                    Maintenance.answer(maintenance),
                    told.isZero() ? MAINTENANCE_CHECK : told);
        }
        return Failure.of(
                thrown instanceof RequestTimeoutException
                        ? DisconnectReason.APPLICATION_AUTH_TIMEOUT
                        : DisconnectReason.APPLICATION_REFUSED,
                "the application was not authorised: " + thrown.getMessage(),
                thrown);
    }

    private static boolean alreadyDone(Throwable thrown) {
        return thrown instanceof RequestRejectedException rejected && ALREADY_DONE.contains(rejected.getErrorCode());
    }
}
