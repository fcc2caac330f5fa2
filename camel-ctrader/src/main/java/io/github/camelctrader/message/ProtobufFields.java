package io.github.camelctrader.message;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import org.jspecify.annotations.Nullable;

/** Reads fields of messages whose kind is only known at run time. */
public final class ProtobufFields {
    private ProtobufFields() {}

    /**
     * Follows a path of field names into nested messages.
     *
     * @return a number, a text or the name of an enum value; null when a message on the path does not know or does not
     *     carry the field, or when it holds 0 or no text, which is how the server says that there is none
     */
    public static @Nullable Object find(MessageOrBuilder message, String... path) {
        MessageOrBuilder holder = message;
        for (int i = 0; i < path.length; i++) {
            FieldDescriptor field = holder.getDescriptorForType().findFieldByName(path[i]);
            if (field == null || field.isRepeated() || !holder.hasField(field)) {
                return null;
            }
            Object value = holder.getField(field);
            if (i == path.length - 1) {
                return plain(value);
            }
            if (!(value instanceof MessageOrBuilder nested)) {
                return null;
            }
            holder = nested;
        }
        return null;
    }

    private static @Nullable Object plain(Object value) {
        if (value instanceof EnumValueDescriptor constant) {
            return constant.getName();
        }
        boolean absent = value instanceof Long number && number == 0 || value instanceof String text && text.isEmpty();
        return absent ? null : value;
    }
}
