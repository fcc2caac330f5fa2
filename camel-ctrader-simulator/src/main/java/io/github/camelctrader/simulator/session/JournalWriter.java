package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import org.jspecify.annotations.Nullable;

/** Where everything that happens on connections is written down. */
public interface JournalWriter {
    /**
     * Notes a frame, or an event of the connection itself, for which the payload type is 0.
     *
     * @return when, on the monotonic clock, in nanoseconds
     */
    long write(
            SimulatorEnvironment environment,
            long connection,
            JournalEntry.Direction direction,
            int payloadType,
            @Nullable String clientMsgId,
            @Nullable Message message);

    /** Notes that a fault happened to a connection, or to a request or message of it; payload type 0 for none. */
    void fault(
            SimulatorEnvironment environment,
            long connection,
            Fault fault,
            int payloadType,
            @Nullable String clientMsgId);

    /** Notes that bytes came in, whatever they mean. */
    void bytesReceived(SimulatorEnvironment environment, long connection);
}
