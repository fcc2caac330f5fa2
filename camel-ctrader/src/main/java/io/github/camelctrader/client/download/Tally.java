package io.github.camelctrader.client.download;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.HistoryProgress.State;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.time.AnyThread;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts what a download did. */
@OnLoop
final class Tally {
    private static final long EACH = Duration.ofSeconds(1).toNanos();

    private final Message request;
    private final long from;
    private final long to;
    private final Ticker ticker;
    private final long began;
    private final Consumer<HistoryProgress> listener;
    private long told;
    private volatile Counts counts;

    private record Counts(long until, long rows, long requests, Duration waited, State state, long ended) {
        Counts ended(State how, long now) {
            return new Counts(until, rows, requests, waited, how, now);
        }
    }

    /** @param listener hears of it once a second at most, and at the end */
    Tally(HistoryQuery<?> query, long to, Ticker ticker, Consumer<HistoryProgress> listener) {
        this.request = query.request();
        this.from = query.from();
        this.to = to;
        this.ticker = ticker;
        this.listener = listener;
        this.began = ticker.nanoTime();
        this.told = began;
        counts = new Counts(from - 1, 0, 0, Duration.ZERO, State.RUNNING, 0);
    }

    void asked(Duration waited) {
        Counts now = counts;
        counts = new Counts(now.until, now.rows, now.requests + 1, now.waited.plus(waited), now.state, now.ended);
    }

    void took(Batch<?> batch) {
        Counts now = counts;
        Counts next = new Counts(
                batch.until(), now.rows + batch.rows().size(), now.requests, now.waited, now.state, now.ended);
        counts = next;
        if (batch.last()) {
            ended(State.COMPLETE);
        } else if (ticker.nanoTime() - told >= EACH) {
            tell();
        }
    }

    void ended(State how) {
        if (counts.state == State.RUNNING) {
            counts = counts.ended(how, ticker.nanoTime());
            tell();
        }
    }

    private void tell() {
        told = ticker.nanoTime();
        listener.accept(progress());
    }

    @AnyThread
    HistoryProgress progress() {
        Counts now = counts;
        long end = now.state == State.RUNNING ? ticker.nanoTime() : now.ended;
        FieldDescriptor symbol = request.getDescriptorForType().findFieldByName("symbolId");
        return new HistoryProgress(
                PayloadTypes.shortName(request),
                PayloadTypes.accountIdOf(request),
                symbol == null ? 0 : (Long) request.getField(symbol),
                from,
                to,
                now.until,
                now.rows,
                now.requests,
                Duration.ofNanos(end - began),
                now.waited,
                now.state);
    }
}
