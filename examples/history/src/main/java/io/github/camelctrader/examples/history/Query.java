package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/**
 * What to download.
 *
 * @param symbol by name
 * @param rows a period as M1 or H1 for bars; BID or ASK for ticks
 * @param from first ms, Unix ms
 * @param to last ms, Unix ms
 */
record Query(String symbol, String rows, long from, long to) {
    private static final Set<String> SIDES = Set.of("BID", "ASK");

    /** @param to the first day, or the first moment, that is not wanted any more */
    static Query of(String symbol, String rows, String from, String to) {
        return new Query(symbol, rows, time(from), time(to) - 1);
    }

    private static long time(String text) {
        try {
            Instant time = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            return time.toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text + " is no time such as 2025-01-31 or 2025-01-31T12:00:00Z", e);
        }
    }

    boolean isTicks() {
        return SIDES.contains(rows);
    }

    String messageType() {
        return isTicks() ? "GetTickDataReq" : "GetTrendbarsReq";
    }

    /** The request for what is left from a time on, Unix ms. */
    Map<String, Object> body(long since) {
        return Map.of(
                "symbolName", symbol, isTicks() ? "type" : "period", rows, "fromTimestamp", since, "toTimestamp", to);
    }

    String csvHeader() {
        return isTicks() ? Tick.CSV_HEADER : Trendbar.CSV_HEADER;
    }

    /** A name for files that belong to this query and to no other. */
    String id() {
        return symbol.replaceAll("[^A-Za-z0-9]", "_") + "-" + rows + "-" + from + "-" + to;
    }
}
