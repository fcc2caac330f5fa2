package io.github.camelctrader.message;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds a message out of plain values: maps, lists, numbers, texts and booleans, as maps and JSON bodies hold them. */
public final class MapToMessage {
    private static final String PAYLOAD_TYPE = "payloadType";

    private MapToMessage() {}

    /**
     * @param prototype an empty message of the kind to build
     * @param values values by field name; null stands for a field that is not set
     * @return a builder that may still lack required fields
     * @throws InvalidRequestException on a field that the message does not have, and on a value that does not fit exactly
     */
    public static Message.Builder toBuilder(Message prototype, Map<?, ?> values) {
        Message.Builder builder = prototype.newBuilderForType();
        merge(builder, "", values);
        return builder;
    }

    private static void merge(Message.Builder builder, String prefix, Map<?, ?> values) {
        values.forEach((name, value) -> {
            FieldDescriptor field = field(builder.getDescriptorForType(), prefix, name);
            if (value != null) {
                set(builder, field, prefix + field.getName(), value);
            }
        });
    }

    private static FieldDescriptor field(Descriptor descriptor, String prefix, Object name) {
        FieldDescriptor field = name instanceof String text ? descriptor.findFieldByName(text) : null;
        if (field == null) {
            throw InvalidRequests.refuse(
                    prefix + name,
                    "(unknown)",
                    descriptor.getName() + " has no such field, only "
                            + descriptor.getFields().stream()
                                    .map(FieldDescriptor::getName)
                                    .filter(known -> !known.equals(PAYLOAD_TYPE))
                                    .collect(Collectors.joining(", ")));
        }
        return field;
    }

    private static void set(Message.Builder builder, FieldDescriptor field, String path, Object value) {
        if (field.isRepeated()) {
            List<Object> elements = elements(path, value);
            for (int i = 0; i < elements.size(); i++) {
                builder.addRepeatedField(field, single(builder, field, path + "[" + i + "]", elements.get(i)));
            }
            return;
        }
        Object converted = single(builder, field, path, value);
        if (path.equals(PAYLOAD_TYPE) && field.hasDefaultValue() && !converted.equals(field.getDefaultValue())) {
            throw InvalidRequests.refuse(
                    path, value, builder.getDescriptorForType().getName() + " is always " + field.getDefaultValue());
        }
        builder.setField(field, converted);
    }

    private static Object single(Message.Builder builder, FieldDescriptor field, String path, Object value) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return FieldValues.of(field, path, value);
        }
        if (value instanceof Message message && message.getDescriptorForType() == field.getMessageType()) {
            return message;
        }
        if (value instanceof Map<?, ?> map) {
            Message.Builder nested = builder.newBuilderForField(field);
            merge(nested, path + ".", map);
            return nested.buildPartial();
        }
        throw InvalidRequests.refuse(
                path,
                value,
                "must be a map with the fields of " + field.getMessageType().getName());
    }

    private static List<Object> elements(String path, Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof Iterable<?> iterable) {
            iterable.forEach(elements::add);
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
        } else {
            throw InvalidRequests.refuse(path, value, "must be a list");
        }
        if (elements.contains(null)) {
            throw InvalidRequests.refuse(path, value, "must not hold a null");
        }
        return elements;
    }
}
