package io.github.camelctrader.client.connection;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.DisconnectReason;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a link ended or was never made.
 *
 * @param reason the kind of cause
 * @param description the cause in words, and what the user has to do, if anything; never with a secret
 * @param cause what was thrown, or null
 * @param suspendFor how long no attempt makes sense, or null when the ordinary back-off is right
 * @param answer makes what requests that wait are told at once while the connection is suspended; null when they go on
 *     waiting
 */
public record DisconnectCause(
        DisconnectReason reason,
        String description,
        @Nullable Throwable cause,
        @Nullable Duration suspendFor,
        @Nullable Supplier<CTraderException> answer) {

    /** A cause that the ordinary back-off may cure. */
    public static DisconnectCause of(DisconnectReason reason, String description, @Nullable Throwable cause) {
        return new DisconnectCause(reason, description, cause, null, null);
    }

    /** A cause that only time or a person cures. */
    public static DisconnectCause suspending(
            DisconnectReason reason, Supplier<CTraderException> answer, Duration suspendFor) {
        CTraderException cause = answer.get();
        return new DisconnectCause(reason, String.valueOf(cause.getMessage()), cause, suspendFor, answer);
    }
}
