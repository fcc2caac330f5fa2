package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param sequence ascending over both environments, from 1
 * @param nanos when, on the monotonic clock of {@link System#nanoTime()}
 * @param connection number of the connection, unique within the simulator, from 1
 * @param environment where
 * @param direction what happened
 * @param payloadType of the frame; 0 for events of the connection itself and for raw bytes
 * @param clientMsgId of the frame, or {@code null}
 * @param message what the frame carried; {@code null} for events of the connection, unknown payload types and unreadable payloads
 * @param fault what happened by a {@link FaultRule}, on entries of {@link Direction#FAULT} alone
 */
public record JournalEntry(
        long sequence,
        long nanos,
        long connection,
        SimulatorEnvironment environment,
        Direction direction,
        int payloadType,
        @Nullable String clientMsgId,
        @Nullable Message message,
        @Nullable Fault fault) {

    /** What happened on a connection. */
    public enum Direction {
        /** TCP accepted it. */
        OPENED,
        /** A frame came from the client. */
        RECEIVED,
        /**
         * A request of a client was carried out, whatever became of its answer. Entries of requests that were refused or lost before are missing.
         */
        EXECUTED,
        /** A fault happened to the connection, a request or a message. */
        FAULT,
        /** A frame was handed to the connection. */
        SENT,
        /** The connection ended. */
        CLOSED,
        /** The connection was made half-open by {@link CutKind#SILENCE}. */
        SILENCED
    }

    /** Type and size, never contents. */
    @Override
    public String toString() {
        String place = sequence + " " + environment + "#" + connection + " " + direction;
        if (fault != null) {
            place += " " + fault;
        }
        if (payloadType == 0) {
            return place;
        }
        String id = clientMsgId == null ? "" : " [" + clientMsgId + "]";
        String size = message == null ? "" : ", " + message.getSerializedSize() + " bytes";
        return place + " " + PayloadTypes.name(payloadType) + id + size;
    }
}
