package io.github.camelctrader.client.market;

import com.google.protobuf.Message;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Answers about one account that seldom change, each read when it is first asked for and kept until something changed: who asks
 * while it is read shares the answer. What fails is not kept.
 */
@OnLoop
final class ReferenceData {
    private final Requests requests;
    private final Map<Message, CompletableFuture<Message>> answers = new HashMap<>();

    ReferenceData(Requests requests) {
        this.requests = requests;
    }

    /** @param type of the answer */
    <T extends Message> CompletableFuture<T> read(Message request, Class<T> type) {
        CompletableFuture<Message> known = answers.get(request);
        return (known == null ? ask(request, type) : known).thenApply(type::cast);
    }

    private CompletableFuture<Message> ask(Message request, Class<? extends Message> type) {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        answers.put(request, answer);
        Callbacks.whenDone(requests.send(request, Priority.QUERY), (arrived, failure) -> {
            if (failure == null && type.isInstance(arrived.message())) {
                answer.complete(arrived.message());
                return;
            }
            answers.remove(request, answer);
            answer.completeExceptionally(
                    failure != null
                            ? failure
                            : new RequestTimeoutException(
                                    "A request was answered with payload type " + arrived.payloadType()
                                            + " and not with " + type.getSimpleName(),
                                    null));
        });
        return answer;
    }

    /** What was read, and what is under way for those who asked before, is out of date. */
    void forget() {
        answers.clear();
    }
}
