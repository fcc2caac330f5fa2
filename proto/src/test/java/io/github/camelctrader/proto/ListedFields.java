package io.github.camelctrader.proto;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Builds messages from listed fields: 64-bit numbers as text, enums by name, messages as objects, repeated fields as
 * arrays. A field that is listed is set, even to its default; a field that is not listed is not set. Whatever does not
 * fit its field is an error.
 */
final class ListedFields {
    private static final long UINT32_MAX = 0xFFFF_FFFFL;

    private ListedFields() {}

    static Message build(JsonObject fields, Message.Builder builder) {
        for (Map.Entry<String, JsonElement> entry : fields.entrySet()) {
            FieldDescriptor field = builder.getDescriptorForType().findFieldByName(entry.getKey());
            if (field == null) {
                throw new AssertionError(builder.getDescriptorForType().getName() + " has no field " + entry.getKey());
            }
            if (field.isRepeated()) {
                for (JsonElement element : entry.getValue().getAsJsonArray()) {
                    builder.addRepeatedField(field, value(field, element, builder));
                }
            } else {
                builder.setField(field, value(field, entry.getValue(), builder));
            }
        }
        return builder.build();
    }

    private static Object value(FieldDescriptor field, JsonElement element, Message.Builder parent) {
        return switch (field.getType()) {
            case MESSAGE -> build(element.getAsJsonObject(), parent.newBuilderForField(field));
            case ENUM -> enumValue(field, text(field, element));
            case STRING -> text(field, element);
            case INT64 -> Long.parseLong(text(field, element));
            case UINT64 -> Long.parseUnsignedLong(text(field, element));
            case INT32 -> number(field, element).intValueExact();
            case UINT32 -> uint32(number(field, element).longValueExact());
            case DOUBLE -> primitive(field, element, JsonPrimitive::isNumber).getAsDouble();
            case BOOL -> primitive(field, element, JsonPrimitive::isBoolean).getAsBoolean();
            default -> throw new AssertionError("no field of the schema has the type of " + field);
        };
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String name) {
        EnumValueDescriptor value = field.getEnumType().findValueByName(name);
        if (value == null) {
            throw new AssertionError(field + " has no value " + name);
        }
        return value;
    }

    private static int uint32(long value) {
        if (value < 0 || value > UINT32_MAX) {
            throw new AssertionError("not an unsigned 32-bit number: " + value);
        }
        return (int) value;
    }

    private static String text(FieldDescriptor field, JsonElement element) {
        return primitive(field, element, JsonPrimitive::isString).getAsString();
    }

    private static BigDecimal number(FieldDescriptor field, JsonElement element) {
        return primitive(field, element, JsonPrimitive::isNumber).getAsBigDecimal();
    }

    private static JsonPrimitive primitive(FieldDescriptor field, JsonElement element, Predicate<JsonPrimitive> form) {
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (!form.test(primitive)) {
            throw new AssertionError(field + " is listed in the wrong form: " + element);
        }
        return primitive;
    }
}
