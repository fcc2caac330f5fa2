package io.github.camelctrader.client.history;

import com.google.protobuf.Message;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.concurrent.CompletableFuture;

/** Knows of the requests of some reads which wait for the server's limits, and which for their answers. */
@OnLoop
public final class SendWatch {
    private final Runnable changed;
    private int unsent;
    private int unanswered;
    private boolean closed;

    /** @param changed called on the loop when one was sent or ended */
    public SendWatch(Runnable changed) {
        this.changed = changed;
    }

    /** Whether any waits to be sent. */
    public boolean isAnyUnsent() {
        return unsent > 0;
    }

    /** Whether any was sent and is not answered. */
    public boolean isAnyUnanswered() {
        return unanswered > 0;
    }

    /** What was not sent is not wanted any more, and nothing more is. */
    public void close() {
        closed = true;
    }

    CompletableFuture<InboundMessage> send(Requests requests, Message request, Priority priority) {
        if (closed) {
            return CompletableFuture.failedFuture(new NotSentException("Not sent: it is not wanted any more", null));
        }
        Sending sending = new Sending();
        CompletableFuture<InboundMessage> answer = requests.send(request, priority, sending);
        Callbacks.whenDone(answer, (message, failure) -> sending.ended());
        return answer;
    }

    private final class Sending implements SendListener {
        private boolean sent;

        private Sending() {
            unsent++;
        }

        @Override
        public boolean isWanted() {
            return !closed;
        }

        @Override
        public void sent(String clientMsgId) {
            sent = true;
            unsent--;
            unanswered++;
            changed.run();
        }

        @Override
        public void takenBack() {
            sent = false;
            unsent++;
            unanswered--;
            changed.run();
        }

        private void ended() {
            if (sent) {
                unanswered--;
            } else {
                unsent--;
            }
            changed.run();
        }
    }
}
