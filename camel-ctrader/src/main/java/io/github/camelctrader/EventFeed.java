package io.github.camelctrader;

import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.EventSubscription;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.consumer.StoppedConsumers;
import io.github.camelctrader.header.EventMessage;
import io.github.camelctrader.sharing.ConnectionHandle;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of consumer has of an endpoint: its share in the connection, its subscription, and how an event becomes
 * an exchange. Begun and ended by the consumer's life cycle, which is one call at a time; all else on any thread.
 */
final class EventFeed {
    private final CTraderEndpoint endpoint;
    private @Nullable ConnectionHandle connection;
    private @Nullable String route;
    private volatile StoppedConsumers.@Nullable Running running;

    EventFeed(CTraderEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Checks the options, so that what can never work fails before anything is connected.
     *
     * @throws InvalidRequestException naming the option, its value and the rule
     */
    void check() {
        endpoint.connectionSettings();
        endpoint.requestTimeout();
        endpoint.orderTimeout();
        EventInterest interest = endpoint.interest();
        if (interest.accounts().isEmpty()) {
            endpoint.tokens();
        } else {
            endpoint.tokensFor(interest.accounts());
        }
    }

    /**
     * Where this throws, {@link #end} gives back what was taken.
     *
     * @param route what tells the consumer from others when it begins again; null for one that begins afresh each time
     */
    void begin(@Nullable String route, EventSink sink, Executor executor) {
        EventInterest interest = endpoint.interest();
        ConnectionHandle taken = endpoint.connect(interest.accounts());
        connection = taken;
        this.route = route;
        running = endpoint.getComponent().stoppedConsumers().begin(route, taken.client(), interest, sink, executor);
    }

    /** Whether the consumer gets what it asks for; null when it does not run. */
    @Nullable
    HealthCheck healthCheck(String name) {
        ConnectionHandle taken = connection;
        return taken == null
                ? null
                : new ConnectionHealthCheck(
                        "consumer",
                        name,
                        taken.client(),
                        endpoint.interest().accounts(),
                        endpoint.getComponent().isHealthCheckConsumerEnabled());
    }

    boolean isRunning() {
        return running != null;
    }

    void suspend() {
        EventSubscription begun = subscription();
        if (begun != null) {
            begun.suspend();
        }
    }

    void resume() {
        EventSubscription begun = subscription();
        if (begun != null) {
            begun.resume();
        }
    }

    /** Events that wait. */
    int pending() {
        EventSubscription begun = subscription();
        return begun == null ? 0 : begun.pending();
    }

    private @Nullable EventSubscription subscription() {
        StoppedConsumers.Running begun = running;
        return begun == null ? null : begun.subscription();
    }

    /** The consumer stops; where its route may start again, that goes on from here. */
    void end() {
        StoppedConsumers.Running ended = running;
        if (ended != null) {
            running = null;
            boolean forGood = endpoint.getCamelContext().isStopping();
            endpoint.getComponent().stoppedConsumers().end(forGood ? null : route, ended);
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Puts the event into a new exchange. */
    void fill(Exchange exchange, ClientEvent event) {
        exchange.setIn(new EventMessage(exchange.getContext(), endpoint.getEnvironment(), event));
    }
}
