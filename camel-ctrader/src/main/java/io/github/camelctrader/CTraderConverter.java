package io.github.camelctrader;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.github.camelctrader.client.ComponentEvent;
import java.util.Map;
import org.apache.camel.Converter;
import org.jspecify.annotations.NullUnmarked;

/**
 * What bodies of this component can be turned into. Messages of other protobuf schemas, which an application may well use
 * too, are none of its business: for those the converters return null, and Camel goes on looking.
 *
 * <p>Not null-marked, since the generator of the converter loader cannot cope with annotations on types.
 */
@NullUnmarked
@Converter(generateLoader = true)
public final class CTraderConverter {
    private static final String PACKAGES = "com.xtrader.protocol.";
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private CTraderConverter() {}

    /** The message in protobuf's JSON form on one line, with the fields that are set: 64-bit numbers are texts in it. */
    @Converter
    public static String toJson(Message message) throws InvalidProtocolBufferException {
        return isOfOpenApi(message) ? PRINTER.print(message) : null;
    }

    /** The fields that are set, by name: nested messages as maps, enum values as names, numbers as numbers. */
    @Converter
    public static Map<String, Object> toMap(Message message) {
        return isOfOpenApi(message) ? MessageToMap.of(message) : null;
    }

    /** The bytes of the message itself, without the envelope that it came in. */
    @Converter
    public static byte[] toBytes(Message message) {
        return isOfOpenApi(message) ? message.toByteArray() : null;
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

    private static boolean isOfOpenApi(Message message) {
        return message.getDescriptorForType()
                .getFile()
                .getOptions()
                .getJavaPackage()
                .startsWith(PACKAGES);
    }
}
