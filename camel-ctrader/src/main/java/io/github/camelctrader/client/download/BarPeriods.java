package io.github.camelctrader.client.download;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Duration;

/** How long bars last. When those of hours and more begin is the broker's business, and is never computed here. */
final class BarPeriods {
    /** A trading day may be longer when clocks are changed. */
    private static final long CLOCK_CHANGE = Duration.ofHours(1).toMillis();

    private BarPeriods() {}

    /** In ms, of a month without a holiday. */
    static long usual(ProtoOATrendbarPeriod period) {
        return Duration.ofMinutes(minutes(period)).toMillis();
    }

    /** After so many ms it has ended, whenever its day began. */
    static long longest(ProtoOATrendbarPeriod period) {
        return period.getNumber() >= ProtoOATrendbarPeriod.H4_VALUE ? usual(period) + CLOCK_CHANGE : usual(period);
    }

    private static long minutes(ProtoOATrendbarPeriod period) {
        return switch (period) {
            case M1 -> 1;
            case M2 -> 2;
            case M3 -> 3;
            case M4 -> 4;
            case M5 -> 5;
            case M10 -> 10;
            case M15 -> 15;
            case M30 -> 30;
            case H1 -> 60;
            case H4 -> 240;
            case H12 -> 720;
            case D1 -> 1_440;
            case W1 -> 7 * 1_440;
            case MN1 -> 31 * 1_440;
        };
    }
}
