package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;

/**
 * One bar in the protocol's numbers: prices in 1/100000.
 *
 * @param openTime Unix ms
 * @param volume ticks
 * @param repaired whether high or low had to be widened to hold open and close
 */
public record Bar(long openTime, long open, long high, long low, long close, long volume, boolean repaired) {
    private static final long MINUTE = 60_000;

    /** A bar that is being formed; its close is the bid of the event that carries it. */
    static Bar live(ProtoOATrendbar bar, long bid) {
        return of(bar, bid);
    }

    /** A bar of the past; where it has no close, that is its low. */
    static Bar past(ProtoOATrendbar bar) {
        return of(bar, bar.getLow() + bar.getDeltaClose());
    }

    static long openTime(ProtoOATrendbar bar) {
        return Integer.toUnsignedLong(bar.getUtcTimestampInMinutes()) * MINUTE;
    }

    /** cTrader Open API: {@code deltaHigh} is 0 in some bars whose high is above their low. */
    private static Bar of(ProtoOATrendbar bar, long close) {
        long open = bar.getLow() + bar.getDeltaOpen();
        long high = bar.getLow() + bar.getDeltaHigh();
        long top = Math.max(high, Math.max(open, close));
        long bottom = Math.min(bar.getLow(), close);
        return new Bar(openTime(bar), open, top, bottom, close, bar.getVolume(), top != high || bottom != bar.getLow());
    }
}
