package io.github.camelctrader.acceptance;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.OutcomeUnknownException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One request of a route, and how often and how it was answered. */
final class SoakCall {
    final SoakPlan.Kind kind;
    /** The {@code clientOrderId} of a new order, else what the request is about. */
    final String id;

    private final AtomicInteger answers = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Object body;

    SoakCall(SoakPlan.Kind kind, String id) {
        this.kind = kind;
        this.id = id;
    }

    void answered(Exchange exchange) {
        failure = exchange.getException();
        body = exchange.getMessage().getBody();
        answers.incrementAndGet();
    }

    int answers() {
        return answers.get();
    }

    boolean succeeded() {
        return answers() > 0 && failure == null;
    }

    boolean unknown() {
        return failure instanceof OutcomeUnknownException;
    }

    boolean makesOrder() {
        return kind == SoakPlan.Kind.MARKET || kind == SoakPlan.Kind.LIMIT;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The answer of a trade request that succeeded. */
    @Nullable
    ProtoOAExecutionEvent execution() {
        return succeeded() && body instanceof ProtoOAExecutionEvent event ? event : null;
    }

    String outcome() {
        Throwable thrown = failure;
        return thrown == null ? "answered" : thrown.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return kind + " " + id + ": " + answers() + " answers, the last " + (failure == null ? body : failure);
    }
}
