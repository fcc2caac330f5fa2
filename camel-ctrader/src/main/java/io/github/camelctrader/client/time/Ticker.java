package io.github.camelctrader.client.time;

import java.time.Instant;

/** The source of time. Tests have one that they move by hand. */
public interface Ticker {
    /** A clock that only goes forward, in ns from an arbitrary origin: for durations. */
    long nanoTime();

    /** The date and time of day: for what people and other systems read. */
    Instant now();

    /** The clocks of this machine, the same that every loop has. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return Instant.now();
            }
        };
    }
}
