package io.github.camelctrader.message;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.camelctrader.client.InvalidRequestException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to plain values and back. Numbers keep every digit. Text that is not strict JSON, or that has a key twice, is refused. */
public final class JsonText {
    private static final String BODY = "body";
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private JsonText() {}

    /** Writes a map on one line. */
    public static String write(Map<String, Object> map) {
        return GSON.toJson(map);
    }

    /**
     * Reads an object.
     *
     * @return empty for a blank text
     * @throws InvalidRequestException when the text is not one JSON object
     */
    public static Map<String, @Nullable Object> readObject(String text) {
        if (text.isBlank()) {
            return new LinkedHashMap<>();
        }
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            Map<String, @Nullable Object> object = object(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
            throw new IOException("There is more than one object");
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw InvalidRequests.refuse(
                    BODY,
                    "text of " + text.length() + " characters",
                    "must be one JSON object and nothing else; reading stopped at " + reader.getPath()
                            + ". For a request that needs no fields, set the body to null",
                    e);
        }
    }

    private static @Nullable Object value(JsonReader reader) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT:
                return object(reader);
            case BEGIN_ARRAY:
                List<@Nullable Object> elements = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    elements.add(value(reader));
                }
                reader.endArray();
                return elements;
            case BOOLEAN:
                return reader.nextBoolean();
            case NUMBER:
                return new BigDecimal(reader.nextString());
            case NULL:
                reader.nextNull();
                return null;
            default:
                return reader.nextString();
        }
    }

    private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.containsKey(name)) {
                throw new InvalidRequestException(BODY, "JSON text", "names " + name + " twice");
            }
            object.put(name, value(reader));
        }
        reader.endObject();
        return object;
    }
}
