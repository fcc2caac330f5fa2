package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.time.Loop.Timer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spots of one symbol of one account: who wants them, and how they stand at the server. */
final class SpotSubscription {
    /** How a subscription stands at the server, as far as its answers tell. */
    enum Standing {
        OFF,
        ON,
        ON_WITH_TIMESTAMPS,
        /** A request that may or may not have changed it got no clear answer. */
        UNSURE
    }

    private final long symbolId;
    private final Set<SpotInterest> wants = new LinkedHashSet<>();
    private Standing standing = Standing.OFF;
    private boolean suspect;
    private boolean alone;
    private boolean blocked;
    private int failures;
    private @Nullable Timer retry;

    SpotSubscription(long symbolId) {
        this.symbolId = symbolId;
    }

    long symbolId() {
        return symbolId;
    }

    /** A new user also is a reason to try again what was refused. */
    void add(SpotInterest want) {
        wants.add(want);
        hopeAgain();
    }

    void remove(SpotInterest want) {
        wants.remove(want);
    }

    List<SpotInterest> wants() {
        return List.copyOf(wants);
    }

    /** What has to change at the server, or null when all is as wanted. */
    @Nullable
    SpotChange change() {
        if (wants.isEmpty()) {
            return standing == Standing.OFF ? null : SpotChange.UNSUBSCRIBE;
        }
        boolean timestamps = wants.stream().anyMatch(SpotInterest::timestamps);
        return switch (standing) {
            case OFF, UNSURE -> timestamps ? SpotChange.SUBSCRIBE_WITH_TIMESTAMPS : SpotChange.SUBSCRIBE;
            case ON -> timestamps ? SpotChange.UNSUBSCRIBE : null;
            case ON_WITH_TIMESTAMPS -> null;
        };
    }

    Standing standing() {
        return standing;
    }

    void standing(Standing standing) {
        this.standing = standing;
    }

    /** Whether this symbol needs a request of its own, so that it cannot spoil those of others. */
    boolean alone() {
        return alone;
    }

    void splitOff() {
        alone = true;
    }

    boolean blocked() {
        return blocked;
    }

    int failures() {
        return failures;
    }

    void succeeded(Standing standing) {
        this.standing = standing;
        suspect = false;
        alone = false;
        failures = 0;
        wants.forEach(want -> want.works(symbolId));
    }

    /** The server refused this very symbol. */
    void refused(Standing standing) {
        this.standing = standing;
        suspect = true;
        alone = true;
    }

    void countFailure() {
        failures++;
    }

    /** Nothing is asked for until {@code retry} fires. */
    void block(Timer retry) {
        blocked = true;
        this.retry = retry;
    }

    /** Whatever the server refused this very symbol for may be over; limits and missing answers are waited for all the same. */
    void hopeAgain() {
        if (suspect && retry != null) {
            retry.cancel();
            unblock();
            failures = 0;
        }
    }

    void unblock() {
        blocked = false;
        retry = null;
    }

    /** The link is gone and all that stood on it; who wants what stays. */
    void forgetLink() {
        if (retry != null) {
            retry.cancel();
        }
        unblock();
        standing = Standing.OFF;
        alone = suspect;
        failures = 0;
    }

    boolean idle() {
        return wants.isEmpty() && standing == Standing.OFF;
    }
}
