package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.download.WholeRead;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bars of one symbol and period, from the states in which the server shows them. The server does not say when a bar is closed:
 * it is when the next one begins, or when its time is over and history has it. Where states may have been missed, the bars of that time
 * are read from history before the next one counts.
 */
@OnLoop
final class BarLine {
    private static final Logger LOG = LoggerFactory.getLogger(BarLine.class);

    /** How long after its end a bar may still get ticks, or be lacking in history. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    static final int MOST_TRIES = 5;

    private final BarKey key;
    private final Requests requests;
    private final Loop loop;
    private final ServerTime serverTime;
    private final BarListener listener;

    private @Nullable Trendbar forming;
    /** Unix ms up to which no bar that opens is told any more. */
    private long toldUntil = Long.MIN_VALUE;

    private boolean interrupted;
    private boolean reading;
    /** The newest states of the bars that began since the interruption, by the time when they open. */
    private final SortedMap<Long, Trendbar> waiting = new TreeMap<>();

    private Loop.@Nullable Timer timer;
    /** Counts interruptions, so that what was asked for before one does not count. */
    private int generation;

    private boolean ended;

    BarLine(BarKey key, Requests requests, Loop loop, ServerTime serverTime, BarListener listener) {
        this.key = key;
        this.requests = requests;
        this.loop = loop;
        this.serverTime = serverTime;
        this.listener = listener;
    }

    /** The bar that is being formed, as far as that is known. */
    @Nullable
    Trendbar forming() {
        return interrupted ? null : forming;
    }

    /** The server shows a bar. */
    void shown(Trendbar bar) {
        if (bar.openTime() <= toldUntil) {
            return;
        }
        if (!interrupted) {
            advance(bar);
            return;
        }
        waiting.put(bar.openTime(), bar);
        if (!reading) {
            reading = true;
            readMissing(waiting.firstKey(), 1);
        }
    }

    /** States may have been missed from now on, or were. */
    void interrupted() {
        generation++;
        cancelTimer();
        waiting.clear();
        reading = false;
        interrupted = forming != null || toldUntil != Long.MIN_VALUE;
    }

    /** Nobody is interested any more. */
    void end() {
        ended = true;
        interrupted();
    }

    private void advance(Trendbar bar) {
        Trendbar before = forming;
        if (before != null && before.openTime() > bar.openTime()) {
            return;
        }
        boolean next = before == null || before.openTime() < bar.openTime();
        if (before != null && next) {
            close(before, false);
        }
        forming = bar;
        listener.bar(key, bar, false);
        // An interruption within the bar ended the wait for its end.
        if (next || timer == null) {
            awaitEnd(bar);
        }
    }

    private void close(Trendbar bar, boolean recovered) {
        cancelTimer();
        forming = null;
        toldUntil = bar.openTime();
        listener.bar(key, bar.asClosed(), recovered);
    }

    /** The end of a day, a week or a month is the broker's affair: such a bar closes with the next one. */
    private void awaitEnd(Trendbar bar) {
        long length = millis(key.period());
        if (length > 0) {
            long left = serverTime.now().isPresent()
                    ? bar.openTime() + length - serverTime.now().getAsLong()
                    : length;
            after(Duration.ofMillis(Math.max(0, left)).plus(SETTLING), () -> timeOver(bar, length));
        }
    }

    private void timeOver(Trendbar bar, long length) {
        boolean tooEarly = serverTime.now().orElse(0) < bar.openTime() + length;
        if (tooEarly) {
            awaitEnd(bar);
        } else {
            lookUp(bar.openTime(), length, 1);
        }
    }

    private void lookUp(long openTime, long length, int attempt) {
        int asked = generation;
        Callbacks.whenDone(history(openTime, openTime + length - 1), (bars, failure) -> {
            boolean awaited = asked == generation && !ended && forming != null && forming.openTime() == openTime;
            if (!awaited) {
                return;
            }
            Trendbar closed = failure != null ? null : bar(bars, openTime);
            if (closed != null) {
                close(closed, false);
            } else if (attempt < MOST_TRIES) {
                after(pause(attempt), () -> lookUp(openTime, length, attempt + 1));
            } else {
                LOG.debug("{}: history does not have the bar of {}; it closes with the next one", key, openTime);
            }
        });
    }

    /** The bars of the time in which states may have been missed, before the first one that began after it. */
    private void readMissing(long first, int attempt) {
        Trendbar before = forming;
        long from = toldUntil != Long.MIN_VALUE || before == null ? toldUntil + 1 : before.openTime();
        boolean nextOfTold = before == null && first - toldUntil <= millis(key.period());
        if (from >= first || nextOfTold || before != null && before.openTime() == first) {
            goOn();
            return;
        }
        // The server has shown this bar, so that it cannot begin later than now, whatever is known of the server's
        // clock.
        long age = Math.max(0, serverTime.now().orElse(Long.MAX_VALUE) - first);
        Duration wait = Duration.ofMillis(Math.max(0, SETTLING.toMillis() - age));
        if (!wait.isZero() && attempt == 1) {
            after(wait, () -> read(from, first, attempt));
        } else {
            read(from, first, attempt);
        }
    }

    private void read(long from, long first, int attempt) {
        int asked = generation;
        Callbacks.whenDone(history(from, first - 1), (bars, failure) -> {
            if (asked != generation || ended) {
                return;
            }
            Trendbar seen = forming;
            boolean all = failure == null && (seen == null || bar(bars, seen.openTime()) != null);
            if (all) {
                forming = null;
                bars.forEach(bar -> close(bar, true));
                goOn();
            } else if (attempt < MOST_TRIES) {
                after(pause(attempt), () -> readMissing(first, attempt + 1));
            } else {
                LOG.warn(
                        "{}: the bars from {} to {} were not read from history: {}",
                        key,
                        from,
                        first,
                        failure == null ? "one that was seen is not in it" : failure.getMessage());
                forming = null;
                toldUntil = first - 1;
                listener.missing(key, from, first - 1);
                goOn();
            }
        });
    }

    /** @param to Unix ms, included, as is {@code from} */
    private CompletableFuture<List<Trendbar>> history(long from, long to) {
        return WholeRead.bars(
                ProtoOAGetTrendbarsReq.newBuilder()
                        .setCtidTraderAccountId(key.accountId())
                        .setSymbolId(key.symbolId())
                        .setPeriod(key.period())
                        .setFromTimestamp(from)
                        .setToTimestamp(to)
                        .build(),
                requests);
    }

    private void goOn() {
        interrupted = false;
        reading = false;
        List<Trendbar> shown = List.copyOf(waiting.values());
        waiting.clear();
        shown.forEach(this::advance);
    }

    private void after(Duration delay, Runnable task) {
        cancelTimer();
        timer = loop.schedule(delay, task);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private static Duration pause(int attempt) {
        return Duration.ofSeconds(1L << attempt);
    }

    private static @Nullable Trendbar bar(List<Trendbar> bars, long openTime) {
        return bars.stream()
                .filter(bar -> bar.openTime() == openTime)
                .findFirst()
                .orElse(null);
    }

    /** The length of a period whose bars are all of one length; 0 for others. */
    private static long millis(ProtoOATrendbarPeriod period) {
        return Duration.ofMinutes(
                        switch (period) {
                            case M1 -> 1;
                            case M2 -> 2;
                            case M3 -> 3;
                            case M4 -> 4;
                            case M5 -> 5;
                            case M10 -> 10;
                            case M15 -> 15;
                            case M30 -> 30;
                            case H1 -> 60;
                            case H4 -> 240;
                            case H12 -> 720;
                            case D1, W1, MN1 -> 0;
                        })
                .toMillis();
    }
}
