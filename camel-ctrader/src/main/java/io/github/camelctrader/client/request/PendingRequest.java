package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request from the moment it is made until its future is completed. */
@OnLoop
final class PendingRequest {
    private final Message message;
    private final int payloadType;
    private final long accountId;
    private final Priority priority;
    private final boolean internal;
    private final Duration timeout;
    private long deadlineNanos;
    private long waitingSince;
    private long sentNanos;
    private boolean timedFromSending;
    private final SendListener listener;
    private final CompletableFuture<InboundMessage> future = new CompletableFuture<>();
    private Loop.@Nullable Timer timer;
    private @Nullable String clientMsgId;
    private boolean refusedForAccount;
    private @Nullable RateLimitedException limitedBy;
    private long permits;
    private long historicalPermits;

    PendingRequest(
            Message message, Priority priority, boolean internal, Duration timeout, long now, SendListener listener) {
        this.message = message;
        this.payloadType = PayloadTypes.payloadTypeOf(message);
        this.accountId = PayloadTypes.accountIdOf(message);
        this.priority = priority;
        this.internal = internal;
        this.timeout = timeout;
        this.deadlineNanos = now + timeout.toNanos();
        this.waitingSince = now;
        this.timedFromSending = internal && priority.isHistorical();
        this.listener = listener;
    }

    Message message() {
        return message;
    }

    int payloadType() {
        return payloadType;
    }

    /** {@code ctidTraderAccountId}, or 0 when the request belongs to no account. */
    long accountId() {
        return accountId;
    }

    Priority priority() {
        return priority;
    }

    /** Whether the client makes this request on its own, to put the connection in place. */
    boolean internal() {
        return internal;
    }

    Duration timeout() {
        return timeout;
    }

    /** By when it is answered, or over. */
    long deadlineNanos(long now) {
        return timedFromSending ? now + timeout.toNanos() : deadlineNanos;
    }

    /** Whether its time does not run yet, and does from its first sending on. */
    boolean isTimedFromSending() {
        return timedFromSending;
    }

    void startTime(long now) {
        timedFromSending = false;
        deadlineNanos = now + timeout.toNanos();
    }

    CompletableFuture<InboundMessage> future() {
        return future;
    }

    /** The id on the wire; null until the request was handed to the socket. */
    @Nullable
    String clientMsgId() {
        return clientMsgId;
    }

    /** Whether it is still to be sent, which may have changed while it waited. */
    boolean isWanted() {
        return listener.isWanted();
    }

    /** How many permits, all and those of history, were taken when the request had gone out. */
    void took(long permits, long historicalPermits) {
        this.permits = permits;
        this.historicalPermits = historicalPermits;
    }

    long permits() {
        return permits;
    }

    long historicalPermits() {
        return historicalPermits;
    }

    boolean sent() {
        return clientMsgId != null;
    }

    /** When it began to wait to be sent, in ns of the monotonic clock. */
    long waitingSince() {
        return waitingSince;
    }

    /** When it was handed to the socket, in ns of the monotonic clock. */
    long sentNanos() {
        return sentNanos;
    }

    void sentAs(String clientMsgId, long now) {
        this.clientMsgId = clientMsgId;
        sentNanos = now;
        listener.sent(clientMsgId);
    }

    /** The server refused to look at the request: it counts as not sent again. */
    void takeBack(long now) {
        clientMsgId = null;
        waitingSince = now;
        listener.takenBack();
    }

    /** Whether the request was refused for want of an account session before; true from the second call on. */
    boolean refusedForAccountBefore() {
        boolean before = refusedForAccount || !listener.mayGoAgain();
        refusedForAccount = true;
        return before;
    }

    /** The server's limit refused the request, which therefore goes again later. */
    void limitedBy(RateLimitedException refusal) {
        limitedBy = refusal;
    }

    /** The last such refusal, or null. */
    @Nullable
    RateLimitedException limitedBy() {
        return limitedBy;
    }

    void expireWith(Loop.Timer timer) {
        this.timer = timer;
    }

    void complete(InboundMessage answer) {
        cancelTimer();
        future.complete(answer);
    }

    void fail(Throwable failure) {
        cancelTimer();
        future.completeExceptionally(failure);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
