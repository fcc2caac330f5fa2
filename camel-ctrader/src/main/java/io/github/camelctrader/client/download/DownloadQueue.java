package io.github.camelctrader.client.download;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.SendListener;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The one place in the queue of requests that all downloads of a connection share, in turn: the next request joins the queue when
 * the one before has gone out. What else wants history, look-ups of orders first of all, waits for one request at most.
 *
 * <p>A request's time does not run while it waits for its turn or for the server's limits, but while it waits for its answer, and
 * while there is no use in waiting because the connection or the account is not ready.
 */
@OnLoop
public final class DownloadQueue {
    /** A block by the server that lasts longer fails a download. */
    private static final Duration LONGEST_BLOCK = Duration.ofMinutes(5);

    private final Sender sender;
    private final Loop loop;
    private final LongPredicate usable;
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private @Nullable Asked next;

    /** Takes requests of the user. */
    public interface Sender {
        CompletableFuture<InboundMessage> send(Message request, Duration timeout, SendListener listener);
    }

    /**
     * @param usable whether requests of an account may go now
     */
    public DownloadQueue(Sender sender, Loop loop, LongPredicate usable) {
        this.sender = sender;
        this.loop = loop;
        this.usable = usable;
    }

    Loop loop() {
        return loop;
    }

    /**
     * Sends a request when its turn comes. Fails with a {@link CTraderException}.
     *
     * @param timeout of the answer, and of waiting for a connection
     */
    Asked ask(Message request, Duration timeout) {
        Asked asked = new Asked(request, timeout);
        waiting.add(asked);
        asked.watch();
        pass();
        return asked;
    }

    private void pass() {
        while (next == null && !waiting.isEmpty()) {
            Asked first = waiting.remove();
            if (!first.answer.isDone()) {
                next = first;
                first.submit();
            }
        }
    }

    /** One request, from the moment it is wanted. */
    final class Asked implements SendListener {
        private final Message request;
        private final Duration timeout;
        private final CompletableFuture<InboundMessage> answer = new CompletableFuture<>();
        private final long began = loop.nanoTime();
        private Loop.@Nullable Timer timer;
        private boolean underWay;
        private long waited;

        private Asked(Message request, Duration timeout) {
            this.request = request;
            this.timeout = timeout;
        }

        /** Completes on the loop. */
        CompletableFuture<InboundMessage> answer() {
            return answer;
        }

        /** How long it waited until it went out. */
        Duration waited() {
            return Duration.ofNanos(waited);
        }

        /** Nobody wants the answer any more. */
        void abandon() {
            fail(new NotSentException("Not sent: the download was closed", null));
            handOn();
        }

        @Override
        public boolean isWanted() {
            return !answer.isDone();
        }

        @Override
        public void sent(String clientMsgId) {
            underWay = true;
            waited = loop.nanoTime() - began;
            watch();
            handOn();
        }

        @Override
        public void takenBack() {
            underWay = false;
            watch();
        }

        private void submit() {
            Callbacks.whenDone(sender.send(request, timeout.plus(LONGEST_BLOCK), this), (message, failure) -> {
                if (failure == null) {
                    end();
                    answer.complete(message);
                } else {
                    fail(Callbacks.causeOf(failure));
                }
                handOn();
            });
        }

        /** Lets the next one have the place; not at once, since this one is just being dealt with. */
        private void handOn() {
            if (next == this) {
                next = null;
                loop.tryExecute(DownloadQueue.this::pass);
            }
        }

        private void watch() {
            end();
            timer = loop.schedule(timeout, this::look);
        }

        private void look() {
            timer = null;
            if (underWay) {
                fail(new RequestTimeoutException(
                        name() + " was not answered: no answer within " + timeout.toMillis() + " ms", null));
            } else if (usable.test(PayloadTypes.accountIdOf(request))) {
                watch();
            } else {
                fail(new NotSentException(
                        name() + " was not sent: the connection or the account is not ready, after "
                                + timeout.toMillis() + " ms still",
                        null));
                handOn();
            }
        }

        private void fail(Throwable failure) {
            end();
            answer.completeExceptionally(failure);
        }

        private void end() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        private String name() {
            return request.getDescriptorForType().getName();
        }
    }
}
