package io.github.camelctrader.client.time;

import io.github.camelctrader.client.ClientReport;
import java.time.Duration;

/** Counts how often something took time, and how much of it together. */
@OnLoop
public final class Timings {
    private long count;
    private long nanos;

    /** It took so long once more, in ns. */
    public void add(long nanos) {
        count++;
        this.nanos += nanos;
    }

    /** What was counted until now. */
    public ClientReport.Timing report() {
        return new ClientReport.Timing(count, Duration.ofNanos(nanos));
    }
}
