package io.github.camelctrader.message;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a type of message, or of one that is nested in it. */
public final class FieldPath {
    private final FieldDescriptor[] fields;

    private FieldPath(List<FieldDescriptor> fields) {
        this.fields = fields.toArray(FieldDescriptor[]::new);
    }

    /**
     * @param path names of fields with dots between them
     * @return null when the type has no such field, or when a field on the path is repeated
     */
    public static @Nullable FieldPath of(Descriptor type, String path) {
        List<FieldDescriptor> fields = new ArrayList<>();
        Descriptor holder = type;
        for (String name : path.split("\\.", -1)) {
            FieldDescriptor field = holder == null ? null : holder.findFieldByName(name);
            if (field == null || field.isRepeated()) {
                return null;
            }
            fields.add(field);
            holder = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : null;
        }
        return new FieldPath(fields);
    }

    /**
     * Reads the field.
     *
     * @return a number, a text or the name of an enum value; null when a message on the path does not carry the field, or
     *     when it holds 0 or no text, which is how the server says that there is none
     */
    public @Nullable Object find(MessageOrBuilder message) {
        MessageOrBuilder holder = message;
        for (int i = 0; i < fields.length - 1; i++) {
            if (!holder.hasField(fields[i])) {
                return null;
            }
            holder = (MessageOrBuilder) holder.getField(fields[i]);
        }
        FieldDescriptor last = fields[fields.length - 1];
        return holder.hasField(last) ? plain(holder.getField(last)) : null;
    }

    private static @Nullable Object plain(Object value) {
        if (value instanceof EnumValueDescriptor constant) {
            return constant.getName();
        }
        boolean absent = value instanceof Long number && number == 0 || value instanceof String text && text.isEmpty();
        return absent ? null : value;
    }
}
