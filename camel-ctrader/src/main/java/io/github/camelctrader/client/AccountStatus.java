package io.github.camelctrader.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one account of a connection at one moment.
 *
 * @param accountId {@code ctidTraderAccountId}
 * @param state whether it can be used, and if not, why not yet
 * @param reason why requests of the account fail at the moment, without any secret; null when nothing failed
 * @param tokenExpires when the access token ends, as the server said when it gave it; null when that is not known, as of a token
 *     that was configured and never refreshed
 */
public record AccountStatus(
        long accountId,
        State state,
        @Nullable String reason,
        @Nullable Instant tokenExpires) {

    /** Whether an account can be used. */
    public enum State {
        /** There is no link, or the server ended the account's session and another one is not asked for yet. */
        WAITING,
        /** The authorisation is on its way. */
        AUTHORISING,
        /** Authorised; its subscriptions are being put in place. */
        RESTORING,
        /** Usable. */
        ACTIVE,
        /** Its access token was refused, and a refresh is under way. */
        REFRESHING,
        /** Refused for a passing cause; it is tried again. */
        RETRYING,
        /** Refused until the user removes the cause; tried again now and then. */
        REFUSED,
        /** Logged out by its user, until it is used again. */
        LOGGED_OUT
    }
}
