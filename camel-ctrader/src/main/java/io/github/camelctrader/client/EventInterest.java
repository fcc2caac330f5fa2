package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The events that one consumer wants.
 *
 * @param eventTypes simple lower-case names without {@code ProtoOA} and without {@code Event} ({@code spot}, {@code execution},
 *     {@code connection}); empty, or containing {@link #ALL}, for every event of the server
 * @param accounts {@code ctidTraderAccountId}s; empty for all accounts of the connection
 * @param symbols names or ids of symbols: spots of these are subscribed when spots are of interest, and events about one other
 *     symbol are left out; empty for all
 * @param spotTimestamps ask the server to put its time into spot events
 * @param slowConsumer what happens to quotes when this consumer is slow
 * @param queueSize bound of each queue lane, in events
 * @param trendbars periods of live bars to subscribe for the symbols; empty for none
 * @param depth in which form the order books of the symbols are subscribed
 */
public record EventInterest(
        Set<String> eventTypes,
        Set<Long> accounts,
        List<String> symbols,
        boolean spotTimestamps,
        SlowConsumer slowConsumer,
        int queueSize,
        Set<ProtoOATrendbarPeriod> trendbars,
        DepthMode depth) {
    /** The event type that stands for every event of the server. */
    public static final String ALL = "all";

    private static final String TRENDBAR = "trendbar";
    private static final String DEPTH = "depth";

    public EventInterest {
        eventTypes = Set.copyOf(eventTypes);
        accounts = Set.copyOf(accounts);
        symbols = List.copyOf(symbols);
        trendbars = trendbars.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(trendbars));
        if (queueSize < 1) {
            throw new InvalidRequestException("queueSize", queueSize, "must be 1 or more");
        }
        if (!symbols.isEmpty() && accounts.isEmpty()) {
            throw new InvalidRequestException(
                    "symbols", symbols, "needs accountId too, since symbols belong to an account's server");
        }
        checkBars(eventTypes, symbols, trendbars);
        checkDepth(eventTypes, symbols, depth);
    }

    /** Without live bars and order books. */
    public EventInterest(
            Set<String> eventTypes,
            Set<Long> accounts,
            List<String> symbols,
            boolean spotTimestamps,
            SlowConsumer slowConsumer,
            int queueSize) {
        this(eventTypes, accounts, symbols, spotTimestamps, slowConsumer, queueSize, Set.of(), DepthMode.NONE);
    }

    private static void checkBars(Set<String> eventTypes, List<String> symbols, Set<ProtoOATrendbarPeriod> trendbars) {
        if (!trendbars.isEmpty() && symbols.isEmpty()) {
            throw new InvalidRequestException(
                    "trendbars", trendbars, "needs symbols too, since bars are subscribed for a symbol each");
        }
        if (trendbars.isEmpty() && eventTypes.contains(TRENDBAR)) {
            throw new InvalidRequestException(
                    "trendbars", "(absent)", "says which bars shall come, and eventTypes names Trendbar");
        }
        boolean anyUse = eventTypes.isEmpty()
                || eventTypes.contains(ALL)
                || eventTypes.contains(TRENDBAR)
                || eventTypes.contains("spot");
        if (!trendbars.isEmpty() && !anyUse) {
            throw new InvalidRequestException(
                    "trendbars",
                    trendbars,
                    "contradicts eventTypes = " + eventTypes + ", which does not name Trendbar");
        }
    }

    private static void checkDepth(Set<String> eventTypes, List<String> symbols, DepthMode depth) {
        if (depth == DepthMode.NONE) {
            return;
        }
        String value = depth.name().toLowerCase(Locale.ROOT);
        if (symbols.isEmpty()) {
            throw new InvalidRequestException(
                    "depth", value, "needs symbols too, since an order book is subscribed for a symbol each");
        }
        if (!eventTypes.isEmpty() && !eventTypes.contains(ALL) && !eventTypes.contains(DEPTH)) {
            throw new InvalidRequestException(
                    "depth", value, "contradicts eventTypes = " + eventTypes + ", which does not name Depth");
        }
    }

    /**
     * Whether the server's depth events are of interest: because {@code depth} asks for them, or because {@code eventTypes} names them,
     * which then brings those that other consumers subscribed.
     */
    public boolean wantsDeltas() {
        boolean named = eventTypes.contains(ALL) || eventTypes.contains(DEPTH);
        return depth == DepthMode.DELTA || depth == DepthMode.NONE && named;
    }

    /** Whether bars of this period are of interest. */
    public boolean wantsBars(ProtoOATrendbarPeriod period) {
        return trendbars.contains(period)
                && (eventTypes.isEmpty() || eventTypes.contains(ALL) || eventTypes.contains(TRENDBAR));
    }

    /**
     * Whether events of the server of this type are of interest, as they are by default.
     *
     * @param messageType as in {@link ClientEvent#messageType()}
     */
    public boolean wantsServerEvent(String messageType) {
        return eventTypes.isEmpty() || eventTypes.contains(ALL) || eventTypes.contains(simpleName(messageType));
    }

    /**
     * Whether a {@link ComponentEvent} of this type is of interest: only if it is named.
     *
     * @param messageType as in {@link ClientEvent#messageType()}
     */
    public boolean wantsComponentEvent(String messageType) {
        return eventTypes.contains(simpleName(messageType));
    }

    /** Reduces {@code ProtoOASpotEvent}, {@code SpotEvent} and {@code Spot} in any case to {@code spot}. */
    public static String simpleName(String eventType) {
        String name = eventType.trim().toLowerCase(Locale.ROOT);
        name = name.startsWith("protooa") ? name.substring("protooa".length()) : name;
        return name.endsWith("event") ? name.substring(0, name.length() - "event".length()) : name;
    }
}
