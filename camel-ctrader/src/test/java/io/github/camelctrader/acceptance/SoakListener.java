package io.github.camelctrader.acceptance;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The routes of a soak that listen, and what they heard. */
final class SoakListener extends RouteBuilder {
    /** How often each deal was delivered. */
    final Map<Long, Integer> deals = new ConcurrentHashMap<>();
    /** What was told of orders whose callers could not be told. */
    final Map<String, OrderOutcomeEvent> outcomes = new ConcurrentHashMap<>();

    final List<GapEvent> gaps = new CopyOnWriteArrayList<>();
    final AtomicLong recovered = new AtomicLong();
    final AtomicLong quotes = new AtomicLong();
    private volatile BigDecimal bid = BigDecimal.ONE;
    private volatile BigDecimal ask = BigDecimal.ONE;

    @Override
    public void configure() {
        from("ctrader:demo?symbols=EURUSD&eventTypes=Spot").process(this::quote);
        from("ctrader:demo?eventTypes=Execution,Gap,OrderOutcome").process(this::event);
    }

    private void quote(Exchange exchange) {
        bid = Objects.requireNonNull(exchange.getMessage().getHeader(CTraderConstants.BID, bid, BigDecimal.class));
        ask = Objects.requireNonNull(exchange.getMessage().getHeader(CTraderConstants.ASK, ask, BigDecimal.class));
        quotes.incrementAndGet();
    }

    private void event(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof ProtoOAExecutionEvent execution && execution.hasDeal()) {
            if (Boolean.TRUE.equals(exchange.getMessage().getHeader(CTraderConstants.RECOVERED))) {
                recovered.incrementAndGet();
            }
            deals.merge(execution.getDeal().getDealId(), 1, Integer::sum);
        } else if (body instanceof GapEvent gap) {
            gaps.add(gap);
        } else if (body instanceof OrderOutcomeEvent outcome) {
            outcomes.put(outcome.operationId(), outcome);
        }
    }

    /** A price this far from the market, on the side where a limit order rests. */
    BigDecimal limit(boolean buy, int points) {
        BigDecimal distance = BigDecimal.valueOf(points, 5);
        return buy ? ask.subtract(distance) : bid.add(distance);
    }
}
