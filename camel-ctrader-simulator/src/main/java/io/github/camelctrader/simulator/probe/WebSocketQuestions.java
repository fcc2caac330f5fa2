package io.github.camelctrader.simulator.probe;

import com.google.protobuf.InvalidProtocolBufferException;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.simulator.wire.Frames;
import java.util.Arrays;
import java.util.List;

/** Protobuf over WebSocket, on the port of protobuf. */
final class WebSocketQuestions {
    private WebSocketQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "1.2",
                        "A request over WebSocket, without a length before it",
                        "answered by a binary message, without a length",
                        WebSocketQuestions::binary),
                new Question("1.2", "Ping of a WebSocket", "pong with what was sent", harness -> {
                    try (ProbeWebSocket socket = new ProbeWebSocket(
                            harness.target(), harness.target().port())) {
                        byte[] content = {1, 2, 3};
                        socket.sendPing(content);
                        ProbeWebSocket.Part part = socket.next();
                        return part.kind()
                                + (Arrays.equals(part.bytes(), content)
                                        ? " with what was sent"
                                        : " with something else");
                    }
                }));
    }

    private static String binary(ProbeHarness harness) throws ProbeException {
        try (ProbeWebSocket socket =
                new ProbeWebSocket(harness.target(), harness.target().port())) {
            socket.sendBinary(
                    Frames.envelope(harness.applicationAuth(), "probe-socket").toByteArray());
            ProbeWebSocket.Part part = socket.next();
            if (!"binary".equals(part.kind())) {
                return part.kind();
            }
            Reply reply = Reply.of(ProtoMessage.parseFrom(part.bytes()));
            return reply.outcome() + " by a binary message, without a length";
        } catch (InvalidProtocolBufferException e) {
            return "a binary message that is no message";
        }
    }
}
