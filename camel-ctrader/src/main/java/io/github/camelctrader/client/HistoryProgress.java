package io.github.camelctrader.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a download of history.
 *
 * @param request name of the request, without {@code ProtoOA}
 * @param accountId {@code ctidTraderAccountId}
 * @param symbolId of bars and ticks, otherwise 0
 * @param from first ms of the range, Unix ms
 * @param to last ms of the range, Unix ms
 * @param completeUntil up to which everything was read, Unix ms, inclusive; {@code from - 1} before the first page; never later
 *     than the server's time, as far as it is known, and the newest row
 * @param rows rows that were read
 * @param requests requests that were sent
 * @param elapsed since the beginning, until the end
 * @param limitWait how long requests waited for the server's limits, and for other downloads
 * @param state whether it runs, or how it ended
 */
public record HistoryProgress(
        String request,
        long accountId,
        long symbolId,
        long from,
        long to,
        long completeUntil,
        long rows,
        long requests,
        Duration elapsed,
        Duration limitWait,
        State state) {

    /** The state of a download. */
    public enum State {
        /** It reads, or waits until its rows are taken. */
        RUNNING,
        /** The range was read whole. */
        COMPLETE,
        /** A page could not be read. */
        FAILED,
        /** Closed before its end. */
        CLOSED
    }

    /** The part of the time range that was read, from 0 to 1: rows are not spread evenly over it. */
    public double fraction() {
        if (state == State.COMPLETE) {
            return 1;
        }
        return (double) (completeUntil - from + 1) / (to - from + 1);
    }

    /** Rows a second so far, the waits included. */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows * 1_000_000_000.0 / elapsed.toNanos();
    }

    /** How long the rest takes if it goes on as until now; null while nothing is known. */
    public @Nullable Duration timeLeft() {
        double done = fraction();
        return state != State.RUNNING || done <= 0
                ? null
                : Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - done) / done));
    }

    /** The same facts under plain names, in a fixed order; no nulls. Durations in ms. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("request", request);
        map.put("accountId", accountId);
        map.put("symbolId", symbolId);
        map.put("from", from);
        map.put("to", to);
        map.put("completeUntil", completeUntil);
        map.put("rows", rows);
        map.put("requests", requests);
        map.put("fraction", fraction());
        map.put("rowsPerSecond", rowsPerSecond());
        map.put("elapsed", elapsed.toMillis());
        map.put("limitWait", limitWait.toMillis());
        Duration left = timeLeft();
        if (left != null) {
            map.put("timeLeft", left.toMillis());
        }
        map.put("state", state.name());
        return map;
    }
}
