package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Compares moments of this process with times of the server. The server's time is known once an execution was received as it
 * happened; times of the past, such as those of positions, give only a lower bound. The monotonic clock does not tell how long
 * ago a moment was if the machine slept since then.
 */
@OnLoop
public final class ServerMoments {
    /** How far a search reaches back beyond what it looks for, since events, lists and clocks may be out of step. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** How far the clock of this machine may be wrong where nothing tells the server's time: a search then costs more. */
    private static final Duration MOST_WRONG = Duration.ofDays(1);

    /** What the times of the server and of the monotonic clock may lose together when they are cut down to whole milliseconds. */
    private static final long ROUNDED_MILLIS = 2;

    /** What lists tell of the server's time is further behind, as a rule. */
    private static final long BEHIND_MILLIS = 2_000;

    private final Ticker ticker;
    private final ServerTime serverTime;
    private final MachineSleeps sleeps;
    private boolean known;

    public ServerMoments(Ticker ticker, ServerTime serverTime) {
        this.ticker = ticker;
        this.serverTime = serverTime;
        this.sleeps = new MachineSleeps(ticker);
    }

    /** When a deal was executed, seen from a moment. */
    public enum Timing {
        BEFORE,
        AFTER,
        UNKNOWN
    }

    /**
     * The server told of something that it had just done. What is known of its clock does not count yet where it comes from times of
     * the past, as from lists, and says that it is earlier.
     *
     * @param stamp when that was by the server, in Unix ms
     * @return whether its time is known from now on and was not before
     */
    boolean sawLive(long stamp) {
        OptionalLong now = serverTime.now();
        if (known || stamp <= 0 || now.isEmpty() || stamp - now.getAsLong() > BEHIND_MILLIS) {
            return false;
        }
        known = true;
        return true;
    }

    /** Whether the server told what its clock says. */
    boolean isKnown() {
        return known;
    }

    /** A message came in, at that time in ns of the monotonic clock: whether the machine slept shows. */
    void awake(long now) {
        sleeps.watch(now);
    }

    /** How long at most the machine slept since a moment, in ms. */
    public long sleptMillisSince(long nanos) {
        return sleeps.millisSince(nanos);
    }

    /**
     * Whether a deal was executed before a moment of this process, in ns of the monotonic clock. A deal of the last
     * milliseconds before it may count as after it, never the other way round.
     */
    public Timing timing(ProtoOADeal deal, long nanos) {
        OptionalLong now = serverTime.now();
        if (!known || now.isEmpty()) {
            return Timing.UNKNOWN;
        }
        long moment = now.getAsLong() - millisSince(nanos) - ROUNDED_MILLIS;
        if (deal.getExecutionTimestamp() >= moment) {
            return Timing.AFTER;
        }
        return deal.getExecutionTimestamp() >= moment - sleeps.millisSince(nanos) ? Timing.UNKNOWN : Timing.BEFORE;
    }

    /** From when on to search for what was executed since then, in Unix ms of the server. */
    long searchFrom(long nanos) {
        long clock = ticker.now().toEpochMilli() - millisSince(nanos);
        OptionalLong now = serverTime.now();
        long wrong = MOST_WRONG.toMillis();
        long from = clock - wrong;
        if (now.isPresent()) {
            long server = now.getAsLong() - millisSince(nanos);
            if (known) {
                from = Math.max(server - wrong, Math.min(server, clock));
            } else if (server > clock + wrong) {
                from = server - wrong;
            }
        }
        return from - OVERLAP.toMillis() - sleeps.millisSince(nanos);
    }

    private long millisSince(long nanos) {
        return Duration.ofNanos(ticker.nanoTime() - nanos).toMillis();
    }
}
