package io.github.camelctrader.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as plain values, which {@link MapToMessage} turns into the same message again. */
public final class MessageToMap {
    private MessageToMap() {}

    /** The fields that are set, in the order of the schema. */
    public static Map<String, Object> of(Message message) {
        Map<String, Object> map = new LinkedHashMap<>();
        message.getAllFields().forEach((field, value) -> map.put(field.getName(), plain(field, value)));
        return map;
    }

    private static Object plain(FieldDescriptor field, Object value) {
        return field.isRepeated()
                ? ((List<?>) value)
                        .stream().map(element -> single(field, element)).toList()
                : single(field, value);
    }

    private static Object single(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case MESSAGE, GROUP -> of((Message) value);
            case ENUM -> ((EnumValueDescriptor) value).getName();
            case BYTES -> ((ByteString) value).toByteArray();
            case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
            case UINT64, FIXED64 -> unsigned((Long) value);
            default -> value;
        };
    }

    private static Number unsigned(long value) {
        return value >= 0 ? (Number) value : new BigInteger(Long.toUnsignedString(value));
    }
}
