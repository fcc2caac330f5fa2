package io.github.camelctrader.client.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What all messages of one type have in common, found out once, since it is asked several times of every message.
 *
 * @param type which type that is
 * @param payloadType the number on the wire; 0 for what does not travel on its own
 * @param shortName the name without {@code ProtoOA} or {@code Proto}
 * @param news whether it is something that consumers are told, rather than an answer: every event, and what the schema does not know
 * @param account the field with the account's id, or null
 */
record MessageKind(
        Descriptor type,
        int payloadType,
        String shortName,
        boolean news,
        @Nullable FieldDescriptor account) {
    private static final String PAYLOAD_TYPE = "payloadType";
    private static final String ENVELOPE = "ProtoMessage";
    private static final String ACCOUNT_ID = "ctidTraderAccountId";

    static MessageKind of(Descriptor type) {
        FieldDescriptor number = type.findFieldByName(PAYLOAD_TYPE);
        FieldDescriptor account = type.findFieldByName(ACCOUNT_ID);
        String shortName = shortName(type.getName());
        return new MessageKind(
                type,
                number != null && number.hasDefaultValue()
                        ? ((EnumValueDescriptor) number.getDefaultValue()).getNumber()
                        : 0,
                shortName,
                shortName.endsWith("Event") || shortName.equals(ENVELOPE),
                account == null || account.isRepeated() ? null : account);
    }

    long accountIdOf(MessageOrBuilder message) {
        return account != null && message.hasField(account) ? (Long) message.getField(account) : 0;
    }

    private static String shortName(String name) {
        if (name.startsWith("ProtoOA")) {
            return name.substring("ProtoOA".length());
        }
        return name.equals(ENVELOPE) || !name.startsWith("Proto") ? name : name.substring("Proto".length());
    }
}
