package io.github.camelctrader.client.connection;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.time.OnLoop;

/** Writes messages to the link. */
@OnLoop
public interface MessageWriter {
    /** Whether there is a link whose socket takes more without piling up. */
    boolean isWritable();

    /** Hands a message to the socket; call only while {@link #isWritable()}. It leaves with the next {@link #flush()}. */
    void write(ProtoMessage message);

    void flush();
}
