package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.time.Ticker;
import java.time.Instant;

/** Stands still while events that came in together are kept: to look at a clock takes longer than to keep an event. */
final class BatchClock implements Ticker {
    private final Ticker ticker;
    private boolean still;
    private long moment;

    BatchClock(Ticker ticker) {
        this.ticker = ticker;
    }

    void stop() {
        moment = ticker.nanoTime();
        still = true;
    }

    void goOn() {
        still = false;
    }

    @Override
    public long nanoTime() {
        return still ? moment : ticker.nanoTime();
    }

    @Override
    public Instant now() {
        return ticker.now();
    }
}
