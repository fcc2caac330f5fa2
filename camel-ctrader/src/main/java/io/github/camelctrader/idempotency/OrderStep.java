package io.github.camelctrader.idempotency;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One order request that a route wants, however often it is attempted. Guarded by {@link OrderIds}, where not said otherwise. */
final class OrderStep {
    private enum State {
        UNDER_WAY,
        FAILED,
        SUCCEEDED
    }

    /**
     * What a step wants and where.
     *
     * @param endpoint the endpoint's key, never shown: it may hold secrets
     * @param node id of the node of the route, or null where the exchange is in none
     * @param contents what the exchange asks for, before anything was looked up for it
     */
    record Wish(String endpoint, @Nullable String node, Object contents) {
        boolean isOfSameNode(Wish other) {
            return endpoint.equals(other.endpoint) && Objects.equals(node, other.node);
        }
    }

    private final String id;
    private final Wish wish;
    private final List<WeakReference<Throwable>> failuresBefore = new ArrayList<>();
    private boolean begunClean;
    private AttemptOrigin attempt = AttemptOrigin.NONE;
    private State state = State.UNDER_WAY;
    private @Nullable Long cameFrom;

    OrderStep(String id, Wish wish) {
        this.id = id;
        this.wish = wish;
    }

    /** What makes the request recognisable. Any thread. */
    String id() {
        return id;
    }

    /** @param mark the one that the message carries, or null */
    void begin(AttemptOrigin next, @Nullable Long mark) {
        attempt = next;
        cameFrom = mark;
        state = State.UNDER_WAY;
        passed(next);
    }

    /** The attempts that begin with this failure do not come to this step any more. */
    void passed(AttemptOrigin other) {
        Throwable failure = other.caught();
        if (failure == null) {
            begunClean = true;
        } else if (!isKnown(failure)) {
            failuresBefore.add(new WeakReference<>(failure));
        }
    }

    /** The mark of the message that the last attempt began with, or null. */
    @Nullable
    Long cameFrom() {
        return cameFrom;
    }

    void failed() {
        state = State.FAILED;
    }

    void succeeded() {
        state = State.SUCCEEDED;
    }

    boolean isUnderWay() {
        return state == State.UNDER_WAY;
    }

    boolean isBySameExchange(AttemptOrigin other) {
        return attempt.isBySameExchange(other);
    }

    /**
     * Whether a request repeats this step.
     *
     * @param caused whether the failure that its exchange carries came of this step
     * @param behind whether its message has come through this step
     * @param marked whether its message has come through any step
     */
    boolean isRepeatedBy(Wish other, AttemptOrigin next, boolean caused, boolean behind, boolean marked) {
        if (!wish.contents().equals(other.contents())) {
            return false;
        }
        if (!wish.isOfSameNode(other)) {
            return isFailedOver(next);
        }
        return state == State.FAILED && (attempt.isBySameExchange(next) || caused && !attempt.isBeside(next))
                || isFailedOver(next)
                || !behind && isSetBack(next, marked);
    }

    /** Whether this attempt failed and the next one is by another copy that knows nothing of it. */
    private boolean isFailedOver(AttemptOrigin next) {
        Throwable failure = next.caught();
        return state == State.FAILED
                && attempt.isForSameMessage(next)
                && (failure == null ? begunClean : isKnown(failure));
    }

    /** Whether something failed since, and the next attempt may be one from before this step. */
    private boolean isSetBack(AttemptOrigin next, boolean marked) {
        Throwable failure = next.caught();
        boolean failedSince = failure != null && !isKnown(failure);
        boolean free = state != State.UNDER_WAY || attempt.isLeftBehindBy(next);
        boolean anotherRound = attempt.isInAnotherRound(next)
                && !(marked && attempt.isBySameExchange(next))
                && !attempt.isGivenUpBefore(next);
        return failedSince && free && !anotherRound && !attempt.isBeside(next);
    }

    private boolean isKnown(Throwable failure) {
        return failuresBefore.stream().anyMatch(known -> known.get() == failure);
    }

    /** How near an attempt is to the last one: the nearest step is the one that is repeated. */
    int nearness(AttemptOrigin next) {
        return (attempt.isBySameExchange(next) ? 4 : 0)
                + (attempt.hasSameParent(next) ? 2 : 0)
                + (attempt.isInSamePlace(next) ? 1 : 0);
    }
}
