package io.github.camelctrader.client;

import java.time.Instant;
import java.util.Map;

/** An event that this client makes itself; all others come from the server as protobuf messages. */
public sealed interface ComponentEvent extends Facts
        permits ConnectionEvent,
                DownloadEvent,
                GapEvent,
                OrderBookEvent,
                OrderOutcomeEvent,
                TokenRefreshedEvent,
                TrendbarEvent {
    /** The environment that the event belongs to. */
    Environment environment();

    /** When it happened. */
    Instant time();

    /**
     * The same facts under plain names, in a fixed order: strings, numbers, booleans and lists, no nulls. {@link #time()} is
     * {@code timestamp} in each of them, in Unix ms like all other times.
     */
    @Override
    Map<String, Object> toMap();

    /** The name under which consumers select this event, for instance {@code ConnectionEvent}. */
    default String messageType() {
        return getClass().getSimpleName();
    }
}
