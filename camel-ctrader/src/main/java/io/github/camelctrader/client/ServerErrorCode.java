package io.github.camelctrader.client;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The error codes of the server with the reaction of this client to each. They are compared by name, since the numbers of the two lists
 * of the schema overlap. The reaction to any other code is {@link Reaction#PASS_ON}.
 */
public enum ServerErrorCode {
    /** The access token is past its life. */
    OA_AUTH_TOKEN_EXPIRED(Reaction.AUTHORISE),
    /** The access token is not valid, for instance because it was refreshed or revoked. */
    CH_ACCESS_TOKEN_INVALID(Reaction.AUTHORISE),
    /** The account has no session on this connection. */
    ACCOUNT_NOT_AUTHORIZED(Reaction.AUTHORISE),
    /** The trading server has no such account. */
    RET_NO_SUCH_LOGIN(Reaction.AUTHORISE),
    /** The broker disabled the account. */
    RET_ACCOUNT_DISABLED(Reaction.AUTHORISE),
    /** No account has this {@code ctidTraderAccountId}. */
    CH_CTID_TRADER_ACCOUNT_NOT_FOUND(Reaction.AUTHORISE),
    /** The account may not be operated over this connection. */
    CHANNEL_IS_BLOCKED(Reaction.AUTHORISE),
    /** Client id and secret do not fit, or the application is not active. */
    CH_CLIENT_AUTH_FAILURE(Reaction.AUTHORISE),
    /** The application is not authorised on this connection. */
    CH_CLIENT_NOT_AUTHENTICATED(Reaction.AUTHORISE),
    /** No application has this client id. */
    CH_OA_CLIENT_NOT_FOUND(Reaction.AUTHORISE),
    /** Too many requests in the last second. */
    REQUEST_FREQUENCY_EXCEEDED(Reaction.HOLD_BACK),
    /** Requests of this payload type are blocked, most often for the same reason. */
    BLOCKED_PAYLOAD_TYPE(Reaction.HOLD_BACK),
    /** The server is down for maintenance. */
    SERVER_IS_UNDER_MAINTENANCE(Reaction.AWAIT_END),
    /** The trading server is away for a while, or serves the other environment. */
    CANT_ROUTE_REQUEST(Reaction.TRY_LATER),
    /** The trading server cannot be reached at present. */
    CH_SERVER_NOT_REACHABLE(Reaction.TRY_LATER),
    /** The application has too many connections. */
    CONNECTIONS_LIMIT_EXCEEDED(Reaction.TRY_LATER),
    /** The order is being executed or changed at this moment. */
    CONCURRENT_MODIFICATION(Reaction.TRY_LATER),
    /** The position is busy with another operation. */
    POSITION_LOCKED(Reaction.TRY_LATER),
    /** The order or position waits for an execution. */
    PENDING_EXECUTION(Reaction.TRY_LATER),
    /** The symbol has no price at present. */
    NO_QUOTES(Reaction.TRY_LATER),
    /** The symbol is not in a trading session. */
    MARKET_CLOSED(Reaction.TRY_LATER),
    /** The execution took too long, so that it was refused. */
    TIMEOUT_ERROR(Reaction.TRY_LATER),
    /** The server failed and does not say why: the outcome of an order is looked up, a refresh of tokens is tried again. */
    UNKNOWN_ERROR(Reaction.PASS_ON),
    /**
     * The server does not handle this message. Requests about tokens get this code, too, where the application is not
     * authorised.
     */
    UNSUPPORTED_MESSAGE(Reaction.PASS_ON),
    /** A value is not acceptable. The server uses it too for an account that has no session on this connection. */
    INVALID_REQUEST(Reaction.PASS_ON),
    /** Nothing has the id that the request names. */
    ENTITY_NOT_FOUND(Reaction.PASS_ON),
    /** The envelope is larger than the server accepts. */
    FRAME_TOO_LONG(Reaction.PASS_ON),
    /** The account or the application is authorised already: counts as done. */
    ALREADY_LOGGED_IN(Reaction.PASS_ON),
    /** The application is authorised already: counts as done. */
    CH_CLIENT_ALREADY_AUTHENTICATED(Reaction.PASS_ON),
    /** A guaranteed stop loss cannot be moved further away from the price. */
    WORSE_GSL_NOT_ALLOWED(Reaction.PASS_ON),
    /** The symbol is not traded because of a holiday. */
    SYMBOL_HAS_HOLIDAY(Reaction.PASS_ON),
    /** Bars and depth need a subscription to spots. */
    NOT_SUBSCRIBED_TO_SPOTS(Reaction.PASS_ON),
    /** The subscription exists: counts as done. */
    ALREADY_SUBSCRIBED(Reaction.PASS_ON),
    /** No symbol of the account has this id. */
    SYMBOL_NOT_FOUND(Reaction.PASS_ON),
    /** No symbol of the account has this id. */
    UNKNOWN_SYMBOL(Reaction.PASS_ON),
    /** The time range is reversed, invalid or too wide. */
    INCORRECT_BOUNDARIES(Reaction.PASS_ON),
    /** The free margin does not suffice. */
    NOT_ENOUGH_MONEY(Reaction.PASS_ON),
    /** The order would exceed the exposure that the symbol allows. */
    MAX_EXPOSURE_REACHED(Reaction.PASS_ON),
    /** No position has this id; it may be closed. */
    POSITION_NOT_FOUND(Reaction.PASS_ON),
    /** No open position has this id. */
    POSITION_NOT_FOUND_OR_NOT_OPENED(Reaction.PASS_ON),
    /** No live order has this id; where it was to be cancelled, the outcome is looked up. */
    ORDER_NOT_FOUND(Reaction.PASS_ON),
    /** The position cannot be changed or closed. */
    POSITION_NOT_OPEN(Reaction.PASS_ON),
    /** The account holds as many positions and orders as the broker allows. */
    TOO_MANY_POSITIONS(Reaction.PASS_ON),
    /** The volume does not fit the symbol. */
    TRADING_BAD_VOLUME(Reaction.PASS_ON),
    /** Stop loss or take profit is on the wrong side of the price. */
    TRADING_BAD_STOPS(Reaction.PASS_ON),
    /** A price is not acceptable. */
    TRADING_BAD_PRICES(Reaction.PASS_ON),
    /** The stake of a spread bet is not acceptable. */
    TRADING_BAD_STAKE(Reaction.PASS_ON),
    /** Stop loss or take profit is nearer to the price than the symbol allows. */
    PROTECTION_IS_TOO_CLOSE_TO_MARKET(Reaction.PASS_ON),
    /** The expiration time is not acceptable. */
    TRADING_BAD_EXPIRATION_DATE(Reaction.PASS_ON),
    /** Trading is disabled for the symbol. */
    TRADING_DISABLED(Reaction.PASS_ON),
    /** Account or permission is for looking only. */
    TRADING_NOT_ALLOWED(Reaction.PASS_ON),
    /** The order cannot be cancelled; it may be filled, so that the outcome is looked up. */
    UNABLE_TO_CANCEL_ORDER(Reaction.PASS_ON),
    /** The order cannot be amended; it may have ended. */
    UNABLE_TO_AMEND_ORDER(Reaction.PASS_ON),
    /** The symbol cannot be sold short. */
    SHORT_SELLING_NOT_ALLOWED(Reaction.PASS_ON),
    /** There is no subscription to profit and loss that could end. */
    NOT_SUBSCRIBED_TO_PNL(Reaction.PASS_ON);

    /** What this client does when the server refuses with a code. */
    public enum Reaction {
        /**
         * Fails with an {@link AuthenticationException}. Before that, an expired token is refreshed, and an account or application
         * without a session is authorised again, after which the request is sent once more.
         */
        AUTHORISE,
        /** Keeps requests of this kind back for as long as the server says; {@link RateLimitedException} if that is too long. */
        HOLD_BACK,
        /** Waits for the end of the maintenance; {@link MaintenanceException} meanwhile. */
        AWAIT_END,
        /** Fails with a {@link RequestRejectedException} that says {@link Retryability#AFTER_DELAY}: the cause passes. */
        TRY_LATER,
        /** Fails with a {@link RequestRejectedException} that says {@link Retryability#AFTER_FIX}. */
        PASS_ON
    }

    private static final Map<String, ServerErrorCode> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ServerErrorCode::name, Function.identity()));
    private static final Set<ServerErrorCode> NO_SUCH_SYMBOL =
            Set.of(SYMBOL_NOT_FOUND, UNKNOWN_SYMBOL, ENTITY_NOT_FOUND);
    private static final Set<ServerErrorCode> NO_SUCH_ORDER = Set.of(ORDER_NOT_FOUND, ENTITY_NOT_FOUND);
    private static final Set<ServerErrorCode> NO_VALID_TOKEN = Set.of(CH_ACCESS_TOKEN_INVALID, OA_AUTH_TOKEN_EXPIRED);
    private static final Set<ServerErrorCode> AUTHORISED_ALREADY =
            Set.of(CH_CLIENT_ALREADY_AUTHENTICATED, ALREADY_LOGGED_IN);

    private final Reaction reaction;

    ServerErrorCode(Reaction reaction) {
        this.reaction = reaction;
    }

    /** What this client does. */
    public Reaction reaction() {
        return reaction;
    }

    /** The reaction to a code, also to one that is not in here. */
    public static Reaction reactionTo(String code) {
        ServerErrorCode known = BY_NAME.get(code);
        return known == null ? Reaction.PASS_ON : known.reaction;
    }

    /** Whether a code as it came from the server is this one; false for null. */
    public boolean is(@Nullable String code) {
        return name().equals(code);
    }

    /** Whether a code says that the account has no such symbol; false for null. */
    public static boolean saysNoSuchSymbol(@Nullable String code) {
        return isOneOf(NO_SUCH_SYMBOL, code);
    }

    /** Whether a code says that the account has no such order; false for null. */
    public static boolean saysNoSuchOrder(@Nullable String code) {
        return isOneOf(NO_SUCH_ORDER, code);
    }

    /** Whether a code says that an access or refresh token is not valid, or not any more; false for null. */
    public static boolean saysNoValidToken(@Nullable String code) {
        return isOneOf(NO_VALID_TOKEN, code);
    }

    /** Whether a code says that application or account is authorised already; false for null. */
    public static boolean saysAuthorisedAlready(@Nullable String code) {
        return isOneOf(AUTHORISED_ALREADY, code);
    }

    private static boolean isOneOf(Set<ServerErrorCode> codes, @Nullable String code) {
        ServerErrorCode known = code == null ? null : BY_NAME.get(code);
        return known != null && codes.contains(known);
    }
}
