package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two routes on quotes, bars and book of one symbol: each is subscribed once, and stays while one of them wants it. */
class OneSubscriptionOfEachKindTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final String URI =
            "ctrader:demo?symbols=EURUSD&trendbars=M1&depth=book&accountId=" + SimulatorCamel.ACCOUNT;

    private final SimulatorCamel camel =
            new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void theRouteThatStaysKeepsItsOwn() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(URI).routeId("one").to("mock:one");
                from(URI).routeId("other").to("mock:other");
            }
        });
        quote("1.08600");
        until(() -> hasAll("one", "1.08600") && hasAll("other", "1.08600"));
        assertThat(subscribed()).containsExactly(1L, 1L, 1L);

        camel.context.getRouteController().stopRoute("one");
        quote("1.08700");
        until(() -> hasAll("other", "1.08700"));
        assertThat(subscribed()).containsExactly(1L, 1L, 1L);
        assertThat(unsubscribed()).containsExactly(0L, 0L, 0L);
        assertThat(hasAll("one", "1.08700")).isFalse();

        camel.context.getRouteController().stopRoute("other");
        until(() -> unsubscribed().equals(List.of(1L, 1L, 1L)));
    }

    /** Whether a route got a quote, a bar and a book with this bid. */
    private boolean hasAll(String route, String bid) {
        BigDecimal price = new BigDecimal(bid);
        List<Exchange> exchanges = camel.mock(route).getExchanges();
        return exchanges.stream()
                        .anyMatch(exchange -> price.equals(exchange.getMessage().getHeader(CTraderConstants.BID)))
                && exchanges.stream()
                        .anyMatch(exchange -> exchange.getMessage().getBody() instanceof TrendbarEvent bar
                                && bar.close().equals(price))
                && exchanges.stream()
                        .anyMatch(exchange -> exchange.getMessage().getBody() instanceof OrderBookEvent book
                                && !book.bids().isEmpty()
                                && book.bids().get(0).price().equals(price));
    }

    private List<Long> subscribed() {
        return counts(
                ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ,
                ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ,
                ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_DEPTH_QUOTES_REQ);
    }

    private List<Long> unsubscribed() {
        return counts(
                ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_SPOTS_REQ,
                ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_LIVE_TRENDBAR_REQ,
                ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ);
    }

    private List<Long> counts(ProtoOAPayloadType... types) {
        return List.of(types).stream()
                .map(type -> camel.simulator.journal().count(DEMO, type.getNumber()))
                .toList();
    }

    private void quote(String bid) {
        camel.simulator.quote(DEMO, "EURUSD", bid, "1.09000");
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(40)).until(condition);
    }
}
