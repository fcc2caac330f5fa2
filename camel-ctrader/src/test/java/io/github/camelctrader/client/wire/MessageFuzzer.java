package io.github.camelctrader.client.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.CTraderConverter;
import io.github.camelctrader.client.request.ServerErrors;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * What a fuzzer calls with bytes of one message. The first byte says which kind of message the rest is the content of; 0
 * takes the rest for the envelope. Whatever comes, it is no envelope, or it is a message of which nothing is lost.
 */
public final class MessageFuzzer {
    private static final List<Message> KINDS = PayloadTypes.schema().prototypes().stream()
            .sorted(Comparator.comparingInt(PayloadTypes::payloadTypeOf))
            .toList();

    private MessageFuzzer() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteString content = ByteString.copyFrom(input, 1, input.length - 1);
        int kind = input[0] & 0xff;
        ByteString envelope = kind == 0
                ? content
                : ProtoMessage.newBuilder()
                        .setPayloadType(PayloadTypes.payloadTypeOf(KINDS.get(kind % KINDS.size())))
                        .setPayload(content)
                        .build()
                        .toByteString();
        try {
            check(EnvelopeReader.read(ByteBuffer.wrap(envelope.toByteArray())));
        } catch (FrameException noEnvelope) {
            if (kind != 0) {
                throw new AssertionError("The content of a message made its envelope unreadable", noEnvelope);
            }
        }
    }

    /** Does with a message what happens to every one of them. */
    static void check(InboundMessage inbound) {
        Message message = inbound.message();
        PayloadTypes.accountIdOf(message);
        PayloadTypes.shortName(message);
        ServerErrors.refusal(message);
        CTraderConverter.toMap(message);
        try {
            Message again = message.newBuilderForType()
                    .mergeFrom(CTraderConverter.toBytes(message))
                    .buildPartial();
            if (!again.toByteString().equals(message.toByteString())) {
                throw new AssertionError("A message lost something on its way through bytes: " + message);
            }
            CTraderConverter.toJson(message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("A message that was read cannot be written", e);
        }
    }
}
