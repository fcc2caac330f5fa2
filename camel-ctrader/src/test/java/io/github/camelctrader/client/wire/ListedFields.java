package io.github.camelctrader.client.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Map;
import java.util.Objects;

/**
 * Builds a message from its listed fields: enums by name, messages as objects, repeated fields as arrays. Unlike protobuf's
 * own JSON form it keeps the sign of a zero.
 */
final class ListedFields {
    private ListedFields() {}

    static Message build(JsonObject fields, Message.Builder builder) {
        for (Map.Entry<String, JsonElement> entry : fields.entrySet()) {
            FieldDescriptor field = Objects.requireNonNull(
                    builder.getDescriptorForType().findFieldByName(entry.getKey()), entry.getKey());
            if (field.isRepeated()) {
                entry.getValue()
                        .getAsJsonArray()
                        .forEach(element -> builder.addRepeatedField(field, value(field, element, builder)));
            } else {
                builder.setField(field, value(field, entry.getValue(), builder));
            }
        }
        return builder.build();
    }

    private static Object value(FieldDescriptor field, JsonElement element, Message.Builder parent) {
        return switch (field.getType()) {
            case MESSAGE -> build(element.getAsJsonObject(), parent.newBuilderForField(field));
            case ENUM ->
                Objects.requireNonNull(field.getEnumType().findValueByName(element.getAsString()), field.getName());
            case STRING -> element.getAsString();
            case INT64 -> Long.parseLong(element.getAsString());
            case UINT64 -> Long.parseUnsignedLong(element.getAsString());
            case INT32 -> element.getAsInt();
            case UINT32 -> Integer.parseUnsignedInt(element.getAsString());
            case DOUBLE -> element.getAsDouble();
            case BOOL -> element.getAsBoolean();
            default -> throw new AssertionError("No field of the schema has the type of " + field);
        };
    }
}
