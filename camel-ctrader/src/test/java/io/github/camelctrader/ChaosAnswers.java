package io.github.camelctrader;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What routes were told in the end, by the mark of the one who asked. */
final class ChaosAnswers {
    /** The header that says who asked; the comment of the order carries it too. */
    static final String MARK = "mark";

    private final Map<String, List<Told>> answers = new ConcurrentHashMap<>();

    /** How a route was answered. */
    enum Kind {
        FILLED,
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    /**
     * @param orderId 0 where no order was made
     * @param positionId 0 likewise
     * @param why what was thrown, or null
     */
    record Told(
            Kind kind,
            long orderId,
            long positionId,
            @Nullable Throwable why) {}

    /** To be called behind each order step of a route. */
    void told(Exchange exchange) {
        ProtoOAExecutionEvent event =
                exchange.getMessage().getBody() instanceof ProtoOAExecutionEvent answer ? answer : null;
        Kind kind = event == null
                ? Kind.UNKNOWN
                : event.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED ? Kind.FILLED : Kind.DONE;
        add(
                markOf(exchange),
                event == null
                        ? new Told(kind, 0, 0, null)
                        : new Told(
                                kind,
                                event.getOrder().getOrderId(),
                                event.getOrder().getPositionId(),
                                null));
    }

    /** To be called where a route gives up. */
    void failed(Exchange exchange) {
        failed(markOf(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** The same, with what Camel itself told the caller. */
    void failed(String mark, @Nullable Throwable why) {
        boolean nothing = why instanceof NotSentException || why instanceof RequestRejectedException;
        add(mark, new Told(nothing ? Kind.NOT_DONE : Kind.UNKNOWN, 0, 0, why));
    }

    List<Told> of(String mark) {
        return answers.getOrDefault(mark, List.of());
    }

    private static String markOf(Exchange exchange) {
        return String.valueOf(exchange.getMessage().getHeader(MARK));
    }

    private void add(String mark, Told told) {
        answers.computeIfAbsent(mark, key -> new CopyOnWriteArrayList<>()).add(told);
    }
}
