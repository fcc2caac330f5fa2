package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A price bar of bids. A period without a tick has no bar.
 *
 * @param period its length by name; days, weeks and months follow the broker's trading day
 * @param openTime when it opened, Unix ms
 * @param open the first price, exact, as are the others
 * @param high the highest price, never below {@code open} or {@code close}
 * @param low the lowest price, never above {@code close}
 * @param close the last price; of a bar that is not closed, the last so far
 * @param tickVolume how many ticks it is made of
 * @param closed whether its period is known to have ended, so that nothing in it changes any more
 * @param repaired whether the server's numbers contradicted each other, so that high and low were widened to hold open and close
 */
public record Trendbar(
        ProtoOATrendbarPeriod period,
        long openTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        long tickVolume,
        boolean closed,
        boolean repaired)
        implements HistoryRow {

    /** The names of the columns of {@link #toCsv()}. */
    public static final String CSV_HEADER = "openTime,open,high,low,close,tickVolume,closed";

    private static final long MINUTE_MILLIS = 60_000;

    /**
     * A bar of history, in which an absent {@code deltaClose} means that the close is the low.
     *
     * @param period of the answer that the bar came in: bars of history do not repeat it
     */
    public static Trendbar ofHistory(ProtoOATrendbar bar, ProtoOATrendbarPeriod period, boolean closed) {
        return of(bar, period, bar.getLow() + bar.getDeltaClose(), closed);
    }

    /**
     * A bar whose close is known from elsewhere, as that of a live bar is from the bid that came with it.
     *
     * @param close in hundred thousandths of a price
     */
    public static Trendbar of(ProtoOATrendbar bar, ProtoOATrendbarPeriod period, long close, boolean closed) {
        long open = bar.getLow() + bar.getDeltaOpen();
        long high = bar.getLow() + bar.getDeltaHigh();
        // cTrader Open API: deltaHigh is 0 in some bars whose high is above their low.
        long highest = Math.max(high, Math.max(open, close));
        long lowest = Math.min(bar.getLow(), close);
        return new Trendbar(
                period,
                openTime(bar),
                Prices.of(open),
                Prices.of(highest),
                Prices.of(lowest),
                Prices.of(close),
                bar.getVolume(),
                closed,
                highest != high || lowest != bar.getLow());
    }

    /** When a bar of the protocol opened, Unix ms. */
    public static long openTime(ProtoOATrendbar bar) {
        return Integer.toUnsignedLong(bar.getUtcTimestampInMinutes()) * MINUTE_MILLIS;
    }

    /** The same bar, closed. */
    public Trendbar asClosed() {
        return closed ? this : new Trendbar(period, openTime, open, high, low, close, tickVolume, true, repaired);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("period", period.name());
        map.put("openTime", openTime);
        map.put("open", open);
        map.put("high", high);
        map.put("low", low);
        map.put("close", close);
        map.put("tickVolume", tickVolume);
        map.put("closed", closed);
        map.put("repaired", repaired);
        return map;
    }

    @Override
    public String toCsv() {
        return openTime + "," + open.toPlainString() + "," + high.toPlainString() + "," + low.toPlainString() + ","
                + close.toPlainString() + "," + tickVolume + "," + closed;
    }
}
