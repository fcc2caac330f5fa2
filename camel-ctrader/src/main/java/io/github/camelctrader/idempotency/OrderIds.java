package io.github.camelctrader.idempotency;

import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.time.Randomness;
import io.github.camelctrader.client.time.UniqueIds;
import io.github.camelctrader.message.InvalidRequests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.PooledExchange;
import org.apache.camel.clock.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What makes the order requests of routes recognisable: each step, which is one request that a route wants, has an id that no
 * other has, and all attempts at it have the same one. Any thread.
 *
 * <p>A request is a further attempt at an earlier step, not a step of its own, when endpoint, node and contents are the same and
 * one of these holds:
 * <ul>
 *   <li>the step failed, and the exchange carries that failure (as Camel's redelivery leaves it, in the exchange and in all
 *       copies of it), or it is the exchange whose step failed;
 *   <li>the step failed, and the request comes from another copy of the same message that knows nothing of it, as a load
 *       balancer makes it to fail over; then the node may be another one;
 *   <li>something failed since the step, the exchange carries that failure, and its message is one from before the step, as
 *       redelivery of an enclosing node leaves it: it has not the mark that an answer puts on a message.
 * </ul>
 * Each attempt that failed allows for one more of each step, in the order in which they were first made. Steps of the branches
 * of one multicast, of the items of one split and of the rounds of a loop are never taken for one another.
 */
public final class OrderIds {
    private static final String TRAIL = "CamelCTraderOrderTrail";
    private static final String MARK = "CamelCTraderOrderMark";
    private static final int MOST_CAUSES = 100;
    private static final long CLOCK_UNSET = 0;
    private static final OrderIds OF_THIS_PROCESS = new OrderIds(UniqueIds.of(Randomness.fresh()));

    private final Supplier<String> freshIds;
    private final Lock lock = new ReentrantLock();
    private long marks;
    /** Copies of an exchange share its clock, also those that were made before the first step. */
    private final Map<Clock, OrderTrail> byClock = new WeakHashMap<>();

    private final Map<Throwable, List<OrderStep>> failures = new WeakHashMap<>();

    /** @param freshIds ids that no other process makes, and that are never made twice */
    OrderIds(Supplier<String> freshIds) {
        this.freshIds = freshIds;
    }

    /** The instance that all components of the process share, since an exchange may pass through several of them. */
    public static OrderIds ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** The id that the user gave in a header; null when there is none, or when it came with an event or an answer. */
    public static @Nullable String ofUser(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID);
        if (header != null && !isOneText(header)) {
            throw InvalidRequests.refuse(
                    CTraderConstants.CLIENT_ORDER_ID,
                    header,
                    "must be a text, a number or a UUID, and is a "
                            + header.getClass().getName());
        }
        String id = ShownIds.ofUser(exchange);
        if (id != null) {
            OrderOptions.checkId(CTraderConstants.CLIENT_ORDER_ID, id);
        }
        return id;
    }

    /** What has several values, or none that stays, makes no repetition recognisable. */
    private static boolean isOneText(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Enum<?>
                || value instanceof byte[];
    }

    /**
     * An attempt begins: at a new step, or at an earlier one that it repeats. It must be ended by {@link #succeeded} or
     * {@link #failed}.
     *
     * @param endpoint what tells the endpoint from others
     * @param contents what the exchange asks for, before anything was looked up for it
     */
    OrderStep begin(Exchange exchange, String endpoint, Object contents) {
        OrderStep.Wish wish =
                new OrderStep.Wish(endpoint, exchange.getExchangeExtension().getHistoryNodeId(), contents);
        AttemptOrigin attempt = AttemptOrigin.of(exchange);
        lock.lock();
        try {
            boolean carried = !mayHaveLeftOvers(exchange);
            OrderTrail trail = trail(exchange);
            Long mark = exchange.getIn().getHeader(MARK, Long.class);
            OrderStep repeated =
                    trail.repeated(wish, attempt, mark, carried ? stepsBehind(attempt.caught()) : Set.of());
            OrderStep step = repeated != null ? repeated : new OrderStep(freshIds.get(), wish);
            step.begin(attempt, mark);
            trail.begin(step);
            return step;
        } finally {
            lock.unlock();
        }
    }

    /** The attempt was answered; call before the exchange goes on. */
    void succeeded(Exchange exchange, OrderStep step) {
        lock.lock();
        try {
            step.succeeded();
            trail(exchange).mark(++marks, step, step.cameFrom());
            exchange.getMessage().setHeader(MARK, marks);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The attempt failed; call before the exchange goes on.
     *
     * @param failure the very one that the exchange gets
     */
    void failed(OrderStep step, Throwable failure) {
        lock.lock();
        try {
            step.failed();
            failures.computeIfAbsent(failure, unknown -> new ArrayList<>()).add(step);
        } finally {
            lock.unlock();
        }
    }

    private OrderTrail trail(Exchange exchange) {
        if (exchange.getProperty(TRAIL) instanceof OrderTrail known && isOfThisMessage(exchange, known)) {
            return known;
        }
        OrderTrail trail = trailByClock(exchange.getClock());
        exchange.setProperty(TRAIL, trail);
        return trail;
    }

    private static boolean isOfThisMessage(Exchange exchange, OrderTrail known) {
        long created = exchange.getClock().getCreated();
        return !(exchange instanceof PooledExchange) || created != CLOCK_UNSET && created == known.created();
    }

    /**
     * Whether what a pooled exchange carries may be of the message before: Camel does not clear one whose clock, which it has in
     * common with its copies, was unset by a copy that ended.
     */
    private static boolean mayHaveLeftOvers(Exchange exchange) {
        return exchange instanceof PooledExchange
                && !(exchange.getProperty(TRAIL) instanceof OrderTrail known && isOfThisMessage(exchange, known))
                && !Boolean.TRUE.equals(exchange.getIn().getHeader(Exchange.REDELIVERED, Boolean.class));
    }

    private OrderTrail trailByClock(Clock clock) {
        if (clock.getCreated() == CLOCK_UNSET) {
            return new OrderTrail(CLOCK_UNSET);
        }
        OrderTrail trail = byClock.get(clock);
        // The clock of a pooled exchange is set anew for the next message.
        if (trail == null || trail.created() != clock.getCreated()) {
            trail = new OrderTrail(clock.getCreated());
            byClock.put(clock, trail);
        }
        return trail;
    }

    private Set<OrderStep> stepsBehind(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<OrderStep> steps = Collections.newSetFromMap(new IdentityHashMap<>());
        follow(failure, seen, steps);
        return steps;
    }

    private void follow(@Nullable Throwable failure, Set<Throwable> seen, Set<OrderStep> steps) {
        if (failure == null || seen.size() == MOST_CAUSES || !seen.add(failure)) {
            return;
        }
        steps.addAll(failures.getOrDefault(failure, List.of()));
        follow(failure.getCause(), seen, steps);
        for (Throwable suppressed : failure.getSuppressed()) {
            follow(suppressed, seen, steps);
        }
    }
}
