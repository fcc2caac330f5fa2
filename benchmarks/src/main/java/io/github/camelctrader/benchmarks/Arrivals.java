package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long quotes were under way, while somebody wants to know: from when they were to be sent, which is what they have as bid. */
final class Arrivals {
    private static final int DIGITS = 3;

    private static volatile @Nullable Histogram wanted;

    private Arrivals() {}

    /** What a quote has as bid that is to be sent at that time, in microseconds. */
    static long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    static Histogram begin() {
        Histogram histogram = new ConcurrentHistogram(DIGITS);
        wanted = histogram;
        return histogram;
    }

    static void end() {
        wanted = null;
    }

    static void seen(ProtoOASpotEvent spot) {
        Histogram histogram = wanted;
        if (histogram != null) {
            histogram.recordValue(Math.max(0, micros() - spot.getBid()));
        }
    }
}
