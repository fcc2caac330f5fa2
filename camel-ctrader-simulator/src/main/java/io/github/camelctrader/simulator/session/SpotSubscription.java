package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.LiveBars;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Tick;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Quotes of one symbol for one account on one connection. Remembers what was sent, since only changed sides are sent again. */
final class SpotSubscription {
    private final long accountId;
    private final Instrument instrument;
    private final boolean timestamps;
    private final boolean highsLost;
    private final Set<ProtoOATrendbarPeriod> periods = EnumSet.noneOf(ProtoOATrendbarPeriod.class);
    private long sentBid = Prices.NONE;
    private long sentAsk = Prices.NONE;

    /** @param highsLost whether bars come without their high */
    SpotSubscription(long accountId, Instrument instrument, boolean timestamps, boolean highsLost) {
        this.highsLost = highsLost;
        this.accountId = accountId;
        this.instrument = instrument;
        this.timestamps = timestamps;
    }

    Instrument instrument() {
        return instrument;
    }

    /** Whether the bars of a period were not yet wanted. */
    boolean addBars(ProtoOATrendbarPeriod period) {
        return periods.add(period);
    }

    /** Whether the bars of a period were wanted. */
    boolean removeBars(ProtoOATrendbarPeriod period) {
        return periods.remove(period);
    }

    /** What changed since the last event, nothing if nothing did; an event with a bid carries the bars. */
    Optional<ProtoOASpotEvent> update(Tick tick, LiveBars bars) {
        ProtoOASpotEvent.Builder event = event(tick);
        if (tick.quote().bid() != sentBid) {
            event.setBid(tick.quote().bid());
            periods.forEach(period -> event.addTrendbar(bar(bars, period, tick)));
        }
        if (tick.quote().ask() != sentAsk) {
            event.setAsk(tick.quote().ask());
        }
        sent(tick);
        return event.hasBid() || event.hasAsk() ? Optional.of(event.build()) : Optional.empty();
    }

    /** The complete event that a subscription begins with, with the price at which the day before ended. */
    ProtoOASpotEvent whole(Tick tick, LiveBars bars, long sessionClose) {
        ProtoOASpotEvent.Builder event = event(tick)
                .setBid(tick.quote().bid())
                .setAsk(tick.quote().ask())
                .setSessionClose(sessionClose);
        periods.forEach(period -> event.addTrendbar(bar(bars, period, tick)));
        sent(tick);
        return event.build();
    }

    private ProtoOATrendbar bar(LiveBars bars, ProtoOATrendbarPeriod period, Tick tick) {
        ProtoOATrendbar bar = bars.bar(period, tick);
        return highsLost ? bar.toBuilder().setDeltaHigh(0).build() : bar;
    }

    private ProtoOASpotEvent.Builder event(Tick tick) {
        ProtoOASpotEvent.Builder event =
                ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(accountId).setSymbolId(instrument.id());
        return timestamps ? event.setTimestamp(tick.time()) : event;
    }

    private void sent(Tick tick) {
        sentBid = tick.quote().bid();
        sentAsk = tick.quote().ask();
    }
}
