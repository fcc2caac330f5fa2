package io.github.camelctrader.simulator.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.nio.ByteBuffer;

/** How an envelope is written: as protobuf or as JSON. Stateless. */
public interface Encoding {
    /** What the port 5035 of the real servers speaks. */
    Encoding PROTOBUF = new Encoding() {
        @Override
        public ProtoMessage decode(ByteBuffer bytes) throws InvalidProtocolBufferException {
            return ProtoMessage.parseFrom(bytes);
        }

        @Override
        public byte[] encode(ProtoMessage envelope) {
            return envelope.toByteArray();
        }

        @Override
        public boolean isText() {
            return false;
        }
    };

    /**
     * Reads an envelope. Its payload may be unreadable all the same.
     *
     * @throws InvalidProtocolBufferException when there is none
     */
    ProtoMessage decode(ByteBuffer bytes) throws InvalidProtocolBufferException;

    /** Writes an envelope. */
    byte[] encode(ProtoMessage envelope);

    /** Whether it is text, which WebSocket tells from bytes. */
    boolean isText();
}
