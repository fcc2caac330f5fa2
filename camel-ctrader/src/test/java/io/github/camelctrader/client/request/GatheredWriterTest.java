package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.time.EndedLoop;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.Envelopes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written in one turn of the loop leaves together, and nothing stays behind. */
class GatheredWriterTest {
    private final List<String> socket = new ArrayList<>();
    private final MessageWriter link = new Recorded();

    @Test
    void oneTurnIsFlushedOnce() {
        VirtualLoop loop = new VirtualLoop();
        MessageWriter writer = new GatheredWriter(loop, link);
        loop.execute(() -> {
            send(writer);
            send(writer);
            assertThat(socket).containsExactly("write", "write");
        });
        assertThat(socket).containsExactly("write", "write", "flush");
        loop.execute(() -> send(writer));
        assertThat(socket).containsExactly("write", "write", "flush", "write", "flush");
    }

    @Test
    void aLoopThatEndsFlushesAtOnce() {
        send(new GatheredWriter(new EndedLoop(true), link));
        assertThat(socket).containsExactly("write", "flush");
    }

    private static void send(MessageWriter writer) {
        writer.write(Envelopes.HEARTBEAT);
        writer.flush();
    }

    private final class Recorded implements MessageWriter {
        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void write(ProtoMessage message) {
            socket.add("write");
        }

        @Override
        public void flush() {
            socket.add("flush");
        }
    }
}
