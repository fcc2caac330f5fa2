package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.ServerErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the server's refusals mean. {@link ServerErrorCode} has the reaction to each code; a code that is not in there is
 * passed on as it is. Refusals come in three forms: an error response, an order error event, and an
 * execution event of a rejected kind.
 */
public final class ServerErrors {
    /** The server names whole seconds; where it names none, its windows are one second long. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);
    /** A longer wait than this is taken for this: the field is unsigned and unbounded. */
    private static final long MAX_RETRY_AFTER_SECONDS = Duration.ofDays(1).toSeconds();
    /** Below this a maintenance end is in seconds: the two error messages of the schema disagree about the unit. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private ServerErrors() {}

    /** The exception that a message stands for, or null when it is no refusal. */
    public static @Nullable CTraderException refusal(Message message) {
        if (message instanceof ProtoOAErrorRes error) {
            return exception(
                            error.getErrorCode(),
                            error.hasDescription() ? error.getDescription() : null,
                            error.hasRetryAfter() ? bounded(error.getRetryAfter()) : null,
                            error.hasMaintenanceEndTimestamp() ? error.getMaintenanceEndTimestamp() : 0)
                    .concerning(null, account(error.getCtidTraderAccountId()), null);
        }
        if (message instanceof ProtoErrorRes error) {
            return exception(
                    error.getErrorCode(),
                    error.hasDescription() ? error.getDescription() : null,
                    null,
                    error.getMaintenanceEndTimestamp());
        }
        if (message instanceof ProtoOAOrderErrorEvent error) {
            return exception(error.getErrorCode(), error.hasDescription() ? error.getDescription() : null, null, 0)
                    .concerning(null, account(error.getCtidTraderAccountId()), null);
        }
        if (message instanceof ProtoOAExecutionEvent event && rejected(event)) {
            String code = event.hasErrorCode()
                    ? event.getErrorCode()
                    : event.getExecutionType().name();
            return exception(code, null, null, 0).concerning(null, account(event.getCtidTraderAccountId()), null);
        }
        return null;
    }

    /** Whether the server refuses because the account has no session on this link. */
    public static boolean accountNotAuthorised(String errorCode, @Nullable String description) {
        return ServerErrorCode.ACCOUNT_NOT_AUTHORIZED.is(errorCode)
                || (ServerErrorCode.INVALID_REQUEST.is(errorCode)
                        && description != null
                        && description.toLowerCase(Locale.ROOT).contains("not authorized"));
    }

    /** Whether the server refuses because the access token, or the refresh token, is not valid or expired. */
    public static boolean tokenRefused(CTraderException refusal) {
        return refusal instanceof AuthenticationException no && ServerErrorCode.saysNoValidToken(no.getErrorCode());
    }

    /** Whether the server refuses because the application is not authorised on this link. */
    public static boolean applicationNotAuthorised(CTraderException refusal) {
        return refusal instanceof AuthenticationException no
                && (ServerErrorCode.CH_CLIENT_NOT_AUTHENTICATED.is(no.getErrorCode())
                        || ServerErrorCode.UNSUPPORTED_MESSAGE.is(no.getErrorCode()));
    }

    /**
     * What a refusal means to this request: to requests about tokens, a server that has not authorised the application says
     * that it does not know such a message.
     */
    static CTraderException meaning(Message request, CTraderException refusal) {
        boolean aboutTokens =
                request instanceof ProtoOARefreshTokenReq || request instanceof ProtoOAGetAccountListByAccessTokenReq;
        return aboutTokens
                        && refusal instanceof RequestRejectedException no
                        && ServerErrorCode.UNSUPPORTED_MESSAGE.is(no.getErrorCode())
                ? new AuthenticationException(
                        "The server refused the request, as it does where the application is not authorised: "
                                + no.getMessage(),
                        no.getErrorCode(),
                        no.getDescription())
                : refusal;
    }

    private static boolean rejected(ProtoOAExecutionEvent event) {
        return event.hasExecutionType()
                && (event.getExecutionType() == ProtoOAExecutionType.ORDER_REJECTED
                        || event.getExecutionType() == ProtoOAExecutionType.ORDER_CANCEL_REJECTED);
    }

    private static CTraderException exception(
            String code, @Nullable String description, @Nullable Duration retryAfter, long maintenanceEnd) {
        String text = description == null ? code : code + " (" + description + ")";
        if (accountNotAuthorised(code, description)) {
            return unauthorised(text, code, description);
        }
        return switch (ServerErrorCode.reactionTo(code)) {
            case AUTHORISE -> unauthorised(text, code, description);
            case HOLD_BACK -> limited(text, code, description, retryAfter == null ? DEFAULT_RETRY_AFTER : retryAfter);
            case AWAIT_END ->
                maintenance(text, code, description, maintenanceEnd <= 0 ? null : instant(maintenanceEnd));
            case TRY_LATER -> rejected(text, code, description, Retryability.AFTER_DELAY);
            case PASS_ON -> rejected(text, code, description, Retryability.AFTER_FIX);
        };
    }

    private static CTraderException unauthorised(String text, String code, @Nullable String description) {
        return new AuthenticationException("The server refused the authorisation: " + text, code, description);
    }

    private static CTraderException limited(String text, String code, @Nullable String description, Duration wait) {
        return new RateLimitedException(
                "The server limits this kind of request: " + text + "; send it again after " + wait.toSeconds() + " s",
                code,
                description,
                wait);
    }

    private static CTraderException maintenance(
            String text, String code, @Nullable String description, @Nullable Instant end) {
        return new MaintenanceException(
                "The server is under maintenance" + (end == null ? "" : " until " + end) + ": " + text,
                code,
                description,
                end);
    }

    private static CTraderException rejected(
            String text, String code, @Nullable String description, Retryability retryability) {
        return new RequestRejectedException("The server refused the request: " + text, code, description, retryability);
    }

    private static Duration bounded(long unsignedSeconds) {
        return Duration.ofSeconds(
                unsignedSeconds < 0 ? MAX_RETRY_AFTER_SECONDS : Math.min(unsignedSeconds, MAX_RETRY_AFTER_SECONDS));
    }

    private static Instant instant(long secondsOrMillis) {
        return secondsOrMillis < FIRST_MILLIS
                ? Instant.ofEpochSecond(secondsOrMillis)
                : Instant.ofEpochMilli(secondsOrMillis);
    }

    private static @Nullable Long account(long accountId) {
        return accountId == 0 ? null : accountId;
    }
}
