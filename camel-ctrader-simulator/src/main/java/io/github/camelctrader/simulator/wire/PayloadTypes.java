package io.github.camelctrader.simulator.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ContainerOpenApiV2Messages;
import com.xtrader.protocol.proto.commons.ContainerCommonMessages;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which number stands for which message: read from the default of the schema's own {@code payloadType} fields. */
public final class PayloadTypes {
    /** Number of {@code ProtoHeartbeatEvent}. */
    public static final int HEARTBEAT = 51;

    /** Number of {@code ProtoOASpotEvent}. */
    public static final int SPOT_EVENT = 2131;

    /** Deal list, trendbars, cash flow, ticks, order list. */
    private static final Set<Integer> HISTORICAL = Set.of(2133, 2137, 2143, 2145, 2175);

    private static final String ACCOUNT_FIELD = "ctidTraderAccountId";
    private static final String PAYLOAD_TYPE_FIELD = "payloadType";
    private static final Map<Integer, Message> PROTOTYPES = prototypes();

    private PayloadTypes() {}

    /** The empty message of a payload type, or nothing for a number the schema does not have. */
    public static Optional<Message> prototype(int payloadType) {
        return Optional.ofNullable(PROTOTYPES.get(payloadType));
    }

    /**
     * The payload type of a message.
     *
     * @throws IllegalArgumentException for a message that is no payload of its own
     */
    public static int of(Message message) {
        return number(message.getDescriptorForType())
                .orElseThrow(() -> new IllegalArgumentException(
                        message.getDescriptorForType().getName() + " has no payload type of its own"));
    }

    /** The account a message names, 0 for none. */
    public static long accountId(Message message) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(ACCOUNT_FIELD);
        return field != null && message.getField(field) instanceof Long id ? id : 0;
    }

    /** The name of the message a payload type stands for, or the bare number where the schema has none. */
    public static String name(int payloadType) {
        return prototype(payloadType)
                .map(message -> message.getDescriptorForType().getName())
                .orElse("payload type " + payloadType);
    }

    /** The payload type of a message, by its name with or without {@code ProtoOA}, or of a number as text. */
    public static Optional<Integer> find(String name) {
        if (name.matches("\\d{1,9}")) {
            return Optional.of(Integer.parseInt(name));
        }
        return PROTOTYPES.entrySet().stream()
                .filter(entry -> {
                    String full = entry.getValue().getDescriptorForType().getName();
                    return full.equals(name) || full.equals("ProtoOA" + name) || full.equals("Proto" + name);
                })
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The empty messages of all payload types. */
    public static Collection<Message> all() {
        return PROTOTYPES.values();
    }

    /** Whether a request reads history and so counts against the lower limit. */
    public static boolean isHistorical(int payloadType) {
        return HISTORICAL.contains(payloadType);
    }

    private static Optional<Integer> number(Descriptor descriptor) {
        FieldDescriptor field = descriptor.findFieldByName(PAYLOAD_TYPE_FIELD);
        return field != null && field.hasDefaultValue() && field.getDefaultValue() instanceof EnumValueDescriptor value
                ? Optional.of(value.getNumber())
                : Optional.empty();
    }

    private static Map<Integer, Message> prototypes() {
        Map<Integer, Message> prototypes = new HashMap<>();
        for (FileDescriptor file : new FileDescriptor[] {
            ContainerCommonMessages.getDescriptor(), ContainerOpenApiV2Messages.getDescriptor()
        }) {
            for (Descriptor descriptor : file.getMessageTypes()) {
                number(descriptor).ifPresent(number -> prototypes.put(number, defaultInstance(descriptor)));
            }
        }
        return Collections.unmodifiableMap(prototypes);
    }

    private static Message defaultInstance(Descriptor descriptor) {
        String className = descriptor.getFile().getOptions().getJavaPackage() + "." + descriptor.getName();
        try {
            return (Message)
                    Class.forName(className).getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The generated class of " + descriptor.getFullName() + " is missing", e);
        }
    }
}
