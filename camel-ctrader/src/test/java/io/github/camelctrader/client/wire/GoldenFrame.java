package io.github.camelctrader.client.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame written by another implementation, with its listed meaning.
 *
 * @param clientMsgId null when the envelope has none
 * @param hasPayload whether the envelope has the payload field, be it empty or not
 * @param message what the listed fields describe
 */
record GoldenFrame(
        String name,
        String messageType,
        int payloadType,
        @Nullable String clientMsgId,
        boolean hasPayload,
        Message message,
        byte[] bytes) {

    private static final JsonObject DOCUMENT = document();
    /** Frames that this implementation writes with the same bytes. */
    static final List<GoldenFrame> WRITTEN_ALIKE = group("frames");
    /** Frames that this implementation reads, but would write in another way. */
    static final List<GoldenFrame> READ_ONLY = group("decodeOnly");

    static List<GoldenFrame> all() {
        List<GoldenFrame> all = new ArrayList<>(WRITTEN_ALIKE);
        all.addAll(READ_ONLY);
        return all;
    }

    /** Bytes that are no frame, or a frame with something wrong in it, by name. */
    static Map<String, byte[]> malformed() {
        Map<String, byte[]> malformed = new LinkedHashMap<>();
        for (JsonElement element : DOCUMENT.getAsJsonArray("malformed")) {
            JsonObject frame = element.getAsJsonObject();
            malformed.put(text(frame, "name"), HexFormat.of().parseHex(text(frame, "hex")));
        }
        return malformed;
    }

    static GoldenFrame named(String name) {
        return all().stream()
                .filter(frame -> frame.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The envelope that the listed values describe. */
    ProtoMessage envelope() {
        ProtoMessage.Builder envelope = ProtoMessage.newBuilder().setPayloadType(payloadType);
        if (hasPayload) {
            envelope.setPayload(message.toByteString());
        }
        if (clientMsgId != null) {
            envelope.setClientMsgId(clientMsgId);
        }
        return envelope.build();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<GoldenFrame> group(String group) {
        List<GoldenFrame> frames = new ArrayList<>();
        for (JsonElement element : DOCUMENT.getAsJsonArray(group)) {
            JsonObject frame = element.getAsJsonObject();
            frames.add(new GoldenFrame(
                    text(frame, "name"),
                    text(frame, "messageType"),
                    frame.get("payloadType").getAsInt(),
                    frame.get("clientMsgId").isJsonNull() ? null : text(frame, "clientMsgId"),
                    !frame.has("payload"),
                    ListedFields.build(
                            frame.getAsJsonObject("fields"),
                            Objects.requireNonNull(PayloadTypes.schema().prototype(text(frame, "messageType")))
                                    .newBuilderForType()),
                    HexFormat.of().parseHex(text(frame, "hex"))));
        }
        return frames;
    }

    private static String text(JsonObject object, String key) {
        return object.get(key).getAsString();
    }

    private static JsonObject document() {
        InputStream stream = Objects.requireNonNull(GoldenFrame.class.getResourceAsStream("/golden-frames.json"));
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
