package io.github.camelctrader.client.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.xtrader.protocol.openapi.v2.ContainerOpenApiV2Messages;
import com.xtrader.protocol.proto.commons.ContainerCommonMessages;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All messages of the schema that travel on their own, found by reflection: every message whose {@code payloadType} field
 * has a default. A message added to the schema is known here without a line of code.
 */
public final class PayloadTypes {
    private static final PayloadTypes SCHEMA = new PayloadTypes(
            List.of(ContainerCommonMessages.getDescriptor(), ContainerOpenApiV2Messages.getDescriptor()));

    private final Map<Integer, Message> prototypesByNumber = new HashMap<>();
    /** The same by index, since it is asked of every message. */
    private final @Nullable Message[] prototypes;

    private final Map<String, Message> prototypesByName = new HashMap<>();
    private final Map<Descriptor, MessageKind> kinds = new HashMap<>();
    private final @Nullable MessageKind[] kindsByNumber;

    private PayloadTypes(Collection<FileDescriptor> files) {
        for (FileDescriptor file : files) {
            for (Descriptor descriptor : file.getMessageTypes()) {
                MessageKind kind = MessageKind.of(descriptor);
                kinds.put(descriptor, kind);
                if (kind.payloadType() != 0) {
                    Message prototype = prototypeOf(descriptor);
                    prototypesByNumber.put(kind.payloadType(), prototype);
                    prototypesByName.put(descriptor.getName().toLowerCase(Locale.ROOT), prototype);
                    prototypesByName.put(withoutPrefix(descriptor.getName()), prototype);
                }
            }
        }
        prototypes = new Message[Collections.max(prototypesByNumber.keySet()) + 1];
        kindsByNumber = new MessageKind[prototypes.length];
        prototypesByNumber.forEach((number, prototype) -> {
            prototypes[number] = prototype;
            kindsByNumber[number] = kinds.get(prototype.getDescriptorForType());
        });
    }

    /** The messages of the compiled schema. */
    public static PayloadTypes schema() {
        return SCHEMA;
    }

    /**
     * Parses a payload. Fields and enum values newer than the schema are kept as unknown fields, even where that leaves a
     * required field unset.
     *
     * @return null when the payload type is not in the schema
     */
    public @Nullable Message parse(int payloadType, ByteString payload) throws InvalidProtocolBufferException {
        Message prototype = prototype(payloadType);
        return prototype == null
                ? null
                : prototype
                        .newBuilderForType()
                        .mergeFrom(payload, ExtensionRegistry.getEmptyRegistry())
                        .buildPartial();
    }

    /**
     * An empty message of the type so named, with or without {@code ProtoOA} and in any case; null when there is none.
     * {@code ErrorRes} is that of the Open API; its namesake among the common messages goes by its full name only.
     */
    public @Nullable Message prototype(String messageType) {
        return prototypesByName.get(messageType.trim().toLowerCase(Locale.ROOT));
    }

    /** {@code ctidTraderAccountId} as far as a payload that cannot be parsed shows it, or 0. */
    public long accountIdOfDamaged(int payloadType, ByteString payload) {
        Message prototype = prototype(payloadType);
        if (prototype == null) {
            return 0;
        }
        try {
            prototype.getParserForType().parsePartialFrom(payload);
            return 0;
        } catch (InvalidProtocolBufferException e) {
            return e.getUnfinishedMessage() instanceof Message begun ? accountIdOf(begun) : 0;
        }
    }

    /** An empty message of the type with that number; null when it is not in the schema. */
    public @Nullable Message prototype(int payloadType) {
        return payloadType >= 0 && payloadType < prototypes.length ? prototypes[payloadType] : null;
    }

    /** Every message that travels on its own, empty. */
    public Collection<Message> prototypes() {
        return List.copyOf(prototypesByNumber.values());
    }

    /** The name that headers and options use: the message's name without {@code ProtoOA} or {@code Proto}. */
    public static String shortName(Message message) {
        return kindOf(message).shortName();
    }

    /** The number that stands for this kind of message on the wire; 0 for one that does not travel on its own. */
    public static int payloadTypeOf(MessageOrBuilder message) {
        return kindOf(message).payloadType();
    }

    /** The {@code ctidTraderAccountId} in a message; 0 when it has none or does not know the field. */
    public static long accountIdOf(MessageOrBuilder message) {
        return kindOf(message).accountIdOf(message);
    }

    /** The kind that came under a number, also where it is still in its envelope since it cannot be decoded. */
    static MessageKind kindOf(int payloadType, Message message) {
        MessageKind known = payloadType >= 0 && payloadType < SCHEMA.kindsByNumber.length
                ? SCHEMA.kindsByNumber[payloadType]
                : null;
        return known != null && (message instanceof ProtoMessage || known.type() == message.getDescriptorForType())
                ? known
                : kindOf(message);
    }

    private static MessageKind kindOf(MessageOrBuilder message) {
        Descriptor descriptor = message.getDescriptorForType();
        MessageKind known = SCHEMA.kinds.get(descriptor);
        return known == null ? MessageKind.of(descriptor) : known;
    }

    private static String withoutPrefix(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("protooa")) {
            return lower.substring("protooa".length());
        }
        return lower.startsWith("proto") ? lower.substring("proto".length()) : lower;
    }

    private static Message prototypeOf(Descriptor descriptor) {
        String javaName = descriptor.getFile().getOptions().getJavaPackage() + "." + descriptor.getName();
        try {
            return (Message) Class.forName(javaName, true, PayloadTypes.class.getClassLoader())
                    .getMethod("getDefaultInstance")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The generated class " + javaName + " is missing from the class path", e);
        }
    }
}
