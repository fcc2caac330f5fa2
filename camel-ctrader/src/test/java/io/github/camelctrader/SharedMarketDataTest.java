package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_DEPTH_QUOTES_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_LIVE_TRENDBAR_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_UNSUBSCRIBE_SPOTS_REQ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two routes that want everything of one symbol. */
class SharedMarketDataTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;

    private final Map<String, BigDecimal> newest = new ConcurrentHashMap<>();
    private final SimulatorCamel camel =
            new SimulatorCamel(CTraderSimulator.builder().feedPaused().start());

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void twoRoutesCostOneSubscriptionOfEachKindAndTheOneThatStaysKeepsAll() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                for (String name : List.of("one", "other")) {
                    from("ctrader:demo?symbols=EURUSD&trendbars=M1&depth=book&accountId=" + SimulatorCamel.ACCOUNT)
                            .routeId(name)
                            .process(exchange -> seen(name, exchange));
                }
            }
        });
        quoteUntilAllSee("1.08600", "one", "other");

        assertThat(sent(PROTO_OA_SUBSCRIBE_SPOTS_REQ)).isEqualTo(1);
        assertThat(sent(PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ)).isEqualTo(1);
        assertThat(sent(PROTO_OA_SUBSCRIBE_DEPTH_QUOTES_REQ)).isEqualTo(1);

        camel.context.getRouteController().stopRoute("one");
        quoteUntilAllSee("1.08700", "other");
        assertThat(Stream.of(
                                PROTO_OA_UNSUBSCRIBE_SPOTS_REQ,
                                PROTO_OA_UNSUBSCRIBE_LIVE_TRENDBAR_REQ,
                                PROTO_OA_UNSUBSCRIBE_DEPTH_QUOTES_REQ)
                        .mapToLong(this::sent))
                .containsOnly(0L);

        camel.context.getRouteController().stopRoute("other");
        until(() -> sent(PROTO_OA_UNSUBSCRIBE_SPOTS_REQ) == 1);
    }

    private void seen(String route, Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof ProtoOASpotEvent) {
            newest.put(route + " quote", exchange.getMessage().getHeader(CTraderConstants.BID, BigDecimal.class));
        } else if (body instanceof TrendbarEvent bar) {
            newest.put(route + " bar", bar.close());
        } else if (body instanceof OrderBookEvent book && !book.bids().isEmpty()) {
            newest.put(route + " book", book.bids().get(0).price());
        }
    }

    private void quoteUntilAllSee(String bid, String... routes) {
        camel.simulator.quote(DEMO, "EURUSD", bid, "1.09000");
        BigDecimal price = new BigDecimal(bid);
        until(() -> Stream.of(routes)
                .flatMap(route -> Stream.of("quote", "bar", "book").map(kind -> route + " " + kind))
                .allMatch(key -> price.equals(newest.get(key))));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(40)).until(condition);
    }

    private long sent(ProtoOAPayloadType type) {
        return camel.simulator.journal().count(DEMO, type.getNumber());
    }
}
