package io.github.camelctrader.simulator.control;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.github.camelctrader.simulator.wire.JsonText;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fields of messages by their names, however deep they are. */
final class MessageFields {
    private static final Set<String> NAMES = names();

    private MessageFields() {}

    /** @throws IllegalArgumentException for a name that no field of the schema has, or whose values are masked */
    static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no parameter and no field of a message " + name);
        }
        if (JsonText.isSecret(name)) {
            throw new IllegalArgumentException(name + " is masked in the journal");
        }
    }

    /** Whether a field of that name, here or in a part of the message, is set to a value as JSON shows it, without quotes. */
    static boolean holds(Message message, String name, String value) {
        return message.getAllFields().entrySet().stream().anyMatch(field -> {
            Collection<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
            return values.stream()
                    .anyMatch(single -> single instanceof Message part
                            ? holds(part, name, value)
                            : field.getKey().getName().equals(name)
                                    && JsonText.plain(single).equals(value));
        });
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        Set<Descriptor> seen = new HashSet<>();
        PayloadTypes.all().forEach(message -> collect(message.getDescriptorForType(), seen, names));
        return Set.copyOf(names);
    }

    private static void collect(Descriptor type, Set<Descriptor> seen, Set<String> names) {
        if (seen.add(type)) {
            for (FieldDescriptor field : type.getFields()) {
                names.add(field.getName());
                if (field.getJavaType() == JavaType.MESSAGE) {
                    collect(field.getMessageType(), seen, names);
                }
            }
        }
    }
}
