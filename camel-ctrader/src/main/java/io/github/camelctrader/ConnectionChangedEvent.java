package io.github.camelctrader;

import io.github.camelctrader.client.ConnectionEvent;
import org.apache.camel.spi.CamelEvent;

/**
 * Tells the event notifiers of a Camel context that a connection changed its state, also where no route consumes events of type
 * {@code Connection}. Those of a connection come one at a time and in their order, on a thread of the component.
 */
public final class ConnectionChangedEvent implements CamelEvent {
    private final CTraderComponent component;
    private final ConnectionEvent connection;
    private volatile long timestamp;

    ConnectionChangedEvent(CTraderComponent component, ConnectionEvent connection) {
        this.component = component;
        this.connection = connection;
        this.timestamp = connection.time().toEpochMilli();
    }

    /** The state that was entered, and why. */
    public ConnectionEvent getConnection() {
        return connection;
    }

    /** Always {@code Custom}. */
    @Override
    public Type getType() {
        return Type.Custom;
    }

    /** The component whose connection it is. */
    @Override
    public CTraderComponent getSource() {
        return component;
    }

    /** When the state was entered, in Unix ms. */
    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return "cTrader " + connection.environment() + " connection is " + connection.state()
                + (connection.reason() == null ? "" : " (" + connection.reason() + ")");
    }
}
