package io.github.camelctrader.idempotency;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a step, and in which of the rounds and branches of its route. It keeps no exchange alive.
 *
 * @param id of the exchange, which is another one when a pooled exchange is used again
 * @param parent id of the exchange that this one was copied from by an EIP that sends copies, or null
 * @param cause the failure that the exchange carries since it was caught, which a redelivery does as well as a handler of
 *     exceptions, or null
 */
record AttemptOrigin(
        WeakReference<@Nullable Exchange> exchange,
        String id,
        WeakReference<@Nullable UnitOfWork> work,
        @Nullable String parent,
        @Nullable Integer round,
        @Nullable Integer item,
        @Nullable Integer branch,
        @Nullable WeakReference<Throwable> cause) {

    static final AttemptOrigin NONE =
            new AttemptOrigin(new WeakReference<>(null), "", new WeakReference<>(null), null, null, null, null, null);

    static AttemptOrigin of(Exchange exchange) {
        Throwable caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        return new AttemptOrigin(
                new WeakReference<>(exchange),
                exchange.getExchangeId(),
                new WeakReference<>(exchange.getUnitOfWork()),
                exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class),
                exchange.getProperty(ExchangePropertyKey.LOOP_INDEX, Integer.class),
                exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class),
                exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX, Integer.class),
                caught == null ? null : new WeakReference<>(caught));
    }

    /** The failure that the exchange carried, or null. */
    @Nullable
    Throwable caught() {
        return cause == null ? null : cause.get();
    }

    boolean isBySameExchange(AttemptOrigin other) {
        Exchange mine = exchange.get();
        return mine != null && mine == other.exchange.get() && id.equals(other.id);
    }

    boolean hasSameParent(AttemptOrigin other) {
        return Objects.equals(parent, other.parent);
    }

    boolean isInSamePlace(AttemptOrigin other) {
        return Objects.equals(round, other.round)
                && Objects.equals(item, other.item)
                && Objects.equals(branch, other.branch);
    }

    /** In another branch of the same multicast, or for another item of the same split. */
    boolean isBeside(AttemptOrigin other) {
        return !isBySameExchange(other)
                && hasSameParent(other)
                && (differ(item, other.item) || differ(branch, other.branch));
    }

    boolean isInAnotherRound(AttemptOrigin other) {
        return differ(round, other.round);
    }

    /**
     * Whether the other one, which begins after something failed, may do again what this one, in a copy, may still be at: both are
     * copies of one exchange, or are at the same place in copies of copies, which know of no exchange but the last one.
     */
    boolean isLeftBehindBy(AttemptOrigin other) {
        boolean ofCopies = parent != null && other.parent != null && !id.equals(other.parent) && isInSamePlace(other);
        return !isBySameExchange(other) && (hasSameParent(other) || ofCopies);
    }

    /** Whether this one is in a copy, and the other one begins after Camel waited for such a copy no longer. */
    boolean isGivenUpBefore(AttemptOrigin other) {
        Throwable failure = other.caught();
        return parent != null
                && other.parent != null
                && (failure instanceof TimeoutException || failure instanceof ExchangeTimedOutException);
    }

    /** Of two copies of one exchange that are one message to Camel, as a load balancer makes them for each attempt. */
    boolean isForSameMessage(AttemptOrigin other) {
        UnitOfWork mine = work.get();
        return mine != null && mine == other.work.get() && !isBySameExchange(other) && isInSamePlace(other);
    }

    private static boolean differ(@Nullable Integer one, @Nullable Integer other) {
        return one != null && other != null && !one.equals(other);
    }
}
