package io.github.camelctrader.simulator.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.Fault;

/** What the faults of outgoing messages do to one: they come out as a newer server would send them. */
public final class OutputFaults {
    private static final int FUTURE_FIELD = 1000;
    private static final int FUTURE_EXECUTION_TYPE = 99;

    private OutputFaults() {}

    /** The envelope with what a fault makes of it. */
    public static ProtoMessage apply(Fault fault, ProtoMessage envelope) {
        return switch (fault) {
            case UNKNOWN_EXECUTION_TYPE ->
                envelope.toBuilder()
                        .setPayload(with(
                                envelope.getPayload(),
                                ProtoOAExecutionEvent.EXECUTIONTYPE_FIELD_NUMBER,
                                number(FUTURE_EXECUTION_TYPE)))
                        .build();
            case UNKNOWN_FIELDS ->
                envelope.toBuilder()
                        .setPayload(
                                with(with(envelope.getPayload(), FUTURE_FIELD, text()), FUTURE_FIELD + 1, number(1)))
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(FUTURE_FIELD, text())
                                .build())
                        .build();
            default -> throw new IllegalStateException(fault + " does nothing to messages");
        };
    }

    private static ByteString with(ByteString payload, int fieldNumber, Field field) {
        try {
            return UnknownFieldSet.newBuilder()
                    .mergeFrom(payload)
                    .clearField(fieldNumber)
                    .addField(fieldNumber, field)
                    .build()
                    .toByteString();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The simulator made an unreadable message", e);
        }
    }

    private static Field number(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static Field text() {
        return Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("from the future"))
                .build();
    }
}
