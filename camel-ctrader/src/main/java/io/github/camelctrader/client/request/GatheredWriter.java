package io.github.camelctrader.client.request;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;

/**
 * Lets what was written in one turn of the loop leave together at its end: each flush encrypts and calls the socket, which costs
 * more than all else that a request needs.
 */
@OnLoop
final class GatheredWriter implements MessageWriter {
    private final Loop loop;
    private final MessageWriter writer;
    private boolean due;

    GatheredWriter(Loop loop, MessageWriter writer) {
        this.loop = loop;
        this.writer = writer;
    }

    @Override
    public boolean isWritable() {
        return writer.isWritable();
    }

    @Override
    public void write(ProtoMessage message) {
        writer.write(message);
    }

    @Override
    public void flush() {
        if (!due) {
            due = true;
            if (!loop.tryExecute(this::flushNow)) {
                // The loop takes nothing more, but this turn of it is not over.
                flushNow();
            }
        }
    }

    private void flushNow() {
        due = false;
        writer.flush();
    }
}
