package io.github.camelctrader.client;

import java.util.ArrayList;
import java.util.List;

/** A consumer that takes whatever comes at once, and has no problems. */
public final class Taker implements EventSink {
    /** What it took, in order. */
    public final List<ClientEvent> events = new ArrayList<>();

    @Override
    public void accept(ClientEvent event, Runnable done) {
        events.add(event);
        done.run();
    }

    @Override
    public void problem(CTraderException problem) {
        throw new AssertionError(problem);
    }
}
