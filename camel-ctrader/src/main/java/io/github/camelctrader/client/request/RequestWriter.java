package io.github.camelctrader.client.request;

import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.Envelopes;

/** Gives requests the ids under which they are answered, and hands them to the link. */
@OnLoop
final class RequestWriter {
    private final MessageWriter writer;
    private final String idPrefix;
    private int generation;
    private long counter;

    /** @param idPrefix keeps the ids of this client apart from those of others, which the server shows us too */
    RequestWriter(Loop loop, MessageWriter writer, String idPrefix) {
        this.writer = new GatheredWriter(loop, writer);
        this.idPrefix = idPrefix;
    }

    /** Requests go out on another link from now on. */
    void linkUp(int newGeneration) {
        generation = newGeneration;
    }

    boolean isWritable() {
        return writer.isWritable();
    }

    String nextId() {
        return idPrefix + "-" + generation + "-" + ++counter;
    }

    void write(PendingRequest request, String id) {
        writer.write(Envelopes.of(request.message(), id));
    }

    void flush() {
        writer.flush();
    }
}
