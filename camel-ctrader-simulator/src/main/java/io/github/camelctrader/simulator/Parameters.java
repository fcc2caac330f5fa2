package io.github.camelctrader.simulator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the values of options, faults and control requests. */
public final class Parameters {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern ROWS = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private Parameters() {}

    static void check(Fault fault, String text) {
        switch (fault.parameter()) {
            case NONE -> throw new IllegalArgumentException(fault + " takes no parameter: " + text);
            case TIME -> time(text);
            case DURATION ->
                Checks.require(
                        !time(text).isZero(), fault + ": 0 is no time to last; without one it lasts until cleared");
            case ROWS -> Checks.require(ROWS.matcher(text).matches(), fault + ": not a number of rows: " + text);
            case CODE -> Checks.require(CODE.matcher(text).matches(), fault + ": not an error code: " + text);
        }
    }

    /**
     * A time, as 500ms, 3s, 2m, 4h or 30d.
     *
     * @throws IllegalArgumentException for text that is none
     */
    public static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a time: " + text + " (500ms, 3s and 2m are)");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** The same with a minus before it, if need be. */
    public static Duration signedTime(String text) {
        return text.startsWith("-") ? time(text.substring(1)).negated() : time(text);
    }

    static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
