package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.wire.JsonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers as JSON: maps, collections, texts, numbers, booleans, {@code null}, and what is JSON already. */
final class Json {
    /** What is JSON already. */
    record Raw(String text) {}

    private Json() {}

    /** An object with fields in this order: names and values in turn. */
    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            object.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return object;
    }

    static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(field -> JsonText.quoted(String.valueOf(field.getKey())) + ":" + text(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Raw raw) {
            return raw.text();
        }
        boolean bare = value == null || value instanceof Integer || value instanceof Long || value instanceof Boolean;
        return bare ? String.valueOf(value) : JsonText.quoted(String.valueOf(value));
    }
}
