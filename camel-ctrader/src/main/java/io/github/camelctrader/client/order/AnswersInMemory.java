package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the order book, readable on any thread: a repetition of a request whose outcome is known is answered where it is
 * made, without a task for the loop. Whatever else has to be said about a request is said on the loop.
 */
public final class AnswersInMemory {
    private final Map<OrderRecord.Key, Kept> outcomes = new ConcurrentHashMap<>();
    private final Duration retention;
    private final Ticker ticker;
    private volatile boolean closed;

    private record Kept(OrderRecord record, long sinceNanos) {}

    /** @param retention how long the outcome of an operation that has ended is an answer */
    AnswersInMemory(Duration retention, Ticker ticker) {
        this.retention = retention;
        this.ticker = ticker;
    }

    void put(OrderRecord record) {
        if (record.outcome() != null) {
            outcomes.put(record.key(), new Kept(record, ticker.nanoTime()));
        }
    }

    void remove(OrderRecord.Key key) {
        outcomes.remove(key);
    }

    /** The connection closes: from now on there are no answers here. */
    void close() {
        closed = true;
    }

    /**
     * The answer to a request that an earlier one with the same id and the same contents had.
     *
     * @return null when the loop has to decide
     */
    public @Nullable OrderAnswer of(Environment environment, OrderIntent intent, OrderOptions options) {
        Message asked = intent.asked();
        String id = asked instanceof ProtoOANewOrderReq order && order.hasClientOrderId()
                ? order.getClientOrderId()
                : options.operationId();
        Kept kept = id == null || closed
                ? null
                : outcomes.get(new OrderRecord.Key(environment, PayloadTypes.accountIdOf(asked), id));
        if (id == null || kept == null || !answers(kept, id, options.reply())) {
            return null;
        }
        OrderRecord record = kept.record();
        return RequestContents.of(asked, intent.words()).areOf(record)
                ? new OrderAnswer(Objects.requireNonNull(record.outcome()), null, false)
                : null;
    }

    private boolean answers(Kept kept, String id, OrderReply reply) {
        OrderRecord record = kept.record();
        return switch (record.phase()) {
            case DONE -> ticker.nanoTime() - kept.sinceNanos() <= retention.toNanos();
            case ACCEPTED ->
                reply == OrderReply.ACCEPTED
                        || reply == OrderReply.AUTO
                                && !OutcomeMatcher.of(record.request(), id).immediate();
            default -> false;
        };
    }
}
