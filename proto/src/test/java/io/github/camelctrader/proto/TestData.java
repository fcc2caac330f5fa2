package io.github.camelctrader.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** The JSON files that describe the Open API: its schema, and frames with what they mean. */
final class TestData {
    private static final JsonObject SCHEMA = read("/messages.json");
    private static final JsonObject FRAMES = read("/golden-frames.json");

    private TestData() {}

    /** The files, enums or messages of the schema. */
    static Stream<JsonObject> listed(String kind) {
        return elements(SCHEMA, kind);
    }

    /** A group of frames: frames, decodeOnly or malformed. */
    static Stream<JsonObject> frames(String group) {
        return elements(FRAMES, group);
    }

    /** The objects of an array that must not be empty, so that no comparison passes for want of data. */
    static Stream<JsonObject> elements(JsonObject parent, String key) {
        assertThat(parent.getAsJsonArray(key)).as(key).isNotEmpty();
        return parent.getAsJsonArray(key).asList().stream().map(JsonElement::getAsJsonObject);
    }

    static String text(JsonObject object, String key) {
        return object.get(key).getAsString();
    }

    private static JsonObject read(String resource) {
        try (InputStream stream = Objects.requireNonNull(TestData.class.getResourceAsStream(resource), resource)) {
            return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
