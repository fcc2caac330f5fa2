package io.github.camelctrader.consumer;

import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.sharing.LingerTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumers whose routes were stopped while the application goes on. Keeps their subscriptions, which collect executions for
 * the next start of the same route as long as the connection lasts. Keeps also when each consumer stopped, so that a gap reports
 * what was not collected. All methods may be called on any thread.
 */
public final class StoppedConsumers {
    /** How long executions are collected for a route that may never come back. */
    static final Duration MOST_TIME = Duration.ofHours(1);

    /** Routes for which executions are collected, and twice that of which only the stop is remembered. */
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(StoppedConsumers.class);

    private final Ticker ticker;
    private final LingerTimer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Left> left = new LinkedHashMap<>();

    private static final class Left {
        private final Instant since;
        private final Running running;
        private boolean collecting = true;
        private Loop.@Nullable Timer end;

        private Left(Instant since, Running running) {
            this.since = since;
            this.running = running;
        }

        private void stopCollecting() {
            if (end != null) {
                end.cancel();
                end = null;
            }
            if (collecting) {
                collecting = false;
                running.subscription.close();
            }
        }
    }

    /** A subscription, with what is needed to continue it. */
    public record Running(
            CTraderClient client, EventInterest interest, SwitchedSink sink, EventSubscription subscription) {}

    public StoppedConsumers(Ticker ticker, LingerTimer timer) {
        this.ticker = ticker;
        this.timer = timer;
    }

    /**
     * Continues the subscription that the route left behind, where there is one; subscribes anew otherwise, with a gap if the
     * route stopped before.
     *
     * @param route what tells the consumer from others; null for one that cannot come back
     */
    public Running begin(
            @Nullable String route, CTraderClient client, EventInterest interest, EventSink sink, Executor executor) {
        Left before = take(route);
        if (before != null && before.collecting && isSame(before.running, client, interest)) {
            before.running.sink.to(sink);
            before.running.subscription.unpark();
            return before.running;
        }
        SwitchedSink switched = new SwitchedSink(sink);
        EventSubscription subscription = client.subscribe(interest, switched, executor);
        if (before != null) {
            before.stopCollecting();
            if (interest.wantsServerEvent("execution")) {
                LOG.warn("Route {}: executions since it stopped at {} were not collected", route, before.since);
            }
            subscription.missed(before.since);
        }
        return new Running(client, interest, switched, subscription);
    }

    /** The consumer stops. What it leaves behind is kept if its route may start again. */
    public void end(@Nullable String route, Running running) {
        if (route == null) {
            running.subscription.close();
            return;
        }
        running.sink.away();
        Left stopped = new Left(ticker.now(), running);
        stopped.collecting = running.subscription.park();
        lock.lock();
        try {
            Left before = left.put(route, stopped);
            if (before != null) {
                before.stopCollecting();
            }
            if (stopped.collecting) {
                stopped.end = timer.schedule(MOST_TIME, () -> expired(stopped));
            }
            keepToBounds();
        } finally {
            lock.unlock();
        }
    }

    /** The component stops: no route of it starts again. */
    public void clear() {
        lock.lock();
        try {
            left.values().forEach(Left::stopCollecting);
            left.clear();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSame(Running before, CTraderClient client, EventInterest interest) {
        return before.client == client && before.interest.equals(interest);
    }

    private @Nullable Left take(@Nullable String route) {
        lock.lock();
        try {
            Left taken = left.remove(route);
            if (taken != null && taken.end != null) {
                taken.end.cancel();
                taken.end = null;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void expired(Left stopped) {
        lock.lock();
        try {
            stopped.stopCollecting();
        } finally {
            lock.unlock();
        }
    }

    /** Discards those that stopped first. */
    private void keepToBounds() {
        List<Left> collecting =
                left.values().stream().filter(each -> each.collecting).toList();
        collecting.stream().limit(Math.max(0, collecting.size() - MOST)).forEach(Left::stopCollecting);
        Iterator<Map.Entry<String, Left>> oldest = left.entrySet().iterator();
        while (left.size() > 3 * MOST) {
            Map.Entry<String, Left> forgotten = oldest.next();
            LOG.warn(
                    "Route {}: that it stopped at {} is forgotten since {} others stopped after it, and no gap will tell of it",
                    forgotten.getKey(),
                    forgotten.getValue().since,
                    3 * MOST);
            forgotten.getValue().stopCollecting();
            oldest.remove();
        }
    }
}
