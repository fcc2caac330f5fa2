package io.github.camelctrader;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/**
 * A route that trades, on a market that is set tick by tick, each when the route has done with the one before. More ticks with
 * {@code -Dreplay.ticks=80000}.
 */
class ReplayedMarketTest {
    private static final Instant BEGIN = Instant.parse("2026-03-03T10:00:00Z");
    private static final int TICKS = Integer.getInteger("replay.ticks", 200);
    private static final int ORDER_EACH = 25;
    private static final String ACCOUNT = "accountId=" + SimulatorCamel.ACCOUNT;

    /** A quote of EURUSD at a time, Unix ms. */
    private record Tick(long time, long bid, long ask) {}

    /** What a route saw, and what its orders became. */
    private record Run(List<String> events, String deals) {
        List<Tick> ticks() throws Exception {
            List<Tick> ticks = new ArrayList<>();
            for (String line : events) {
                if (!line.contains("executionType")) {
                    ProtoOASpotEvent.Builder spot = ProtoOASpotEvent.newBuilder();
                    JsonFormat.parser().merge(line, spot);
                    ticks.add(new Tick(spot.getTimestamp(), spot.getBid(), spot.getAsk()));
                }
            }
            return ticks;
        }
    }

    @Test
    void whatWasRecordedLeadsToTheSameEventsAndDealsWhenItIsReplayed() throws Exception {
        List<Tick> market = walk();

        Run recorded = run(market);
        Run replayed = run(recorded.ticks());

        assertThat(recorded.ticks()).isEqualTo(market);
        assertThat(recorded.events()).hasSize(TICKS + 2 * (TICKS / ORDER_EACH));
        assertThat(replayed.events()).isEqualTo(recorded.events());
        assertThat(replayed.deals()).isEqualTo(recorded.deals()).contains("dealId");
    }

    private static Run run(List<Tick> ticks) throws Exception {
        List<String> log = new ArrayList<>();
        LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
        try (SimulatorCamel camel = new SimulatorCamel(CTraderSimulator.builder()
                .feedPaused()
                .clock(Clock.fixed(BEGIN, ZoneOffset.UTC))
                .fillDelay(Duration.ZERO)
                .requestsPerSecond(1_000_000)
                .start())) {
            camel.component.getConfiguration().setRequestsPerSecond(100_000);
            camel.start(new RouteBuilder() {
                private int quotes;

                @Override
                public void configure() {
                    from("ctrader:demo?symbols=EURUSD&eventTypes=Spot,Execution&slowConsumer=queue&" + ACCOUNT)
                            .process(exchange -> exchange.setProperty(
                                    "line", exchange.getMessage().getBody(String.class)))
                            .choice()
                            .when(exchange -> isQuote(exchange) && ++quotes > 1 && (quotes - 1) % ORDER_EACH == 0)
                            .process(exchange -> {
                                exchange.getMessage().setBody(SampleOrders.market(1000));
                                exchange.getMessage().setHeader(CTraderConstants.CLIENT_ORDER_ID, "replay-" + quotes);
                            })
                            .to("ctrader:demo?messageType=NewOrderReq&" + ACCOUNT)
                            .end()
                            .process(exchange -> done.add(exchange.getProperty("line", String.class)));
                }
            });
            take(done);
            int index = 0;
            for (Tick tick : ticks) {
                camel.simulator.clockOffset(Duration.ofMillis(tick.time() - BEGIN.toEpochMilli()));
                camel.simulator.quote(DEMO, "EURUSD", price(tick.bid()), price(tick.ask()));
                log.add(take(done));
                if (++index % ORDER_EACH == 0) {
                    log.add(take(done));
                    log.add(take(done));
                }
            }
            String deals = Objects.requireNonNull(camel.template()
                    .requestBody(
                            "ctrader:demo?messageType=DealListReq&" + ACCOUNT,
                            Map.of("fromTimestamp", BEGIN.toEpochMilli(), "toTimestamp", last(ticks) + 1),
                            String.class));
            return new Run(log, deals);
        }
    }

    private static boolean isQuote(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof ProtoOASpotEvent;
    }

    private static long last(List<Tick> ticks) {
        return ticks.get(ticks.size() - 1).time();
    }

    private static String take(LinkedBlockingQueue<String> lines) throws InterruptedException {
        return Objects.requireNonNull(lines.poll(40, TimeUnit.SECONDS), "no event");
    }

    private static String price(long points) {
        return BigDecimal.valueOf(points, 5).toPlainString();
    }

    private static List<Tick> walk() {
        Random random = new Random(4711);
        List<Tick> ticks = new ArrayList<>();
        long time = BEGIN.toEpochMilli();
        long bid = 108_500;
        for (int tick = 0; tick < TICKS; tick++) {
            time += 1 + random.nextInt(2_000);
            bid += random.nextBoolean() ? 1 + random.nextInt(5) : -1 - random.nextInt(5);
            ticks.add(new Tick(time, bid, bid + 10));
        }
        return ticks;
    }
}
