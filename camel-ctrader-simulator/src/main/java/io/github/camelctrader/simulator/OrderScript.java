package io.github.camelctrader.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The course of one order after its acceptance, decided by a test instead of by the market. Prices, money and positions are checked
 * as usual.
 *
 * @param portions volume of each fill in 0.01 unit, in order; empty for fills that follow the liquidity of the symbol
 * @param rejection error code of an {@code ORDER_REJECTED} event that comes instead of the first fill, or {@code null}
 */
public record OrderScript(List<Long> portions, @Nullable String rejection) {
    /** The order is executed as the market decides. */
    public static final OrderScript NONE = new OrderScript(List.of(), null);

    /** @throws IllegalArgumentException for a portion that is not positive */
    public OrderScript {
        portions = List.copyOf(portions);
        Checks.require(portions.stream().allMatch(volume -> volume > 0), "portions must be positive: " + portions);
    }

    /**
     * Fills in portions. Those of an order that meets the market when it is placed come one fill delay apart, those of an order
     * that rested come one with each quote that meets it. What the portions leave over is never filled: an order that may rest
     * goes on resting, any other is cancelled.
     *
     * @param volumes of the portions, in 0.01 unit
     * @return the script
     */
    public static OrderScript portions(long... volumes) {
        return new OrderScript(Arrays.stream(volumes).boxed().toList(), null);
    }

    /**
     * Rejects the order when it would be filled: it is accepted, then an execution event {@code ORDER_REJECTED} ends it.
     *
     * @param errorCode what the event carries, e.g. {@code NO_QUOTES}
     * @return the script
     */
    public static OrderScript rejected(String errorCode) {
        return new OrderScript(List.of(), errorCode);
    }

    /**
     * How much the fill with a number offers.
     *
     * @param index counted from 0
     * @return volume in 0.01 unit, 0 when the portions are used up; nothing when the liquidity of the symbol decides
     */
    public OptionalLong offer(int index) {
        if (portions.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(index < portions.size() ? portions.get(index) : 0);
    }
}
