package io.github.camelctrader.client.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** A loop on the test's own thread, whose clock stands still until the test moves it. */
public final class VirtualLoop implements Loop {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    /** Timers that may fall due without the clock moving: more are a timer that arms itself for now, again and again. */
    private static final int MOST_AT_ONCE = 100_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private long nanos;
    private Duration slept = Duration.ZERO;
    private long sequence;
    private boolean running;

    private record Alarm(long due, long sequence, Runnable task) {}

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        runTasks();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(nanos + Math.max(0, delay.toNanos()), sequence++, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Moves the clock and runs, in order and at their own times, all that falls due on the way. */
    public void advance(Duration duration) {
        long end = nanos + duration.toNanos();
        int atOnce = 0;
        while (true) {
            Alarm next = alarms.stream()
                    .filter(alarm -> alarm.due <= end)
                    .min(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::sequence))
                    .orElse(null);
            if (next == null) {
                nanos = end;
                return;
            }
            alarms.remove(next);
            atOnce = next.due > nanos ? 0 : atOnce + 1;
            if (atOnce > MOST_AT_ONCE) {
                throw new IllegalStateException("Timers keep falling due while the clock stands still");
            }
            nanos = Math.max(nanos, next.due);
            tasks.add(next.task);
            runTasks();
        }
    }

    /** Time goes on while the counter and its timers stand still. */
    public void sleep(Duration duration) {
        slept = slept.plus(duration);
    }

    /** How many timers wait. */
    public int pendingTimers() {
        return alarms.size();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos).plus(slept);
    }

    private void runTasks() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        } finally {
            running = false;
        }
    }
}
