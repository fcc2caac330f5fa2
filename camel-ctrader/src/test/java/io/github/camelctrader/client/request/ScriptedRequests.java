package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server played by the test: keeps every request until the test answers it. */
public class ScriptedRequests implements Requests {

    /** A request and the hook for its answer. */
    public record Call(Message request, Priority priority, CompletableFuture<InboundMessage> future) {
        public void answer(Message answer) {
            future.complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, "1-1"));
        }

        public void refuse(String errorCode) {
            refuse(errorCode, null);
        }

        public void refuse(String errorCode, @Nullable String description) {
            refuse(error(errorCode, description).build());
        }

        public void refuse(ProtoOAErrorRes error) {
            future.completeExceptionally(refusal(error));
        }

        public void hang() {
            future.completeExceptionally(new RequestTimeoutException("no answer within 10000 ms", null));
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private int taken;

    @Override
    public final CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        Call call = new Call(request, priority, new CompletableFuture<>());
        calls.add(call);
        return call.future;
    }

    /** How many requests were ever sent. */
    public final int sent() {
        return calls.size();
    }

    /** What was sent since this was last asked. */
    public final List<Message> takeSent() {
        List<Message> sent =
                calls.subList(taken, calls.size()).stream().map(Call::request).toList();
        taken = calls.size();
        return sent;
    }

    /** Priorities of all requests, in the order in which they were sent. */
    public final List<Priority> priorities() {
        return calls.stream().map(Call::priority).toList();
    }

    /** Requests that are not answered, oldest first. */
    public final List<Call> waiting() {
        return calls.stream().filter(call -> !call.future.isDone()).toList();
    }

    /** How many requests are not answered. */
    public final int inFlight() {
        return waiting().size();
    }

    /** Answers the oldest request that waits. */
    public final void answer(Message answer) {
        oldest().answer(answer);
    }

    /** Fails the oldest request that waits. */
    public final void fail(CTraderException error) {
        oldest().future.completeExceptionally(error);
    }

    /** Refuses the oldest request that waits. */
    public final void refuse(String errorCode) {
        oldest().refuse(errorCode);
    }

    private Call oldest() {
        return Objects.requireNonNull(waiting().get(0));
    }

    public static ProtoOAErrorRes.Builder error(String errorCode, @Nullable String description) {
        ProtoOAErrorRes.Builder error = ProtoOAErrorRes.newBuilder().setErrorCode(errorCode);
        return description == null ? error : error.setDescription(description);
    }

    /** What the client makes of a refusal with a code. */
    public static CTraderException refusal(String errorCode) {
        return refusal(error(errorCode, null).build());
    }

    public static CTraderException refusal(ProtoOAErrorRes error) {
        return Objects.requireNonNull(ServerErrors.refusal(error));
    }
}
