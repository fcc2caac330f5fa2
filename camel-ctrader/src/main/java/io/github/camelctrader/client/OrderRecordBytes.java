package io.github.camelctrader.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order record in protobuf's wire format. Fields that a later version adds are skipped by this one; messages travel in
 * the protocol's own envelope, which names their type.
 */
final class OrderRecordBytes {
    private static final int ENVIRONMENT = 1;
    private static final int ACCOUNT_ID = 2;
    private static final int OPERATION_ID = 3;
    private static final int PHASE = 4;
    private static final int SUBMITTED_AT = 5;
    private static final int UPDATED_AT = 6;
    private static final int REQUEST = 7;
    private static final int OUTCOME = 8;
    private static final int ERROR_CODE = 9;
    private static final int DESCRIPTION = 10;
    private static final int CONTENTS = 31;
    private static final int SERVER_TIME_BEFORE = 21;
    private static final int POSITION_VOLUME_BEFORE = 22;
    private static final int POSITION_CHANGED_BEFORE = 23;
    private static final int UNTOLD = 24;

    private static final Map<Integer, Message> KNOWN = List.of(
                    ProtoOANewOrderReq.getDefaultInstance(),
                    ProtoOACancelOrderReq.getDefaultInstance(),
                    ProtoOAAmendOrderReq.getDefaultInstance(),
                    ProtoOAAmendPositionSLTPReq.getDefaultInstance(),
                    ProtoOAClosePositionReq.getDefaultInstance(),
                    ProtoOAExecutionEvent.getDefaultInstance(),
                    ProtoOAOrderErrorEvent.getDefaultInstance(),
                    ProtoOAErrorRes.getDefaultInstance())
            .stream()
            .collect(Collectors.toMap(OrderRecordBytes::payloadType, Function.identity()));

    private OrderRecordBytes() {}

    static byte[] write(OrderRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(ENVIRONMENT, record.environment().toString());
            out.writeInt64(ACCOUNT_ID, record.accountId());
            out.writeString(OPERATION_ID, record.operationId());
            out.writeString(PHASE, record.phase().name());
            out.writeInt64(SUBMITTED_AT, record.submittedAt().toEpochMilli());
            out.writeInt64(UPDATED_AT, record.updatedAt().toEpochMilli());
            out.writeMessage(REQUEST, envelope(record.request()));
            if (record.outcome() != null) {
                out.writeMessage(OUTCOME, envelope(record.outcome()));
            }
            writeText(out, ERROR_CODE, record.errorCode());
            writeText(out, DESCRIPTION, record.description());
            writeText(out, CONTENTS, record.contents());
            writeKnown(out, SERVER_TIME_BEFORE, record.before().serverMillis());
            writeKnown(out, POSITION_VOLUME_BEFORE, record.before().positionVolume());
            writeKnown(out, POSITION_CHANGED_BEFORE, record.before().positionChanged());
            writeKnown(out, UNTOLD, record.untold() ? 1 : 0);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("An array in memory refused bytes", e);
        }
        return bytes.toByteArray();
    }

    static OrderRecord read(byte[] bytes) {
        try {
            return read(CodedInputStream.newInstance(bytes));
        } catch (IOException | NullPointerException | CTraderException e) {
            throw new IllegalArgumentException("These bytes are no order record", e);
        }
    }

    private static OrderRecord read(CodedInputStream in) throws IOException {
        String environment = null;
        long accountId = 0;
        String operationId = null;
        String phase = null;
        long submittedAt = 0;
        long updatedAt = 0;
        Message request = null;
        Message outcome = null;
        String errorCode = null;
        String description = null;
        String contents = null;
        long serverTimeBefore = 0;
        long positionVolumeBefore = 0;
        long positionChangedBefore = 0;
        boolean untold = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case ENVIRONMENT -> environment = in.readString();
                case ACCOUNT_ID -> accountId = in.readInt64();
                case OPERATION_ID -> operationId = in.readString();
                case PHASE -> phase = in.readString();
                case SUBMITTED_AT -> submittedAt = in.readInt64();
                case UPDATED_AT -> updatedAt = in.readInt64();
                case REQUEST -> request = message(ProtoMessage.parseFrom(in.readByteArray()));
                case OUTCOME -> outcome = message(ProtoMessage.parseFrom(in.readByteArray()));
                case ERROR_CODE -> errorCode = in.readString();
                case DESCRIPTION -> description = in.readString();
                case CONTENTS -> contents = in.readString();
                case SERVER_TIME_BEFORE -> serverTimeBefore = in.readInt64();
                case POSITION_VOLUME_BEFORE -> positionVolumeBefore = in.readInt64();
                case POSITION_CHANGED_BEFORE -> positionChangedBefore = in.readInt64();
                case UNTOLD -> untold = in.readInt64() != 0;
                default -> in.skipField(tag);
            }
        }
        return new OrderRecord(
                Environment.of(Objects.requireNonNull(environment)),
                accountId,
                Objects.requireNonNull(operationId),
                phase(Objects.requireNonNull(phase)),
                Instant.ofEpochMilli(submittedAt),
                Instant.ofEpochMilli(updatedAt),
                Objects.requireNonNull(request),
                outcome,
                errorCode,
                description,
                contents,
                new OrderRecord.Before(serverTimeBefore, positionVolumeBefore, positionChangedBefore),
                untold);
    }

    /** A phase that only a later version knows is one that has to be looked into. */
    private static Phase phase(String name) {
        for (Phase phase : Phase.values()) {
            if (phase.name().equals(name)) {
                return phase;
            }
        }
        return Phase.UNKNOWN;
    }

    private static ProtoMessage envelope(Message message) {
        return message instanceof ProtoMessage envelope
                ? envelope
                : ProtoMessage.newBuilder()
                        .setPayloadType(payloadType(message))
                        .setPayload(message.toByteString())
                        .build();
    }

    /** The message in an envelope; the envelope itself where the schema does not know its content. */
    private static Message message(ProtoMessage envelope) throws InvalidProtocolBufferException {
        Message prototype = KNOWN.get(envelope.getPayloadType());
        // What was partial when it was written, having values newer than the schema, is so again.
        return prototype == null
                ? envelope
                : prototype.newBuilderForType().mergeFrom(envelope.getPayload()).buildPartial();
    }

    private static int payloadType(Message message) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName("payloadType");
        if (field == null || !field.hasDefaultValue()) {
            throw new IllegalArgumentException(
                    message.getDescriptorForType().getName() + " is no message of the Open API");
        }
        return ((EnumValueDescriptor) field.getDefaultValue()).getNumber();
    }

    private static void writeKnown(CodedOutputStream out, int field, long value) throws IOException {
        if (value != 0) {
            out.writeInt64(field, value);
        }
    }

    private static void writeText(CodedOutputStream out, int field, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeString(field, text);
        }
    }
}
