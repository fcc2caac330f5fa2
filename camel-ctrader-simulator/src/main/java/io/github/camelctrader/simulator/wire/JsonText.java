package io.github.camelctrader.simulator.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages as JSON for people and tests: only what is set, enumerations by name, bytes in Base64, tokens and secrets masked. */
public final class JsonText {
    private static final Set<String> SECRETS = Set.of("accessToken", "refreshToken", "clientSecret", "clientId");
    private static final String MASK = "***";

    private JsonText() {}

    /** One JSON object without a line break. */
    public static String of(Message message) {
        return message.getAllFields().entrySet().stream()
                .map(field -> quoted(field.getKey().getName()) + ":" + value(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Whether values of a field are never shown. */
    public static boolean isSecret(String field) {
        return SECRETS.contains(field);
    }

    private static String value(FieldDescriptor field, Object value) {
        if (isSecret(field.getName())) {
            return quoted(MASK);
        }
        if (value instanceof List<?> values) {
            return values.stream().map(JsonText::single).collect(Collectors.joining(",", "[", "]"));
        }
        return single(value);
    }

    private static String single(Object value) {
        if (value instanceof Message part) {
            return of(part);
        }
        boolean bare =
                value instanceof Boolean || (value instanceof Number number && Double.isFinite(number.doubleValue()));
        return bare ? String.valueOf(value) : quoted(plain(value));
    }

    /** A single value that is no message, without quotes. */
    public static String plain(Object value) {
        if (value instanceof EnumValueDescriptor constant) {
            return constant.getName();
        }
        if (value instanceof ByteString bytes) {
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        }
        return String.valueOf(value);
    }

    /** A JSON string. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
