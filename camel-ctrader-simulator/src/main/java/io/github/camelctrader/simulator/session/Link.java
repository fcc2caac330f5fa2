package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/** The way to one client. All calls on the simulator's thread. */
public interface Link {
    /** Number of the connection, unique within a simulator, from 1. */
    long number();

    /** Sends a message; lost without a trace once the link is closed or silenced. */
    void send(Message message, @Nullable String clientMsgId);

    /** Whether the client keeps up; quotes are only sent then. */
    boolean keepsUp();

    /** Ends the connection in an orderly way, after what was sent before. */
    void close();
}
