package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Tick;
import java.util.Optional;

/** Quotes of one symbol for one account on one connection. Remembers what was sent, since only changed sides are sent again. */
final class SpotSubscription {
    private final long accountId;
    private final Instrument instrument;
    private final boolean timestamps;
    private long sentBid = Prices.NONE;
    private long sentAsk = Prices.NONE;

    SpotSubscription(long accountId, Instrument instrument, boolean timestamps) {
        this.accountId = accountId;
        this.instrument = instrument;
        this.timestamps = timestamps;
    }

    /** The event that brings the client up to date: complete the first time, then only what changed; nothing if nothing did. */
    Optional<ProtoOASpotEvent> update(Tick tick) {
        ProtoOASpotEvent.Builder event =
                ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(accountId).setSymbolId(instrument.id());
        if (tick.quote().bid() != sentBid) {
            sentBid = tick.quote().bid();
            event.setBid(sentBid);
        }
        if (tick.quote().ask() != sentAsk) {
            sentAsk = tick.quote().ask();
            event.setAsk(sentAsk);
        }
        if (timestamps) {
            event.setTimestamp(tick.time());
        }
        return event.hasBid() || event.hasAsk() ? Optional.of(event.build()) : Optional.empty();
    }

    /** The first event: complete, with the price at which the day before ended. */
    ProtoOASpotEvent first(Tick tick, long sessionClose) {
        ProtoOASpotEvent event = update(tick).orElseThrow();
        return event.toBuilder().setSessionClose(sessionClose).build();
    }
}
