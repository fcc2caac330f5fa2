package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ_VALUE;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Live bars of three periods of a hundred symbols, each of which takes a request of its own. */
class ManyLiveBarsTest {
    private static final Instant OPENED = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SYMBOLS = 100;
    private static final int SUBSCRIPTIONS = 3 * SYMBOLS;
    private static final String ACCOUNT = "accountId=" + SimulatorCamel.ACCOUNT;

    private final SimulatorCamel camel = new SimulatorCamel(server().start());
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        camel.close();
    }

    /** At five requests a second the bars take a minute. */
    @Test
    void ordersPassWhileBarsAreSubscribed() throws Exception {
        camel.component.getConfiguration().setRequestsPerSecond(5);
        start();
        await().atMost(PATIENCE).until(() -> subscribed() > 0);

        for (int order = 0; order < 3; order++) {
            Exchange done = camel.template()
                    .request(
                            "ctrader:demo?messageType=NewOrderReq&" + ACCOUNT,
                            exchange -> exchange.getMessage().setBody(SampleOrders.market(1000)));
            assertThat(done.getException()).isNull();
            assertThat(SimulatorCamel.body(done, ProtoOAExecutionEvent.class).getExecutionType())
                    .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        }

        assertThat(subscribed()).isLessThan(SUBSCRIPTIONS);
    }

    @Test
    void eachBarOfEachSymbolClosesOnceAlsoAfterACut() throws Exception {
        camel.component.getConfiguration().setRequestsPerSecond(1_000);
        camel.component.getConfiguration().setHistoricalRequestsPerSecond(1_000);
        start();
        await().atMost(PATIENCE).until(() -> subscribed() == SUBSCRIPTIONS);
        assertThat(camel.simulator.journal().executed(DEMO, PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ_VALUE).stream()
                        .map(entry -> (ProtoOASubscribeLiveTrendbarReq) requireNonNull(entry.message()))
                        .map(request -> request.getSymbolId() + " " + request.getPeriod()))
                .doesNotHaveDuplicates();

        quotes("10:00:30");
        quotes("10:01:10");
        await().atMost(PATIENCE).until(() -> closed.size() >= SYMBOLS);
        camel.cut(() -> quotes("10:01:40"));
        await().atMost(PATIENCE).until(() -> subscribed() >= 2 * SUBSCRIPTIONS);
        quotes("10:02:10");
        await().atMost(PATIENCE).until(() -> closed.size() >= 2 * SYMBOLS);

        assertThat(closed)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SYMBOLS)
                        .boxed()
                        .flatMap(symbol -> List.of(name(symbol) + " 10:00:00", name(symbol) + " 10:01:00").stream())
                        .toList());
    }

    private void start() throws Exception {
        String symbols =
                IntStream.range(0, SYMBOLS).mapToObj(ManyLiveBarsTest::name).collect(Collectors.joining(","));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?eventTypes=Trendbar&trendbars=M1,M5,H1&symbols=" + symbols + "&" + ACCOUNT)
                        .filter(header(CTraderConstants.CLOSED).isEqualTo(true))
                        .process(exchange ->
                                closed.add(exchange.getMessage().getHeader(CTraderConstants.SYMBOL_NAME, String.class)
                                        + " "
                                        + Instant.ofEpochMilli(SimulatorCamel.body(exchange, TrendbarEvent.class)
                                                        .openTime())
                                                .atZone(ZoneOffset.UTC)
                                                .toLocalTime()
                                                .format(DateTimeFormatter.ISO_LOCAL_TIME)));
            }
        });
    }

    private int subscribed() {
        return camel.simulator
                .journal()
                .executed(DEMO, PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ_VALUE)
                .size();
    }

    private static SimulatorBuilder server() {
        SimulatorBuilder server = CTraderSimulator.builder()
                .feedPaused()
                .clock(Clock.fixed(OPENED, ZoneOffset.UTC))
                .requestsPerSecond(10_000)
                .historicalRequestsPerSecond(10_000);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            server.symbol(SimulatedSymbol.forex(1_000 + symbol, name(symbol), "1.10000", "0.00010"));
        }
        return server;
    }

    /** Six letters. */
    private static String name(int symbol) {
        return "X" + (char) ('A' + symbol / 10) + (char) ('A' + symbol % 10) + "USD";
    }

    private void quotes(String time) {
        camel.simulator.clockOffset(Duration.between(OPENED, Instant.parse("2026-03-03T" + time + "Z")));
        int pips = Math.floorMod(time.hashCode(), 1_000);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            camel.simulator.quote(DEMO, name(symbol), String.format("1.1%03d0", pips), "1.30000");
        }
    }
}
