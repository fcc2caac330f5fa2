package io.github.camelctrader.client;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one consumer wants to see.
 *
 * @param eventTypes simple lower-case names without {@code ProtoOA} and without {@code Event} ({@code spot},
 *     {@code execution}, {@code connection}); empty, or containing {@link #ALL}, for every event of the server
 * @param accounts {@code ctidTraderAccountId}s; empty for all accounts of the connection
 * @param symbols names or ids of symbols: spots of these are subscribed when spots are of interest, and events about
 *     one other symbol are left out; empty for all
 * @param spotTimestamps ask the server to put its time into spot events
 * @param slowConsumer what happens to quotes when this consumer is slow
 * @param queueSize bound of each queue lane, in events
 */
public record EventInterest(
        Set<String> eventTypes,
        Set<Long> accounts,
        List<String> symbols,
        boolean spotTimestamps,
        SlowConsumer slowConsumer,
        int queueSize) {
    /** The event type that stands for every event of the server. */
    public static final String ALL = "all";

    public EventInterest {
        eventTypes = Set.copyOf(eventTypes);
        accounts = Set.copyOf(accounts);
        symbols = List.copyOf(symbols);
        if (queueSize < 1) {
            throw new InvalidRequestException("queueSize", queueSize, "must be 1 or more");
        }
        if (!symbols.isEmpty() && accounts.isEmpty()) {
            throw new InvalidRequestException(
                    "symbols", symbols, "needs accountId too, since symbols belong to an account's server");
        }
    }

    /**
     * Whether events of this type are of interest. Events of the server are by default; those that the client makes
     * itself must be named.
     *
     * @param messageType as in {@link ClientEvent#messageType()}
     * @param ofServer false for a {@link ComponentEvent}
     */
    public boolean wants(String messageType, boolean ofServer) {
        return ofServer && (eventTypes.isEmpty() || eventTypes.contains(ALL))
                || eventTypes.contains(simpleName(messageType));
    }

    /** Reduces {@code ProtoOASpotEvent}, {@code SpotEvent} and {@code Spot} in any case to {@code spot}. */
    public static String simpleName(String eventType) {
        String name = eventType.trim().toLowerCase(Locale.ROOT);
        name = name.startsWith("protooa") ? name.substring("protooa".length()) : name;
        return name.endsWith("event") ? name.substring(0, name.length() - "event".length()) : name;
    }
}
