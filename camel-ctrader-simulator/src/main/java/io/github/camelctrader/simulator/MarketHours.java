package io.github.camelctrader.simulator;

import java.util.List;
import java.util.stream.IntStream;

/** When the market of a symbol without a schedule of its own is open. */
public enum MarketHours {
    /** At any time, so that tests run at any time. */
    ALWAYS,
    /**
     * Five sessions a week, as real brokers have them: each from 22:05 UTC to 21:55 UTC of the next day, the first on Sunday evening, the last
     * into Friday evening.
     */
    WEEKDAYS;

    private static final int SESSIONS = 5;
    private static final int DAY = 86_400;
    private static final int FIRST_OPEN = 22 * 3_600 + 5 * 60;
    private static final int LENGTH = DAY - 10 * 60;

    /** Spans of the week; empty for always. */
    public List<TradingHours> sessions() {
        return this == ALWAYS
                ? List.of()
                : IntStream.range(0, SESSIONS)
                        .map(day -> day * DAY + FIRST_OPEN)
                        .mapToObj(open -> new TradingHours(open, open + LENGTH))
                        .toList();
    }
}
