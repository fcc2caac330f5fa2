package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.PriceSwitch;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Live bars through a route, from a server whose clock the test moves. */
class LiveBarsEndToEndTest {
    private static final Instant OPENED = Instant.parse("2026-03-03T10:00:00Z");

    private SimulatorCamel camel = camel(CTraderSimulator.builder());

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void eachBarClosesOnceAndThoseOfAnOutageComeFromHistoryBeforeTheNext() throws Exception {
        MockEndpoint forming = camel.mock("forming");
        MockEndpoint closed = camel.mock("closed");
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&trendbars=M1&eventTypes=Trendbar&accountId=" + SimulatorCamel.ACCOUNT)
                        .choice()
                        .when(header(CTraderConstants.CLOSED).isEqualTo(true))
                        .to("mock:closed")
                        .otherwise()
                        .to("mock:forming");
            }
        });
        awaitCount(forming, 1);
        Exchange first = forming.getExchanges().get(0);
        assertThat(first.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE)).isEqualTo("TrendbarEvent");
        assertThat(first.getMessage().getHeader(CTraderConstants.PERIOD)).isEqualTo("M1");
        assertThat(first.getMessage().getHeader(CTraderConstants.CLOSED)).isEqualTo(false);
        assertThat(first.getMessage().getHeader(CTraderConstants.SYMBOL_NAME)).isEqualTo("EURUSD");

        quote("10:00:20", "1.08510");
        quote("10:01:05", "1.08530");
        awaitCount(closed, 1);
        TrendbarEvent bar = SimulatorCamel.body(closed.getExchanges().get(0), TrendbarEvent.class);
        assertThat(bar.period()).isEqualTo(ProtoOATrendbarPeriod.M1);
        assertThat(bar.openTime()).isEqualTo(OPENED.toEpochMilli());
        assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
                .containsExactly(price("1.08500"), price("1.08510"), price("1.08500"), price("1.08510"));
        assertForms(closed.getExchanges().get(0), bar);

        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        camel.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        quote("10:01:40", "1.08540");
        quote("10:03:10", "1.08550");
        quote("10:04:20", "1.08560");
        camel.simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
        awaitCount(closed, 3);

        quote("10:05:01", "1.08570");
        awaitCount(closed, 4);
        assertThat(closed.getExchanges().stream()
                        .map(exchange -> minute(exchange) + " "
                                + SimulatorCamel.body(exchange, TrendbarEvent.class)
                                        .close() + " "
                                + exchange.getMessage().getHeader(CTraderConstants.RECOVERED)))
                .containsExactly("0 1.08510 null", "1 1.08540 true", "3 1.08550 true", "4 1.08560 null");
    }

    @Test
    void aBarWhoseHighTheServerLostHoldsItsOpenAndCloseAndIsMarked() throws Exception {
        camel.close();
        camel = camel(
                CTraderSimulator.builder().priceHistory(PriceHistory.DEFAULT.with(PriceSwitch.LIVE_DELTA_HIGH_LOST)));
        MockEndpoint bars = camel.mock("bars");
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&trendbars=M1&eventTypes=Trendbar&accountId=" + SimulatorCamel.ACCOUNT)
                        .filter(header(CTraderConstants.CLOSED).isEqualTo(true))
                        .to("mock:bars");
            }
        });
        await().atMost(Duration.ofSeconds(40))
                .until(() -> camel.simulator
                                .journal()
                                .count(
                                        SimulatorEnvironment.DEMO,
                                        ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_LIVE_TRENDBAR_REQ_VALUE)
                        == 1);
        quote("10:01:05", "1.08500");
        quote("10:01:25", "1.08530");
        quote("10:02:05", "1.08510");
        awaitCount(bars, 2);

        TrendbarEvent bar = SimulatorCamel.body(bars.getExchanges().get(1), TrendbarEvent.class);
        assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
                .containsExactly(price("1.08500"), price("1.08530"), price("1.08500"), price("1.08530"));
        assertThat(bar.repaired()).isTrue();
        assertThat(camel.component.reports().get(0).defects().repairedBars()).isPositive();
    }

    private static void awaitCount(MockEndpoint mock, int count) {
        await().atMost(Duration.ofSeconds(40)).until(() -> mock.getReceivedCounter() >= count);
    }

    private static void assertForms(Exchange exchange, TrendbarEvent bar) {
        String json = Objects.requireNonNull(exchange.getMessage().getBody(String.class));
        assertThat(json)
                .contains(
                        "\"period\":\"M1\"", "\"openTime\":" + bar.openTime(), "\"close\":1.08510", "\"closed\":true");
        Map<?, ?> map = Objects.requireNonNull(exchange.getMessage().getBody(Map.class));
        assertThat(map.get("high")).isEqualTo(price("1.08510"));
        assertThat(map.get("tickVolume")).isEqualTo(bar.tickVolume());
    }

    private static long minute(Exchange exchange) {
        long openTime = SimulatorCamel.body(exchange, TrendbarEvent.class).openTime();
        return Duration.between(OPENED, Instant.ofEpochMilli(openTime)).toMinutes();
    }

    private static SimulatorCamel camel(SimulatorBuilder server) {
        Clock still = Clock.fixed(OPENED, ZoneOffset.UTC);
        return new SimulatorCamel(server.clock(still).feedPaused().start());
    }

    private void quote(String time, String bid) {
        camel.simulator.clockOffset(Duration.between(OPENED, Instant.parse("2026-03-03T" + time + "Z")));
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", bid, "1.09000");
    }

    private static BigDecimal price(String price) {
        return new BigDecimal(price);
    }
}
