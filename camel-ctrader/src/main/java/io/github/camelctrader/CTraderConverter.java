package io.github.camelctrader;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import io.github.camelctrader.client.Facts;
import io.github.camelctrader.message.JsonText;
import io.github.camelctrader.message.MessageToMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Converter;
import org.jspecify.annotations.NullUnmarked;

/**
 * Converts the bodies of this component. For messages of other protobuf schemas the converters return null, so that Camel looks for
 * another converter.
 *
 * <p>Not null-marked, since the generator of the converter loader cannot cope with annotations on types.
 */
@NullUnmarked
@Converter(generateLoader = true)
public final class CTraderConverter {
    static final String PACKAGES = "com.xtrader.protocol.";
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private CTraderConverter() {}

    /** The message in protobuf's JSON form on one line, with the fields that are set: 64-bit numbers are texts in it. */
    @Converter
    public static String toJson(Message message) throws InvalidProtocolBufferException {
        return isOfOpenApi(message) ? PRINTER.print(withoutEcho(message)) : null;
    }

    /** The JSON form as UTF-8, for components that take streams: files, answers of a web server. */
    @Converter
    public static InputStream toInputStream(Message message) throws InvalidProtocolBufferException {
        return isOfOpenApi(message) ? stream(toJson(message)) : null;
    }

    /** The fields that are set, by name: nested messages as maps, enum values as names, numbers as numbers. */
    @Converter
    public static Map<String, Object> toMap(Message message) {
        return isOfOpenApi(message) ? MessageToMap.of(withoutEcho(message)) : null;
    }

    /** The bytes of the message itself, without the envelope that it came in. */
    @Converter
    public static byte[] toBytes(Message message) {
        return isOfOpenApi(message) ? message.toByteArray() : null;
    }

    /** A value that the component made itself, as JSON on one line: an event, a row of history, an answer. */
    @Converter
    public static String toJson(Facts facts) {
        return JsonText.write(facts.toMap());
    }

    /** The JSON form as UTF-8. */
    @Converter
    public static InputStream toInputStream(Facts facts) {
        return stream(toJson(facts));
    }

    /** The JSON form as bytes in UTF-8; these values have no other binary form. */
    @Converter
    public static byte[] toBytes(Facts facts) {
        return toJson(facts).getBytes(StandardCharsets.UTF_8);
    }

    /** The fields of a value that the component made, by name. */
    @Converter
    public static Map<String, Object> toMap(Facts facts) {
        return facts.toMap();
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The list of accounts repeats the access token that it was asked for with: nobody needs it a second time. */
    private static Message withoutEcho(Message message) {
        return message instanceof ProtoOAGetAccountListByAccessTokenRes accounts
                ? accounts.toBuilder().clearAccessToken().buildPartial()
                : message;
    }

    private static boolean isOfOpenApi(Message message) {
        return message.getDescriptorForType()
                .getFile()
                .getOptions()
                .getJavaPackage()
                .startsWith(PACKAGES);
    }
}
