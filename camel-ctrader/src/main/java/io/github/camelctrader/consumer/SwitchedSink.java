package io.github.camelctrader.consumer;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the present consumer of a subscription: a route that is started again may have another one. */
public final class SwitchedSink implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchedSink.class);

    private volatile EventSink target;
    private volatile boolean away;

    SwitchedSink(EventSink target) {
        this.target = target;
    }

    /** @param next who takes what follows */
    void to(EventSink next) {
        target = next;
        away = false;
    }

    /** Its route is stopped: there is nobody to tell problems to. An event that was on its way still comes. */
    void away() {
        away = true;
    }

    @Override
    public void accept(ClientEvent event, Runnable done) {
        target.accept(event, done);
    }

    @Override
    public void problem(CTraderException problem) {
        if (away) {
            LOG.debug("While its route is stopped a consumer would be told of this", problem);
        } else {
            target.problem(problem);
        }
    }
}
