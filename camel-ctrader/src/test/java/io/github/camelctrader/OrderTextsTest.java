package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.request.RequestKind;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An order is known by its id again only if the server gets the id as it is, so that texts which change on the way are refused. */
class OrderTextsTest {
    /** A face whose second half was cut off. */
    private static final String CUT = "shop-\ud83d";

    private static final String FACE = "shop-\ud83d\ude00";
    private static final Map<String, Object> ORDER = SampleOrders.market(1000);

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    @BeforeAll
    static void start() throws Exception {
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start()).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT);
            }
        });
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    static Stream<Arguments> changedTexts() {
        return Stream.of(
                arguments(with("clientOrderId", CUT), null, "clientOrderId"),
                arguments(with("label", CUT), null, "label"),
                arguments(with("comment", "\ude00" + FACE), null, "comment"),
                arguments(
                        "{\"symbolId\": 1, \"orderType\": \"MARKET\", \"tradeSide\": \"BUY\", \"volume\": 100000,"
                                + " \"label\": \"shop-\\ud83d\"}",
                        null,
                        "label"),
                arguments(typed().setClientOrderId(CUT), null, "clientOrderId"),
                arguments(typed().setComment(CUT).build(), null, "comment"),
                arguments(typed().setLabelBytes(ByteString.copyFrom(new byte[] {'a', (byte) 0xc3})), null, "label"),
                arguments(
                        typed().setClientOrderIdBytes(ByteString.copyFrom(new byte[] {(byte) 0xff})),
                        null,
                        "clientOrderId"),
                arguments(ORDER, CUT, CTraderConstants.CLIENT_ORDER_ID),
                arguments(ORDER, "shop-1 ", CTraderConstants.CLIENT_ORDER_ID),
                arguments(ORDER, "\tshop-1", CTraderConstants.CLIENT_ORDER_ID),
                arguments(ORDER, "shop\u0000-1", CTraderConstants.CLIENT_ORDER_ID),
                arguments(ORDER, " ", CTraderConstants.CLIENT_ORDER_ID),
                arguments(ORDER, "x".repeat(51), CTraderConstants.CLIENT_ORDER_ID),
                arguments(with("clientOrderId", " shop-1"), null, "clientOrderId"),
                arguments(with("clientOrderId", "\n"), null, "clientOrderId"),
                arguments(close(), CUT, CTraderConstants.CLIENT_ORDER_ID));
    }

    @ParameterizedTest
    @MethodSource("changedTexts")
    void areRefusedWithTheirField(Object body, @Nullable String header, String field) {
        long before = sent();
        Exchange exchange = send(body, header);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getField()).isEqualTo(field));
        assertThat(sent()).isEqualTo(before);
    }

    @Test
    void theRuleThatABlankIdBreaksIsNamed() {
        assertThat(send(ORDER, " ").getException()).hasMessageContaining("must not begin or end with a blank");
        assertThat(send(ORDER, "").getException()).hasMessageContaining("between 1 and 50 characters");
    }

    @Test
    void allOthersGoOutAsTheyAre() {
        ProtoOANewOrderReq order =
                typed().setLabel(" a label\n").setComment("\u00fc\u20ac" + FACE).build();
        String id = "\u00fc".repeat(40) + FACE;
        Exchange exchange = send(order, id);

        assertThat(exchange.getException()).isNull();
        assertThat(camel.simulator.journal().received(SimulatorEnvironment.DEMO, 2106))
                .extracting(entry -> entry.message())
                .contains(order.toBuilder().setClientOrderId(id).build());
        assertThat(exchange.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isEqualTo(id);
    }

    static Stream<Object> noTexts() {
        return Stream.of(
                List.of("a"),
                List.of("a", "b"),
                List.of(),
                Set.of("a"),
                Map.of("a", "b"),
                new Object[] {new String[] {"a"}},
                List.of("a").iterator(),
                Optional.of("a"),
                new ByteArrayInputStream(new byte[] {'a'}),
                new StringReader("a"),
                new Object());
    }

    @ParameterizedTest
    @MethodSource("noTexts")
    void anIdIsOneText(Object id) {
        long before = sent();
        for (Object body : List.of(ORDER, close())) {
            assertThat(send(body, id).getException())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(CTraderConstants.CLIENT_ORDER_ID)
                    .hasMessageContaining("must be a text, a number or a UUID")
                    .hasMessageContaining(id.getClass().getName());
        }
        assertThat(sent()).isEqualTo(before);
    }

    @Test
    void whatIsTheSameTextEachTimeIsAnId() {
        for (Object id : List.of(
                4711,
                'x',
                Environment.DEMO,
                new StringBuilder("built"),
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "kafka".getBytes(StandardCharsets.UTF_8))) {
            long before = sent();
            Exchange first = send(ORDER, id);
            Exchange second = send(ORDER, id);

            assertThat(second.getException()).as("%s", id).isNull();
            assertThat(second.getMessage().getBody())
                    .isEqualTo(first.getMessage().getBody());
            assertThat(sent() - before).isEqualTo(1);
        }
    }

    private static Exchange send(Object body, @Nullable Object id) {
        return camel.template().send("direct:orders", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(CTraderConstants.MESSAGE_TYPE, "NewOrderReq");
            if (id != null) {
                exchange.getMessage().setHeader(CTraderConstants.CLIENT_ORDER_ID, id);
            }
        });
    }

    private static long sent() {
        return camel.simulator.journal().entries().stream()
                .filter(entry -> entry.direction() == JournalEntry.Direction.RECEIVED)
                .filter(entry -> RequestKind.changesOrders(entry.payloadType()))
                .count();
    }

    private static ProtoOAClosePositionReq close() {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                .setPositionId(1)
                .setVolume(100_000)
                .build();
    }

    private static ProtoOANewOrderReq.Builder typed() {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000);
    }

    private static Map<String, Object> with(String field, String value) {
        Map<String, Object> body = new HashMap<>(ORDER);
        body.put(field, value);
        return body;
    }
}
