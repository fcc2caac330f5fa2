package io.github.camelctrader.idempotency;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps that a message and all its copies have taken, in the order of their first attempts. Guarded by {@link OrderIds}. */
final class OrderTrail {
    static final int MOST_STEPS = 1_000;

    /** A step that a message came through, and the one before it. */
    private record Mark(OrderStep step, @Nullable Long before) {}

    private final long created;
    private final Deque<OrderStep> steps = new ArrayDeque<>();
    private final Map<@Nullable Long, Mark> marks = new LinkedHashMap<>();

    /** @param created when the first of the exchanges was, in ms since 1970 by its clock */
    OrderTrail(long created) {
        this.created = created;
    }

    long created() {
        return created;
    }

    /**
     * The step that a request repeats, or null.
     *
     * @param mark the one that its message carries, or null
     * @param causes steps that the failure came of which its exchange carries
     */
    @Nullable
    OrderStep repeated(OrderStep.Wish wish, AttemptOrigin attempt, @Nullable Long mark, Set<OrderStep> causes) {
        Set<OrderStep> behind = behind(mark);
        Set<OrderStep> known = new LinkedHashSet<>(steps);
        known.addAll(causes);
        OrderStep repeated = known.stream()
                .filter(step -> step.isRepeatedBy(
                        wish, attempt, causes.contains(step), behind.contains(step), !behind.isEmpty()))
                // The first of those that are equally near: max would find the last one.
                .min(Comparator.comparingInt(step -> -step.nearness(attempt)))
                .orElse(null);
        if (repeated != null) {
            pass(repeated, attempt);
        }
        return repeated;
    }

    /** An exchange goes through its steps in order: what came before the one that it repeats, it will not repeat any more. */
    private void pass(OrderStep repeated, AttemptOrigin attempt) {
        for (OrderStep step : steps) {
            if (step == repeated) {
                return;
            }
            if (step.isBySameExchange(attempt)) {
                step.passed(attempt);
            }
        }
    }

    private Set<OrderStep> behind(@Nullable Long mark) {
        Set<OrderStep> behind = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Mark at = marks.get(mark); at != null; at = marks.get(at.before)) {
            behind.add(at.step);
        }
        return behind;
    }

    /** An attempt at a step begins. */
    void begin(OrderStep step) {
        if (!steps.contains(step)) {
            steps.add(step);
        }
        Iterator<OrderStep> oldest = steps.iterator();
        while (steps.size() > MOST_STEPS && oldest.hasNext()) {
            if (!oldest.next().isUnderWay()) {
                oldest.remove();
            }
        }
    }

    /** The message that comes out of a step carries this mark. */
    void mark(long number, OrderStep step, @Nullable Long before) {
        marks.put(number, new Mark(step, before));
        if (marks.size() > 2 * MOST_STEPS) {
            marks.remove(marks.keySet().iterator().next());
        }
    }
}
