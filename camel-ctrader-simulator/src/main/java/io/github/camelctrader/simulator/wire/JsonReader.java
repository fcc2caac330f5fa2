package io.github.camelctrader.simulator.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects to messages of the schema. As in protobuf, members that the schema does not have are passed over, as are those that are {@code
 * null}. Numbers may come as text, enumerations by number or by name.
 */
final class JsonReader {
    private JsonReader() {}

    /**
     * Fills a message; what is required may be missing afterwards.
     *
     * @throws IllegalArgumentException for a value that its field cannot hold
     * @throws ArithmeticException for a number with decimals, or out of range, in an integer field
     */
    static void fill(Message.Builder message, Map<?, ?> members) {
        Descriptor type = message.getDescriptorForType();
        members.forEach((name, value) -> {
            FieldDescriptor field = type.findFieldByName(String.valueOf(name));
            if (field == null || value == null) {
                return;
            }
            if (field.isRepeated()) {
                list(value).forEach(element -> message.addRepeatedField(field, single(message, field, element)));
            } else {
                message.setField(field, single(message, field, value));
            }
        });
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> elements) {
            return elements;
        }
        throw new IllegalArgumentException("not a list");
    }

    private static Object single(Message.Builder message, FieldDescriptor field, @Nullable Object value) {
        return switch (field.getJavaType()) {
            case INT -> number(value).intValueExact();
            case LONG -> number(value).longValueExact();
            case FLOAT -> number(value).floatValue();
            case DOUBLE -> number(value).doubleValue();
            case BOOLEAN -> as(Boolean.class, value);
            case STRING -> as(String.class, value);
            case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(as(String.class, value)));
            case ENUM -> constant(field, value);
            case MESSAGE -> {
                Message.Builder part = message.newBuilderForField(field);
                fill(part, as(Map.class, value));
                yield part.buildPartial();
            }
        };
    }

    private static EnumValueDescriptor constant(FieldDescriptor field, @Nullable Object value) {
        boolean named = value instanceof String text && !text.matches("\\d+");
        EnumValueDescriptor found = named
                ? field.getEnumType().findValueByName(as(String.class, value))
                : field.getEnumType().findValueByNumber(number(value).intValueExact());
        if (found == null) {
            throw new IllegalArgumentException(field.getName() + " has no such value");
        }
        return found;
    }

    private static BigDecimal number(@Nullable Object value) {
        return value instanceof String text ? new BigDecimal(text) : as(BigDecimal.class, value);
    }

    private static <T> T as(Class<T> type, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
