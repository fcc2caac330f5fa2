package io.github.camelctrader.message;

import com.google.protobuf.Message;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events that a consumer can select: all of the schema, found by their names, and those that the component makes
 * itself.
 */
public final class EventTypes {
    private static final String EVENT = "Event";
    private static final Map<String, String> KNOWN = known();

    private EventTypes() {}

    /**
     * Reads the comma-separated option.
     *
     * @return simple names as {@link EventInterest} takes them; empty when the option is not set
     * @throws InvalidRequestException on a name that no event has, listing those that there are
     */
    public static Set<String> parse(@Nullable String option) {
        Set<String> simpleNames = new LinkedHashSet<>();
        if (option != null && !option.isBlank()) {
            for (String item : option.split(",", -1)) {
                String simpleName = EventInterest.simpleName(item);
                if (!KNOWN.containsKey(simpleName)) {
                    throw new InvalidRequestException(
                            "eventTypes",
                            item.trim(),
                            "must be one of " + String.join(", ", KNOWN.values())
                                    + " (ProtoOA in front and Event at the end may be there too)");
                }
                simpleNames.add(simpleName);
            }
        }
        return simpleNames;
    }

    /** Whether a message type, in any of its forms, is an event of the schema or one that the component makes. */
    static boolean isEvent(String messageType) {
        return messageType.trim().endsWith(EVENT) && KNOWN.containsKey(EventInterest.simpleName(messageType));
    }

    private static Map<String, String> known() {
        Map<String, String> names = new TreeMap<>();
        names.put(EventInterest.ALL, "All");
        names.put("connection", "Connection");
        names.put("download", "Download");
        names.put("gap", "Gap");
        names.put("orderoutcome", "OrderOutcome");
        names.put("tokenrefreshed", "TokenRefreshed");
        names.put("trendbar", "Trendbar");
        for (Message prototype : PayloadTypes.schema().prototypes()) {
            String name = prototype.getDescriptorForType().getName();
            // Heartbeats are no business of a route, and the only event that is not named ProtoOA.
            if (name.startsWith("ProtoOA") && name.endsWith(EVENT)) {
                String shortName = PayloadTypes.shortName(prototype);
                names.put(
                        EventInterest.simpleName(shortName),
                        shortName.substring(0, shortName.length() - EVENT.length()));
            }
        }
        return names;
    }
}
