package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.connection.MessageWriter;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every request of a connection: each waits in a queue, is sent within the limits, and is completed exactly once, with its
 * answer or with a {@link CTraderException}. Outlives the links of its connection.
 */
@OnLoop
public final class RequestManager implements Requests {
    private static final Logger LOG = LoggerFactory.getLogger(RequestManager.class);

    private final Loop loop;
    private final RequestWriter writer;
    private final RequestTimes times;
    private final ConnectionSettings settings;
    private final RequestLimits limits;
    private final RequestQueue queue = new RequestQueue();
    private final RequestsInFlight inFlight;
    private final AccountGate gate;
    private final RepeatableRefusals repeatable;
    private boolean linked;
    private boolean open;
    private boolean pumping;
    private @Nullable Supplier<CTraderException> refusal;
    private @Nullable Runnable whenIdle;
    private @Nullable String lastFailure;
    private Loop.@Nullable Timer pumpTimer;

    /**
     * @param idPrefix keeps the ids of this client apart from those of others, which the server shows us too
     */
    public RequestManager(
            Loop loop, MessageWriter writer, ConnectionSettings settings, AccountGate gate, String idPrefix) {
        this.loop = loop;
        this.writer = new RequestWriter(loop, writer, idPrefix);
        this.times = new RequestTimes(settings.environment());
        this.settings = settings;
        this.limits = new RequestLimits(settings);
        this.inFlight = new RequestsInFlight(limits);
        this.gate = gate;
        this.repeatable = new RepeatableRefusals(gate);
    }

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        return send(request, priority, SendListener.NONE);
    }

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority, SendListener listener) {
        return submit(
                new PendingRequest(request, priority, true, settings.requestTimeout(), loop.nanoTime(), listener));
    }

    /** Takes a request of the user: it goes out once the connection is ready and its account is authorised. */
    public CompletableFuture<InboundMessage> sendForUser(Message request, Duration timeout) {
        return sendForUser(request, timeout, SendListener.NONE);
    }

    /** The same for a request of which it matters when it leaves. */
    public CompletableFuture<InboundMessage> sendForUser(Message request, Duration timeout, SendListener listener) {
        Priority priority = RequestKind.priorityOf(PayloadTypes.payloadTypeOf(request));
        return submit(new PendingRequest(request, priority, false, timeout, loop.nanoTime(), listener));
    }

    /** A link is up, or has to be put in place again: the client's own requests may go. */
    public void linkUp(int newGeneration) {
        writer.linkUp(newGeneration);
        linked = true;
        open = false;
        refusal = null;
        pump();
    }

    /** The connection is ready: the user's requests may go too. */
    public void open() {
        open = true;
        lastFailure = null;
        queue.bringAllBack();
        pump();
    }

    /** The account's gate has changed: look again at what waited for it. */
    public void accountSettled(long accountId) {
        queue.bringBack(accountId);
        pump();
    }

    /** Looks whether something may go now. */
    public void pump() {
        loop.check();
        if (pumping) {
            // What is decided about one request may make another one. The round under way comes to it too, and a second
            // round would overtake the request that is being decided about.
            return;
        }
        cancelPumpTimer();
        pumping = true;
        boolean written;
        try {
            written = sendAllThatMayGo();
        } finally {
            pumping = false;
        }
        if (written) {
            writer.flush();
        }
    }

    /** Gives a message to the request that it answers, if it is the first that does. */
    public void received(InboundMessage inbound) {
        loop.check();
        String refreshedToken = inFlight.refreshTokenOf(inbound.clientMsgId());
        if (refreshedToken != null && inbound.message() instanceof ProtoOARefreshTokenRes pair) {
            gate.tokensRefreshed(refreshedToken, pair);
        }
        CTraderException refused = ServerErrors.refusal(inbound.message());
        PendingRequest request = refused != null && inbound.clientMsgId() == null
                ? inFlight.refusedWithoutId(inbound.message(), loop)
                : inFlight.answered(inbound, loop);
        if (pumpTimer != null && inbound.clientMsgId() != null) {
            // What waits may go earlier than it seemed, but not before all saw what came, which may make it unwanted.
            cancelPumpTimer();
            pumpTimer = loop.schedule(Duration.ZERO, this::pump);
        }
        if (request == null) {
            times.received(inbound);
            if (refused != null) {
                LOG.debug("A refusal without a request of ours: {}", refused.getMessage());
            }
            return;
        }
        times.answered(request, inbound, loop.nanoTime());
        if (inbound.isDamaged()) {
            fail(
                    request,
                    Unanswered.because("what came cannot be decoded, " + Unanswered.describe(inbound), request, null));
        } else if (refused != null) {
            refused(request, ServerErrors.meaning(request.message(), refused));
        } else {
            limits.blocks().taken(request.payloadType(), loop.nanoTime());
            request.complete(inbound);
        }
        reportIdle();
    }

    /** The link is gone: what was on the wire fails at once, what waits goes on waiting for the next link. */
    public void linkLost(DisconnectCause failure) {
        loop.check();
        linked = false;
        open = false;
        lastFailure = failure.description();
        cancelPumpTimer();
        times.goesOn(loop.nanoTime());
        List<PendingRequest> lost = inFlight.linkLost(loop.nanoTime());
        lost.forEach(request -> fail(
                request, Unanswered.because("the link was lost: " + failure.description(), request, failure.cause())));
        queue.drainInternal()
                .forEach(request -> fail(
                        request, new NotSentException("Not sent, the link was lost: " + failure.description(), null)));
        reportIdle();
    }

    /** Fails all requests that wait, and all new ones until the next link is up. */
    public void refuse(Supplier<CTraderException> refusal) {
        loop.check();
        this.refusal = refusal;
        queue.drainUser().forEach(request -> fail(request, refusal.get()));
    }

    /** What waits for the server. */
    public ClientReport.Requests report() {
        loop.check();
        return limits.report(queue.size(), inFlight.size(), times, loop.nanoTime());
    }

    /** What new requests fail with, or null when they wait. */
    public @Nullable CTraderException refusal() {
        loop.check();
        return refusal == null ? null : refusal.get();
    }

    /** The cause for which waiting requests were refused may have ended: requests wait for the next link again. */
    public void waitForNextLink() {
        loop.check();
        refusal = null;
    }

    /** Runs {@code idle} once nothing is in flight: now, or when the last answer is in. */
    public void whenIdle(Runnable idle) {
        loop.check();
        whenIdle = idle;
        reportIdle();
    }

    private CompletableFuture<InboundMessage> submit(PendingRequest request) {
        loop.check();
        RateLimitedException hopeless = limits.blocks().hopeless(request, loop.nanoTime());
        if (!request.internal() && refusal != null) {
            fail(request, refusal.get());
        } else if (request.internal() && !linked) {
            fail(request, new NotSentException("Not sent: there is no link", null));
        } else if (!request.internal() && queue.userSize() >= settings.queueSize()) {
            fail(
                    request,
                    new NotSentException(
                            "Not sent: " + settings.queueSize()
                                    + " requests wait already, which is the bound of the queue",
                            null));
        } else if (hopeless != null) {
            fail(request, hopeless);
        } else {
            if (!request.isTimedFromSending()) {
                request.expireWith(loop.schedule(request.timeout(), () -> expire(request)));
            }
            queue.add(request);
            pump();
        }
        return request.future();
    }

    private boolean sendAllThatMayGo() {
        boolean written = false;
        while (linked && writer.isWritable()) {
            PendingRequest next = queue.poll(open, limits, loop.nanoTime());
            if (next == null) {
                armPumpTimer();
                break;
            }
            times.goesOn(loop.nanoTime());
            if (!next.isWanted()) {
                fail(next, new NotSentException("Not sent: it is not wanted any more", null));
            } else if (admitted(next)) {
                transmit(next);
                written = true;
            }
        }
        return written;
    }

    private boolean admitted(PendingRequest request) {
        if (request.internal()
                || request.accountId() == 0
                || request.payloadType() == ProtoOAPayloadType.PROTO_OA_ACCOUNT_AUTH_REQ_VALUE) {
            return true;
        }
        return switch (gate.verdict(request.accountId())) {
            case OPEN -> true;
            case WAIT -> {
                queue.setAside(request);
                yield false;
            }
            case REFUSED -> {
                fail(request, gate.refusal(request.accountId()));
                yield false;
            }
        };
    }

    private void transmit(PendingRequest request) {
        String id = writer.nextId();
        long now = loop.nanoTime();
        limits.take(request, now);
        if (request.isTimedFromSending()) {
            request.startTime(now);
            request.expireWith(loop.schedule(request.timeout(), () -> expire(request)));
        }
        request.sentAs(id, now);
        inFlight.sent(id, request);
        times.sent(request, id, now);
        writer.write(request, id);
    }

    private void refused(PendingRequest request, CTraderException refused) {
        if (refused instanceof RateLimitedException limited) {
            limited(request, limited);
            return;
        }
        if (refused instanceof AuthenticationException authentication
                && !request.internal()
                && !request.refusedForAccountBefore()
                && repeatable.begunFor(request, authentication)) {
            sendAgain(request);
            return;
        }
        fail(request, refused);
    }

    /** A read goes again when its type is free, if its deadline allows; so does what waits. An order is never sent again. */
    private void limited(PendingRequest request, RateLimitedException refusal) {
        long now = loop.nanoTime();
        PayloadTypeBackoff.Block block = limits.blocks().refused(request.payloadType(), refusal, now);
        for (PendingRequest waiting : queue.ofType(request.payloadType())) {
            RateLimitedException hopeless = limits.blocks().hopeless(waiting, now);
            if (hopeless != null) {
                queue.remove(waiting);
                fail(waiting, hopeless);
            }
        }
        if (RequestKind.changesOrders(request.payloadType()) || block.until() - request.deadlineNanos(now) >= 0) {
            fail(request, block.refusal());
        } else {
            request.limitedBy(block.refusal());
            sendAgain(request);
        }
    }

    /** A refusal proves that nothing was carried out, so the same request may go once more. */
    private void sendAgain(PendingRequest request) {
        request.takeBack(loop.nanoTime());
        queue.addFirst(request);
        pump();
    }

    private void expire(PendingRequest request) {
        if (request.sent()) {
            inFlight.expire(request);
            fail(
                    request,
                    Unanswered.because("no answer within " + request.timeout().toMillis() + " ms", request, null));
            reportIdle();
        } else {
            queue.remove(request);
            RateLimitedException limited = request.limitedBy();
            fail(
                    request,
                    limited != null
                            ? limited
                            : new NotSentException(
                                    "Not sent within " + request.timeout().toMillis() + " ms: " + whyWaiting(request),
                                    null));
        }
    }

    private String whyWaiting(PendingRequest request) {
        if (!linked || !open) {
            return "the connection is not ready" + (lastFailure == null ? "" : ", " + lastFailure);
        }
        if (!writer.isWritable()) {
            return "the server does not read what was sent before";
        }
        return gate.verdict(request.accountId()) == AccountGate.Verdict.WAIT
                ? "account " + request.accountId() + " is not authorised yet"
                : "the server's limits made it wait";
    }

    private void fail(PendingRequest request, CTraderException failure) {
        Long accountId = request.accountId() == 0 ? null : request.accountId();
        request.fail(failure.concerning(settings.environment(), accountId, request.clientMsgId()));
    }

    private void reportIdle() {
        if (whenIdle != null && inFlight.isEmpty()) {
            Runnable idle = whenIdle;
            whenIdle = null;
            idle.run();
        }
    }

    private void armPumpTimer() {
        long now = loop.nanoTime();
        long wait = queue.nanosUntilNext(open, limits, now);
        if (wait == Long.MAX_VALUE) {
            times.goesOn(now);
        } else {
            times.heldBack(now);
            pumpTimer = loop.schedule(Duration.ofNanos(wait), this::pump);
        }
    }

    private void cancelPumpTimer() {
        if (pumpTimer != null) {
            pumpTimer.cancel();
            pumpTimer = null;
        }
    }
}
