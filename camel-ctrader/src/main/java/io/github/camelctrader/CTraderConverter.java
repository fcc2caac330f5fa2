package io.github.camelctrader;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.github.camelctrader.client.ComponentEvent;
import java.util.Map;
import org.apache.camel.Converter;

/** What bodies of this component can be turned into. */
@Converter(generateLoader = true)
public final class CTraderConverter {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private CTraderConverter() {}

    /** The message in protobuf's JSON form on one line, with the fields that are set: 64-bit numbers are texts in it. */
    @Converter
    public static String toJson(Message message) throws InvalidProtocolBufferException {
        return PRINTER.print(message);
    }

    /** The fields that are set, by name: nested messages as maps, enum values as names, numbers as numbers. */
    @Converter
    public static Map<String, Object> toMap(Message message) {
        return MessageToMap.of(message);
    }

    /** The bytes of the message itself, without the envelope that it came in. */
    @Converter
    public static byte[] toBytes(Message message) {
        return message.toByteArray();
    }

    /** The facts of an event that the component made, as JSON on one line. */
    @Converter
    public static String toJson(ComponentEvent event) {
        return JsonText.write(event.toMap());
    }

    /** The facts of an event that the component made, by name. */
    @Converter
    public static Map<String, Object> toMap(ComponentEvent event) {
        return event.toMap();
    }
}
