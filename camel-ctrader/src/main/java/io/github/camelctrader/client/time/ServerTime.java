package io.github.camelctrader.client.time;

import java.util.OptionalLong;

/**
 * What the server's clock says, learned from the times that the server puts on its messages. The clocks of two machines are
 * never compared: between messages, time is counted on by the clock of this process that nobody can set.
 *
 * <p>A time on a message is never later than the server's clock at its arrival, so the latest one tells most. It counts once
 * another one that differs says nearly as much, since a single absurd time, for instance of a deal dated ahead, must not move the
 * clock. Confined to the loop.
 */
public final class ServerTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ticker ticker;
    private Sample ahead = Sample.NONE;
    private Sample behind = Sample.NONE;

    /**
     * @param stamp Unix ms as the server put it on a message; 0 when there is none
     * @param offset stamp minus our counter at the arrival, in ms
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
        if (stamp <= 0 || stamp == ahead.stamp || stamp == behind.stamp) {
            return;
        }
        Sample sample = new Sample(stamp, stamp - counter());
        if (sample.offset > ahead.offset) {
            behind = ahead;
            ahead = sample;
        } else if (sample.offset > behind.offset) {
            behind = sample;
        }
    }

    /**
     * The server's time now, in Unix ms: behind it by what the messages were under way, and further behind while only old
     * times were seen; ahead of it only by the drift between two clocks. Empty until a message with a time came in.
     */
    public OptionalLong now() {
        Sample known = behind.stamp == 0 ? ahead : behind;
        return known.stamp == 0 ? OptionalLong.empty() : OptionalLong.of(known.offset + counter());
    }

    private long counter() {
        return ticker.nanoTime() / NANOS_PER_MILLI;
    }
}
