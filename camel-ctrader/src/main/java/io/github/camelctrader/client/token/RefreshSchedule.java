package io.github.camelctrader.client.token;

import io.github.camelctrader.client.CTraderException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a grant may be refreshed, when it should be, and what is told meanwhile. Guarded by the grant's lock. */
final class RefreshSchedule {
    /** A refresh goes ahead of the expiry by this, or by a quarter of the token's life if that is less. */
    private static final Duration LEAD = Duration.ofMinutes(15);
    /** A token that was just got, and a refresh token that was just refused, are not tried again before this. */
    static final Duration GAP = Duration.ofMinutes(5);
    /** After so many refusals in a row the gap grows no more. */
    private static final int MOST_DOUBLINGS = 3;

    private static final String LOST =
            "A refresh of these tokens was under way when its answer was lost, and the server does not"
                    + " take the old refresh token any more (";
    private static final String INVALID =
            "The access token is not valid (any more), and the server does not take the refresh token (";
    private static final String CURE =
            "): a new consent is needed; let the user grant the application access again, and set the"
                    + " new accessToken and refreshToken on the component (camel.component.ctrader.*) or on the endpoint";
    private static final String TOO_YOUNG =
            "The access token that a refresh brought moments ago is refused, so another refresh is"
                    + " not tried for some minutes";

    private @Nullable Instant refreshAt;
    private @Nullable Long heldUntil;
    private @Nullable String why;
    private @Nullable CTraderException refusal;
    private int refusals;

    /** @param expiry of the access token, or null when it is not known */
    void expires(Instant now, @Nullable Instant expiry) {
        if (expiry == null) {
            refreshAt = null;
            return;
        }
        Duration quarter = Duration.between(now, expiry).dividedBy(4);
        Duration lead = quarter.compareTo(LEAD) < 0 ? quarter : LEAD;
        refreshAt = lead.isNegative() ? now : expiry.minus(lead);
    }

    /** How long until a refresh should be tried; null when nothing says so. */
    @Nullable
    Duration untilRefresh(Instant now, long nanos) {
        if (refreshAt == null) {
            return null;
        }
        Duration due = Duration.between(now, refreshAt);
        Duration held = Duration.ofNanos(heldUntil == null ? 0 : heldUntil - nanos);
        return due.compareTo(held) > 0 ? due : held;
    }

    /** Whether no refresh may be tried now. */
    boolean isHeld(long nanos) {
        return heldUntil != null && nanos - heldUntil < 0;
    }

    /** Whether the cause of the last failure lasts until the user removes it. */
    boolean isFinal() {
        return why != null;
    }

    /** What is told of that cause, or null. */
    @Nullable
    String why() {
        return why;
    }

    /** The rejection of the refresh token, or null. */
    @Nullable
    CTraderException refusal() {
        return refusal;
    }

    /** The new pair is in use: it is given time to prove itself, though not all of a short life. */
    void renewed(Instant now, long nanos) {
        refusals = 0;
        Duration trial =
                refreshAt == null ? GAP : Duration.between(now, refreshAt).dividedBy(2);
        heldUntil = nanos + (trial.compareTo(GAP) < 0 ? trial : GAP).toNanos();
        why = TOO_YOUNG;
        refusal = null;
    }

    /** Trying again makes sense from then on. */
    void postponed(long untilNanos) {
        heldUntil = untilNanos;
        why = null;
        refusal = null;
    }

    /** @param lost whether the answer to an earlier refresh was lost */
    void refused(CTraderException no, boolean lost, long nanos) {
        heldUntil = nanos + (GAP.toNanos() << Math.min(refusals++, MOST_DOUBLINGS));
        why = (lost ? LOST : INVALID) + no.getMessage() + CURE;
        refusal = no;
    }
}
