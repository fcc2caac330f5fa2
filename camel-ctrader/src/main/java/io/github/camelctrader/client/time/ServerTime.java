package io.github.camelctrader.client.time;

import java.util.OptionalLong;

/**
 * What the server's clock says, learned from the times that the server puts on its messages. The clocks of two machines are
 * never compared: between messages, time is counted on by the clock of this process that nobody can set.
 *
 * <p>A time on a message is never later than the server's clock at its arrival, so the latest one tells most. It counts once
 * another one that differs says nearly as much, since a single absurd time, for instance of a deal dated ahead, must not move the
 * clock. A server's clock that was set back shows in the times of what the server does just now: these count once they have kept
 * pace with the monotonic clock for a while and no later time came in.
 */
@OnLoop
public final class ServerTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What is as far behind as this was under way for long, rather than told by a clock that was set back. */
    private static final long LATE_MILLIS = 2_000;
    /** How much times of one clock may differ by what they were under way. */
    private static final long APART_MILLIS = 1_000;
    /** How many times tell that the clock was set back, and in how long at least. */
    private static final int BEHIND_COUNT = 5;

    private static final long BEHIND_MILLIS = 10_000;

    private final Ticker ticker;
    private Sample lastBehind = Sample.NONE;
    private Sample mostBehind = Sample.NONE;
    private int countBehind;
    private long firstBehind;
    private Sample ahead = Sample.NONE;
    private Sample behind = Sample.NONE;

    /**
     * @param stamp Unix ms as the server put it on a message; 0 when there is none
     * @param offset stamp minus the monotonic clock at the arrival, in ms
     */
    private record Sample(long stamp, long offset) {
        static final Sample NONE = new Sample(0, Long.MIN_VALUE);
    }

    public ServerTime(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Takes the latest time on a message that came in just now; call once for each message.
     *
     * @param stamp Unix ms; 0 or less when the message has none
     */
    public void stamped(long stamp) {
        stamped(stamp, ticker.nanoTime());
    }

    /** @param nanos the monotonic clock when the message came in */
    public void stamped(long stamp, long nanos) {
        if (stamp <= 0 || stamp == ahead.stamp || stamp == behind.stamp) {
            return;
        }
        long offset = stamp - nanos / NANOS_PER_MILLI;
        if (offset > ahead.offset) {
            behind = ahead;
            ahead = new Sample(stamp, offset);
        } else if (offset > behind.offset) {
            behind = new Sample(stamp, offset);
        }
    }

    /** The same for the time on a message that tells of what the server did just now. */
    public void happened(long stamp) {
        happened(stamp, ticker.nanoTime());
    }

    /** @param nanos the monotonic clock when the message came in */
    public void happened(long stamp, long nanos) {
        stamped(stamp, nanos);
        if (stamp <= 0 || stamp == lastBehind.stamp) {
            return;
        }
        long counter = nanos / NANOS_PER_MILLI;
        long offset = stamp - counter;
        if (offset > known().offset - LATE_MILLIS) {
            countBehind = 0;
            return;
        }
        Sample sample = new Sample(stamp, offset);
        if (countBehind == 0 || Math.abs(offset - lastBehind.offset) > APART_MILLIS) {
            countBehind = 0;
            firstBehind = counter;
            mostBehind = sample;
        }
        lastBehind = sample;
        mostBehind = offset > mostBehind.offset ? sample : mostBehind;
        if (++countBehind >= BEHIND_COUNT && counter - firstBehind >= BEHIND_MILLIS) {
            ahead = mostBehind;
            behind = mostBehind;
            countBehind = 0;
        }
    }

    /**
     * The server's time now, in Unix ms: behind it by what the messages were under way, and further behind while only old
     * times were seen; ahead of it only by the drift between two clocks. Empty until a message with a time came in.
     */
    public OptionalLong now() {
        Sample known = known();
        return known.stamp == 0 ? OptionalLong.empty() : OptionalLong.of(known.offset + counter());
    }

    private Sample known() {
        return behind.stamp == 0 ? ahead : behind;
    }

    private long counter() {
        return ticker.nanoTime() / NANOS_PER_MILLI;
    }
}
