package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.time.Loop.Timer;
import io.github.camelctrader.client.time.OnLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One subscription of one account: who wants it, and how it stands at the server. */
@OnLoop
final class Subscription {
    /** How a subscription stands at the server, as far as its answers tell. */
    enum Standing {
        OFF,
        ON,
        ON_WITH_TIMESTAMPS,
        /** A request that may or may not have changed it got no clear answer. */
        UNSURE
    }

    private final Topic topic;
    private final @Nullable Subscription spots;
    private final Set<SubscriptionInterest> wants = new LinkedHashSet<>();
    private Standing standing = Standing.OFF;
    private boolean suspect;
    private boolean alone;
    private boolean blocked;
    private boolean pending;
    private boolean foundStanding;
    private int failures;
    private @Nullable Timer retry;

    /** @param spots the spots of the same symbol, which have to stand before it can; null for spots themselves */
    Subscription(Topic topic, @Nullable Subscription spots) {
        this.topic = topic;
        this.spots = spots;
    }

    Topic topic() {
        return topic;
    }

    boolean isOf(Topic.Kind kind) {
        return topic.kind() == kind;
    }

    boolean dependsOn(Subscription other) {
        return spots == other;
    }

    /** A new user also is a reason to try again what was refused. */
    void add(SubscriptionInterest want) {
        wants.add(want);
        retryRefused();
    }

    void remove(SubscriptionInterest want) {
        wants.remove(want);
    }

    List<SubscriptionInterest> wants() {
        return List.copyOf(wants);
    }

    /** What has to change at the server, or null when all is as wanted, or cannot be so now. */
    @Nullable
    SubscriptionChange change() {
        if (wants.isEmpty()) {
            return standing == Standing.OFF ? null : SubscriptionChange.UNSUBSCRIBE;
        }
        return spots == null ? changeOfSpots() : changeBehind(spots);
    }

    private @Nullable SubscriptionChange changeOfSpots() {
        boolean timestamps = wants.stream().anyMatch(SubscriptionInterest::timestamps);
        return switch (standing) {
            case OFF, UNSURE ->
                timestamps ? SubscriptionChange.SUBSCRIBE_WITH_TIMESTAMPS : SubscriptionChange.SUBSCRIBE;
            case ON -> timestamps ? SubscriptionChange.UNSUBSCRIBE : null;
            case ON_WITH_TIMESTAMPS -> null;
        };
    }

    /** A book that came in before nobody knows when is not the whole book: it has to be subscribed from the start. */
    private @Nullable SubscriptionChange changeBehind(Subscription base) {
        if (stands() || !base.stands()) {
            return null;
        }
        return standing == Standing.UNSURE && isOf(Topic.Kind.DEPTH)
                ? SubscriptionChange.UNSUBSCRIBE
                : SubscriptionChange.SUBSCRIBE;
    }

    /** Whether it comes in, as far as the server's answers tell. */
    boolean stands() {
        return standing == Standing.ON || standing == Standing.ON_WITH_TIMESTAMPS;
    }

    Standing standing() {
        return standing;
    }

    void standing(Standing standing) {
        this.standing = standing;
    }

    /** Whether it needs a request of its own, so that it cannot spoil those of others. */
    boolean alone() {
        return alone;
    }

    void splitOff() {
        alone = true;
    }

    /** Whether it may be asked for now: no request is under way, and none has to wait. */
    boolean isFree() {
        return !blocked && !pending;
    }

    /** Whether a request is under way. */
    void pending(boolean underWay) {
        pending = underWay;
    }

    int failures() {
        return failures;
    }

    /** What failed before counts until it stands. */
    void succeeded(Standing standing) {
        this.standing = standing;
        if (stands()) {
            suspect = false;
            alone = false;
            failures = 0;
            wants.forEach(want -> want.works(topic));
        }
    }

    /**
     * The server says that it stands already. Bars and quotes go on as if just subscribed; of a book it is not known what came
     * before, unless it was unsubscribed a moment ago, and the server errs.
     *
     * @return whether it counts as subscribed
     */
    boolean foundStanding(Standing wanted) {
        boolean begun = !isOf(Topic.Kind.DEPTH) || foundStanding;
        foundStanding = !begun;
        succeeded(begun ? wanted : Standing.UNSURE);
        return begun;
    }

    /** It is to be subscribed from the start. */
    void renew() {
        if (stands()) {
            standing = Standing.UNSURE;
        }
    }

    /** The server refused this very subscription. */
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

    /** Whatever the server refused this very subscription for may be over; limits and missing answers are waited for all the same. */
    void retryRefused() {
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
        pending = false;
        foundStanding = false;
        standing = Standing.OFF;
        alone = suspect;
        failures = 0;
    }

    boolean idle() {
        return wants.isEmpty() && standing == Standing.OFF && !pending;
    }
}
