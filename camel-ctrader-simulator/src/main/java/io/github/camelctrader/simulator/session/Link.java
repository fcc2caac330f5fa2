package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.Fault;
import org.jspecify.annotations.Nullable;

/** The way to one client. All calls on the simulator's thread. */
public interface Link {
    /** Number of the connection, unique within a simulator, from 1. */
    long number();

    /** Sends a message; lost without a trace once the link is closed or silenced. */
    void send(Message message, @Nullable String clientMsgId);

    /** Whether the client keeps up; quotes are only sent then. */
    boolean keepsUp();

    /** Whether frames still come and go. */
    boolean isAlive();

    /** Lets a fault of kind {@link io.github.camelctrader.simulator.Fault.Kind#LINK} happen. */
    void meet(Fault fault);

    /** Ends or silences the connection. */
    void cut(CutKind kind);

    /** Ends the connection in an orderly way, after what was sent before. */
    void close();
}
