package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The bars of one symbol that are being formed, for the periods that somebody asked for. Confined to one thread. */
public final class LiveBars {
    private static final long MINUTE = 60_000;

    private static final class Forming {
        private final long open;
        private final long first;
        private long low;
        private long high;
        private long volume;

        Forming(long open, long bid) {
            this.open = open;
            first = bid;
            low = bid;
            high = bid;
        }

        Forming(ProtoOATrendbar bar) {
            open = BarHistory.open(bar);
            first = bar.getLow() + bar.getDeltaOpen();
            low = bar.getLow();
            high = bar.getLow() + bar.getDeltaHigh();
            volume = bar.getVolume();
        }

        void add(Tick tick) {
            low = Math.min(low, tick.quote().bid());
            high = Math.max(high, tick.quote().bid());
            volume += tick.sides();
        }
    }

    private final TickHistory history;
    private final Map<ProtoOATrendbarPeriod, Forming> forming = new EnumMap<>(ProtoOATrendbarPeriod.class);

    LiveBars(TickHistory history) {
        this.history = history;
    }

    void add(Tick tick) {
        forming.replaceAll((period, bar) -> {
            long open = Trendbars.open(tick.time(), period);
            Forming present = open > bar.open ? new Forming(open, tick.quote().bid()) : bar;
            present.add(tick);
            return present;
        });
    }

    /**
     * The bar of a period that the newest tick belongs to, as servers stream it: without {@code deltaClose}, since its close is the bid of the event
     * that carries it.
     */
    public ProtoOATrendbar bar(ProtoOATrendbarPeriod period, Tick newest) {
        Forming bar = forming.computeIfAbsent(period, wanted -> begin(wanted, newest));
        return ProtoOATrendbar.newBuilder()
                .setVolume(bar.volume)
                .setPeriod(period)
                .setLow(bar.low)
                .setDeltaOpen(bar.first - bar.low)
                .setDeltaHigh(bar.high - bar.low)
                .setUtcTimestampInMinutes((int) (bar.open / MINUTE))
                .build();
    }

    private Forming begin(ProtoOATrendbarPeriod period, Tick newest) {
        long open = Trendbars.open(newest.time(), period);
        BarMaker maker = new BarMaker(period);
        history.forEach(open, TickHistory.END, maker);
        List<ProtoOATrendbar> bars = maker.bars();
        return bars.isEmpty() ? new Forming(open, newest.quote().bid()) : new Forming(bars.get(0));
    }
}
