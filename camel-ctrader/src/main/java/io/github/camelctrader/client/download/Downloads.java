package io.github.camelctrader.client.download;

import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DownloadEvent;
import io.github.camelctrader.client.Durations;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** The downloads of one connection. May be called on any thread. */
public final class Downloads {
    /** How far the server's clock may be ahead of what is known of it: no row is later. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);
    /** How far this machine's clock may be ahead of the server's, as long as the server told no time. */
    private static final Duration MOST_WRONG = Duration.ofDays(1);

    private final ConnectionSettings settings;
    private final Loop loop;
    private final LongSupplier past;
    private final Consumer<DownloadEvent> listener;
    private final DownloadQueue queue;
    /** Whoever leaves a download without closing it ends it by forgetting it. */
    private final Set<Tally> begun = Collections.newSetFromMap(new WeakHashMap<>());

    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param past a time that the server's clock has certainly reached, Unix ms, asked for on the loop
     * @param usable whether requests of an account may go now, asked on the loop
     * @param listener hears of the progress of each download, on the loop
     */
    public Downloads(
            ConnectionSettings settings,
            Loop loop,
            DownloadQueue.Sender sender,
            LongSupplier past,
            LongPredicate usable,
            Consumer<DownloadEvent> listener) {
        this.settings = settings;
        this.loop = loop;
        this.past = past;
        this.listener = listener;
        queue = new DownloadQueue(sender, loop, usable);
    }

    /**
     * What the server's clock has certainly reached, judged by this machine's alone: neither must a range count as read
     * up to a time that has not come, nor a bar as closed that has not, because a clock is fast or was set to the time of a zone. Unix ms.
     */
    public static long surelyPast(Instant machine) {
        return machine.minus(MOST_WRONG).toEpochMilli();
    }

    /**
     * Begins one, by pages.
     *
     * @throws InvalidRequestException when the timeout is not longer than zero
     */
    public <T> HistoryDownload<List<T>> pages(HistoryQuery<T> query, Duration timeout) {
        Durations.positive("timeout", timeout);
        long now = loop.now().toEpochMilli();
        long to = Math.max(query.from(), Math.min(query.to(), now + MOST_AHEAD.toMillis()));
        Tally tally = new Tally(
                query,
                to,
                loop,
                progress -> listener.accept(new DownloadEvent(settings.environment(), progress, loop.now())));
        lock.lock();
        try {
            begun.add(tally);
        } finally {
            lock.unlock();
        }
        DownloadPlan<T> plan =
                new DownloadPlan<>(PageKinds.of(query, past), query.from(), to, new RangeEnd(to, now, past));
        DownloadRun<T> run = new DownloadRun<>(query, plan, tally, settings.environment(), timeout, queue);
        return new PageDownload<>(run, query.from());
    }

    /** How far those came that did not end yet. */
    public List<HistoryProgress> underWay() {
        lock.lock();
        try {
            begun.removeIf(tally -> tally.progress().state() != HistoryProgress.State.RUNNING);
            return begun.stream().map(Tally::progress).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Begins one, row by row; see {@link #pages}. */
    public <T> HistoryDownload<T> rows(HistoryQuery<T> query, Duration timeout) {
        return new RowDownload<>(pages(query, timeout));
    }
}
