package io.github.camelctrader.client.session;

import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.delivery.Delivery;
import io.github.camelctrader.client.time.Loop;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A delivery, and what is held at the server for it, for callers on any thread. */
final class ClientSubscription implements EventSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSubscription.class);

    private final Delivery delivery;
    private final Subscriber subscriber;
    private final ConsumerRegistry consumers;
    private final Loop loop;

    ClientSubscription(Delivery delivery, Subscriber subscriber, ConsumerRegistry consumers, Loop loop) {
        this.delivery = delivery;
        this.subscriber = subscriber;
        this.consumers = consumers;
        this.loop = loop;
    }

    @Override
    public void suspend() {
        delivery.suspend();
    }

    @Override
    public void resume() {
        delivery.resume();
    }

    @Override
    public int pending() {
        return delivery.pending();
    }

    /** Only executions can be collected: whoever wants none is told of a gap as well as if it had been closed. */
    @Override
    public boolean park() {
        if (!subscriber.interest().wantsServerEvent("execution")) {
            close();
            return false;
        }
        boolean waits = delivery.park();
        onLoop(subscriber::park);
        return waits;
    }

    @Override
    public void unpark() {
        onLoop(() -> {
            delivery.keepAll();
            subscriber.unpark();
            consumers.findSymbols(subscriber);
            delivery.resume();
        });
    }

    @Override
    public void missed(Instant since) {
        onLoop(() -> subscriber.missed(since, loop.now()));
    }

    @Override
    public void close() {
        delivery.close();
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The connection closed before", closed);
        }
    }
}
