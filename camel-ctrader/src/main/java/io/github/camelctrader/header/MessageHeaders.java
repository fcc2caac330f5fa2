package io.github.camelctrader.header;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.MessageOrBuilder;
import io.github.camelctrader.message.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers that come out of a protobuf message, event or answer alike. Every part of an execution event may be missing:
 * swaps and deposits have no order, rejections no deal. Which of the places a type of message has is found out once.
 */
final class MessageHeaders {
    private static final List<Source> SOURCES = List.of(
            new Source(
                    Header.SYMBOL_ID,
                    "symbolId",
                    "order.tradeData.symbolId",
                    "position.tradeData.symbolId",
                    "deal.symbolId"),
            new Source(Header.ORDER_ID, "orderId", "order.orderId", "deal.orderId"),
            new Source(Header.POSITION_ID, "positionId", "position.positionId", "order.positionId", "deal.positionId"),
            new Source(Header.CLIENT_ORDER_ID, "clientOrderId", "order.clientOrderId"),
            new Source(Header.EXECUTION_TYPE, "executionType"),
            new Source(Header.ERROR_CODE, "errorCode"));

    /** Bounded by the types of the schema. */
    private static final Map<Descriptor, MessageHeaders> BY_TYPE = new ConcurrentHashMap<>();

    private final List<Place> places = new ArrayList<>();
    private final @Nullable FieldPath description;

    private MessageHeaders(Descriptor type) {
        for (Source source : SOURCES) {
            for (String name : source.paths) {
                FieldPath path = FieldPath.of(type, name);
                if (path != null) {
                    places.add(new Place(source.header, path));
                }
            }
        }
        // Other messages have a description too, but only beside a code does it describe an error.
        description = type.findFieldByName("errorCode") == null ? null : FieldPath.of(type, "description");
    }

    /** Puts in what the message has and the row has not. */
    static void fill(HeaderRow row, MessageOrBuilder message) {
        if (!message.isInitialized()) {
            row.put(Header.INCOMPLETE, true);
        }
        MessageHeaders type = BY_TYPE.get(message.getDescriptorForType());
        if (type == null) {
            type = BY_TYPE.computeIfAbsent(message.getDescriptorForType(), MessageHeaders::new);
        }
        type.read(row, message);
    }

    private void read(HeaderRow row, MessageOrBuilder message) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (row.get(place.header) == null) {
                row.put(place.header, place.path.find(message));
            }
        }
        if (description != null && row.get(Header.ERROR_CODE) != null) {
            row.put(Header.ERROR_DESCRIPTION, description.find(message));
        }
    }

    /** One header and where its value may be, the first place that has one going first. */
    private record Source(Header header, String... paths) {}

    private record Place(Header header, FieldPath path) {}
}
