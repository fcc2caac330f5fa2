package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Fields and messages that no published schema has, of all that came. Filled by the readers of connections. */
final class UnknownFields {
    private final Set<String> names = new ConcurrentSkipListSet<>();

    void look(Reply reply) {
        reply.message()
                .ifPresentOrElse(
                        this::look,
                        () -> names.add("payload type " + reply.envelope().getPayloadType()));
    }

    private void look(Message message) {
        message.getUnknownFields()
                .asMap()
                .keySet()
                .forEach(number ->
                        names.add(message.getDescriptorForType().getName().replace("ProtoOA", "") + "." + number));
        for (Map.Entry<?, Object> field : message.getAllFields().entrySet()) {
            if (field.getValue() instanceof Message inner) {
                look(inner);
            } else if (field.getValue() instanceof Iterable<?> all) {
                all.forEach(each -> {
                    if (each instanceof Message inner) {
                        look(inner);
                    }
                });
            }
        }
    }

    /** What was seen, or "none". */
    String names() {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
