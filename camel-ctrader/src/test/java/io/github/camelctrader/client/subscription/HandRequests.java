package io.github.camelctrader.client.subscription;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Requests that a test answers by hand, oldest first. */
public final class HandRequests implements Requests {
    private final Queue<CompletableFuture<InboundMessage>> unanswered = new ArrayDeque<>();
    private final List<Message> sent = new ArrayList<>();
    private final List<Priority> priorities = new ArrayList<>();

    @Override
    public CompletableFuture<InboundMessage> send(Message request, Priority priority) {
        CompletableFuture<InboundMessage> answer = new CompletableFuture<>();
        sent.add(request);
        priorities.add(priority);
        unanswered.add(answer);
        return answer;
    }

    /** What was sent since this was last asked. */
    public List<Message> takeSent() {
        List<Message> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    public List<Priority> priorities() {
        return priorities;
    }

    public int inFlight() {
        return unanswered.size();
    }

    public void answer(Message answer) {
        unanswered.remove().complete(new InboundMessage(PayloadTypes.payloadTypeOf(answer), answer, "1-1"));
    }

    public void fail(CTraderException error) {
        unanswered.remove().completeExceptionally(error);
    }

    public void refuse(String errorCode) {
        fail(refusal(errorCode));
    }

    /** What the client makes of a refusal with a code. */
    public static CTraderException refusal(String errorCode) {
        return Objects.requireNonNull(ServerErrors.refusal(
                ProtoOAErrorRes.newBuilder().setErrorCode(errorCode).build()));
    }
}
