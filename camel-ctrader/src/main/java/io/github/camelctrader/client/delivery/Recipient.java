package io.github.camelctrader.client.delivery;

/** A consumer of a connection, as the {@link Dispatcher} sees it. */
public interface Recipient {
    /** Which events it gets; always the same one. */
    EventSelector selector();
}
