package io.github.camelctrader.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ticks and bars of the past that a simulator has, and the form of its answers. Immutable.
 *
 * @param length how long before its start a simulator's past begins
 * @param bars the most that one answer holds
 * @param tickWindow the longest window of ticks
 * @param barLag for how long after its end a bar cannot be asked for; those that are forming cannot be asked for either, unless
 *     this is zero
 * @param switches deviations that are turned on
 */
public record PriceHistory(Duration length, int bars, Duration tickWindow, Duration barLag, Set<PriceSwitch> switches) {
    /** More than ten years; 14,000 bars and a week of ticks, as real servers give. */
    public static final PriceHistory DEFAULT =
            new PriceHistory(Duration.ofDays(4_000), 14_000, Duration.ofDays(7), Duration.ZERO, Set.of());

    /** @throws IllegalArgumentException for a number that is not positive */
    public PriceHistory {
        Checks.notNegative("length", length);
        Checks.positive("bars", bars);
        Checks.positive("tickWindow", tickWindow);
        Checks.notNegative("barLag", barLag);
        switches = Set.copyOf(switches);
    }

    /** The same with another length of the past; zero for none. */
    public PriceHistory withLength(Duration value) {
        return new PriceHistory(value, bars, tickWindow, barLag, switches);
    }

    /** The same with another number of bars. */
    public PriceHistory withBars(int value) {
        return new PriceHistory(length, value, tickWindow, barLag, switches);
    }

    /** The same with another window of ticks. */
    public PriceHistory withTickWindow(Duration value) {
        return new PriceHistory(length, bars, value, barLag, switches);
    }

    /** The same with bars that are late. */
    public PriceHistory withBarLag(Duration value) {
        return new PriceHistory(length, bars, tickWindow, value, switches);
    }

    /** The same with switches turned on. */
    public PriceHistory with(PriceSwitch... on) {
        Set<PriceSwitch> all = EnumSet.noneOf(PriceSwitch.class);
        all.addAll(switches);
        all.addAll(Set.of(on));
        return new PriceHistory(length, bars, tickWindow, barLag, all);
    }

    /** Whether a switch is on. */
    public boolean is(PriceSwitch one) {
        return switches.contains(one);
    }

    /**
     * The same with changes from a text such as {@code length=30d,bars=5000,tick-window=1d,bar-lag=3s,has-more-never-said}.
     *
     * @throws IllegalArgumentException for a text that is none
     */
    public PriceHistory parse(String text) {
        PriceHistory changed = this;
        for (String part : text.split(",", -1)) {
            String[] pair = part.trim().split("=", 2);
            changed = pair.length == 1 ? changed.with(switchOf(pair[0])) : changed.with(pair[0], pair[1]);
        }
        return changed;
    }

    private PriceHistory with(String name, String value) {
        return switch (name) {
            case "length" -> withLength(Parameters.time(value));
            case "bars" -> withBars(Integer.parseInt(value));
            case "tick-window" -> withTickWindow(Parameters.time(value));
            case "bar-lag" -> withBarLag(Parameters.time(value));
            default -> throw new IllegalArgumentException(name + " is none of length, bars, tick-window, bar-lag");
        };
    }

    private static PriceSwitch switchOf(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (PriceSwitch known : PriceSwitch.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw new IllegalArgumentException(text + " is none of " + List.of(PriceSwitch.values()));
    }
}
