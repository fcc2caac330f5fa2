package io.github.camelctrader.client.download;

import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the end of a range is over at the server. Where its clock is not known well enough to say so, a row that is later than the
 * range does: it is looked for once, before the end is read. All times in Unix ms.
 */
@OnLoop
final class RangeEnd {
    /** A window that every server takes, and longer than markets rest as a rule. */
    private static final long LOOK = Duration.ofDays(7).toMillis();

    private final long to;
    private final long began;
    private final LongSupplier past;
    private boolean looked;
    private boolean over;
    /** When what may not have happened yet was asked for: what happened since then was not read. */
    private long horizon = Long.MAX_VALUE;

    /**
     * @param to last ms of the range
     * @param began when the download began, by this machine's clock: no later row is looked for
     * @param past a time that the server's clock has certainly reached
     */
    RangeEnd(long to, long began, LongSupplier past) {
        this.to = to;
        this.began = began;
        this.past = past;
    }

    /** A range that is known to be over. */
    static RangeEnd over() {
        return new RangeEnd(Long.MAX_VALUE, Long.MAX_VALUE, () -> Long.MAX_VALUE);
    }

    /** What to ask for before this window; null when there is no need, or was already. */
    @Nullable
    Window lookAhead(Window window) {
        if (looked || to >= began || window.to() <= past.getAsLong()) {
            return null;
        }
        looked = true;
        return new Window(to + 1, Math.min(began, to + LOOK), false);
    }

    /** The server has a row of this time. */
    void sawRow(long time) {
        over = over || time > to;
    }

    /** Whether rows later than the range are known. */
    boolean isOver() {
        return over;
    }

    void asked(Window window) {
        if (!over) {
            long now = past.getAsLong();
            horizon = window.to() > now ? Math.min(horizon, now) : horizon;
        }
    }

    /** Whether all that was asked for had happened. */
    boolean wasReached() {
        return horizon == Long.MAX_VALUE;
    }

    /** Up to when a part is certainly whole that ends at this time. */
    long readUntil(long time) {
        return Math.min(time, horizon);
    }
}
