package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.Optional;

/**
 * A message of the server.
 *
 * @param envelope as it came
 * @param message what is inside; nothing for a payload that no schema here has, or that cannot be read
 * @param nanos when it came, monotonic
 */
record Reply(ProtoMessage envelope, Optional<Message> message, long nanos) {
    static Reply of(ProtoMessage envelope) {
        return new Reply(
                envelope,
                PayloadTypes.prototype(envelope.getPayloadType()).flatMap(prototype -> {
                    try {
                        return Optional.of(prototype.getParserForType().parseFrom(envelope.getPayload()));
                    } catch (InvalidProtocolBufferException e) {
                        return Optional.empty();
                    }
                }),
                System.nanoTime());
    }

    boolean answers(String id) {
        return envelope.hasClientMsgId() && envelope.getClientMsgId().equals(id);
    }

    <T extends Message> Optional<T> as(Class<T> type) {
        return message.filter(type::isInstance).map(type::cast);
    }

    boolean is(ProtoOAExecutionType type) {
        return as(ProtoOAExecutionEvent.class)
                .filter(event -> event.getExecutionType() == type)
                .isPresent();
    }

    /** Whether it is an error of any kind. */
    boolean isError() {
        return message.filter(found -> found instanceof ProtoOAErrorRes
                        || found instanceof ProtoErrorRes
                        || found instanceof ProtoOAOrderErrorEvent)
                .isPresent();
    }

    /** "answered", the error's code, or the name of the event; what a report may show. */
    String outcome() {
        if (isError()) {
            return kind() + text("errorCode");
        }
        return as(ProtoOAExecutionEvent.class)
                .map(event -> event.getExecutionType().name())
                .orElse(name().endsWith("Res") ? "answered" : name());
    }

    /** The name of the message, without {@code ProtoOA}. */
    String name() {
        return PayloadTypes.name(envelope.getPayloadType()).replace("ProtoOA", "");
    }

    private String kind() {
        return as(ProtoErrorRes.class).isPresent() ? "ProtoErrorRes " : "";
    }

    /** What an error says of itself, not yet fit for a report. */
    String description() {
        return isError() ? text("description") : "";
    }

    private String text(String field) {
        return message.map(found -> {
                    FieldDescriptor descriptor = found.getDescriptorForType().findFieldByName(field);
                    return descriptor == null ? "" : String.valueOf(found.getField(descriptor));
                })
                .orElse("");
    }
}
