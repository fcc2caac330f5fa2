package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.ArrayList;
import java.util.List;

/** Makes bars of ticks that come oldest first. */
final class BarMaker implements TickSink {
    private static final int MINUTE = 60_000;

    private final ProtoOATrendbarPeriod period;
    private final List<ProtoOATrendbar> bars = new ArrayList<>();
    private long open;
    private long next = Long.MIN_VALUE;
    private long first;
    private long low;
    private long high;
    private long close;
    private long volume;

    BarMaker(ProtoOATrendbarPeriod period) {
        this.period = period;
    }

    @Override
    public void tick(long time, long bid, long ask, int sides) {
        if (time >= next) {
            finish();
            open = Trendbars.open(time, period);
            next = Trendbars.end(open, period) + 1;
            first = bid;
            low = bid;
            high = bid;
            volume = 0;
        }
        low = Math.min(low, bid);
        high = Math.max(high, bid);
        close = bid;
        volume += sides;
    }

    /** All bars so far, the last one as it is. Call once. */
    List<ProtoOATrendbar> bars() {
        finish();
        return bars;
    }

    private void finish() {
        if (next != Long.MIN_VALUE) {
            bars.add(ProtoOATrendbar.newBuilder()
                    .setVolume(volume)
                    .setLow(low)
                    .setDeltaOpen(first - low)
                    .setDeltaClose(close - low)
                    .setDeltaHigh(high - low)
                    .setUtcTimestampInMinutes((int) (open / MINUTE))
                    .build());
        }
    }
}
