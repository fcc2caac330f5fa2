package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DownloadEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.HistoryProgress;
import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.TrendbarEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of every event that the component makes, by every way that a route has to it. */
class OwnEventsJsonTest {
    private static final Instant TIME = Instant.parse("2026-01-05T08:00:00Z");
    private static final BigDecimal PRICE = new BigDecimal("1.08512");

    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper OF_USER = new ObjectMapper().findAndRegisterModules();

    @BeforeAll
    static void start() throws Exception {
        CAMEL.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:converted").convertBodyTo(String.class);
                from("direct:dataType").transformDataType(new DataType("ctrader:json"));
                from("direct:marshalled").marshal().json(JsonLibrary.Jackson);
            }
        });
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    static Stream<ComponentEvent> events() {
        return Stream.of(
                new ConnectionEvent(
                        Environment.LIVE, ConnectionState.BACKOFF, null, "cut", 1, Duration.ofMillis(1500), TIME),
                new DownloadEvent(
                        Environment.LIVE,
                        new HistoryProgress(
                                "GetTrendbarsReq",
                                1,
                                2,
                                3,
                                4,
                                3,
                                5,
                                6,
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8),
                                HistoryProgress.State.RUNNING),
                        TIME),
                new GapEvent(Environment.LIVE, TIME.minusSeconds(1), TIME, List.of(1L), List.of(2L), 3, true, "cut"),
                new OrderBookEvent(
                        Environment.LIVE,
                        TIME,
                        1,
                        2,
                        "EURUSD",
                        List.of(new OrderBookEvent.Level(PRICE, BigDecimal.TEN)),
                        List.of(),
                        true),
                new OrderOutcomeEvent(
                        Environment.LIVE, TIME, 1, "id", "NewOrderReq", "ORDER_FILLED", 2, 3, 4, "CODE", "words"),
                new TokenRefreshedEvent(Environment.LIVE, List.of(1L), TIME.plusSeconds(9), true, TIME),
                new TrendbarEvent(
                        Environment.LIVE,
                        TIME,
                        1,
                        2,
                        "EURUSD",
                        ProtoOATrendbarPeriod.M1,
                        TIME.minusSeconds(60).toEpochMilli(),
                        PRICE,
                        PRICE,
                        PRICE,
                        PRICE,
                        5,
                        true,
                        false,
                        false));
    }

    @Test
    void noEventIsMissingHere() {
        assertThat(events().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(ComponentEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void theTimeHasOneNameAndOneUnitByEveryWay(ComponentEvent event) throws Exception {
        for (JsonNode json : everyForm(event)) {
            assertThat(json.path("timestamp").isIntegralNumber()).isTrue();
            assertThat(json.path("timestamp").asLong()).isEqualTo(TIME.toEpochMilli());
            assertThat(json.path("environment").asText()).isEqualTo("live");
            assertThat(names(json)).doesNotContain("time", "timeMillis", "date", "eventTime", "messageType");
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyWayGivesTheSameNamesInTheSameOrder(ComponentEvent event) throws Exception {
        List<JsonNode> forms = everyForm(event);

        assertThat(forms).allSatisfy(json -> {
            assertThat(json).isEqualTo(forms.get(0));
            assertThat(names(json)).containsExactlyElementsOf(event.toMap().keySet());
        });
    }

    private static List<JsonNode> everyForm(ComponentEvent event) throws Exception {
        List<JsonNode> forms = new ArrayList<>();
        for (String way : List.of("direct:converted", "direct:dataType", "direct:marshalled")) {
            forms.add(PLAIN.readTree(
                    CAMEL.createFluentProducerTemplate().withBody(event).to(way).request(String.class)));
        }
        forms.add(PLAIN.readTree(CAMEL.getTypeConverter().mandatoryConvertTo(byte[].class, event)));
        forms.add(PLAIN.readTree(OF_USER.writeValueAsString(event)));
        forms.add(PLAIN.readTree(OF_USER.writeValueAsString(List.of(event))).get(0));
        forms.add(PLAIN.readTree(
                OF_USER.writeValueAsString(CAMEL.getTypeConverter().mandatoryConvertTo(Map.class, event))));
        return forms;
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> name = json.fieldNames(); name.hasNext(); ) {
            names.add(name.next());
        }
        return names;
    }
}
