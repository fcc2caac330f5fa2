package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_AMEND_ORDER_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_AMEND_POSITION_SLTP_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_CANCEL_ORDER_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_CLOSE_POSITION_REQ;
import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that comes in twice, as from a queue, with an id of its user's: whatever it asks for is done once. */
class OrderRepetitionsTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final Map<String, Object> MARKET = SampleOrders.market(3000);
    private static final Map<String, Object> LIMIT =
            SampleOrders.with(SampleOrders.limit(3000, "1.05"), "clientOrderId", "the-order");

    private final AtomicInteger ids = new AtomicInteger();

    @RegisterExtension
    private final SimulatorCamel camel = SimulatorCamel.atOnePrice(new RouteBuilder() {
        @Override
        public void configure() {
            String producer = "ctrader:demo?orderTimeout=5s&accountId=" + SimulatorCamel.ACCOUNT;
            from("direct:requests").to(producer);
            from("direct:then-cancelled")
                    .setHeader(CTraderConstants.MESSAGE_TYPE, constant("NewOrderReq"))
                    .to(producer)
                    .setBody(exchange -> Map.of("orderId", headerOf(exchange, CTraderConstants.ORDER_ID)))
                    .setHeader(CTraderConstants.MESSAGE_TYPE, constant("CancelOrderReq"))
                    .to(producer);
            from("direct:then-ordered")
                    .setHeader(CTraderConstants.MESSAGE_TYPE, constant("OrderDetailsReq"))
                    .to(producer)
                    .setBody(constant(MARKET))
                    .setHeader(CTraderConstants.MESSAGE_TYPE, constant("NewOrderReq"))
                    .to(producer);
            from("ctrader:demo?eventTypes=Execution&accountId=" + SimulatorCamel.ACCOUNT)
                    .filter(header(CTraderConstants.EXECUTION_TYPE).isEqualTo("ORDER_FILLED"))
                    .filter(header(CTraderConstants.CLIENT_ORDER_ID).isEqualTo("to-be-closed"))
                    .setBody(exchange -> Map.of("positionId", headerOf(exchange, CTraderConstants.POSITION_ID)))
                    .setHeader(CTraderConstants.MESSAGE_TYPE, constant("ClosePositionReq"))
                    .to(producer)
                    .to("mock:closed");
        }
    });

    private enum Kind {
        NEW(PROTO_OA_NEW_ORDER_REQ, "NewOrderReq"),
        CANCEL(PROTO_OA_CANCEL_ORDER_REQ, "CancelOrderReq"),
        AMEND(PROTO_OA_AMEND_ORDER_REQ, "AmendOrderReq"),
        PROTECT(PROTO_OA_AMEND_POSITION_SLTP_REQ, "AmendPositionSLTPReq"),
        CLOSE(PROTO_OA_CLOSE_POSITION_REQ, "ClosePositionReq"),
        CLOSE_A_PART(PROTO_OA_CLOSE_POSITION_REQ, "ClosePositionReq");

        private final ProtoOAPayloadType type;
        private final String request;

        Kind(ProtoOAPayloadType type, String request) {
            this.type = type;
            this.request = request;
        }
    }

    /** What a message of this kind asks for, of an order or a position that is made for it. */
    private Map<String, Object> body(Kind kind) {
        return switch (kind) {
            case NEW -> MARKET;
            case CANCEL -> Map.of("orderId", placed(LIMIT, CTraderConstants.ORDER_ID));
            case AMEND -> Map.of("orderId", placed(LIMIT, CTraderConstants.ORDER_ID), "limitPrice", "1.06");
            case PROTECT -> Map.of("positionId", placed(MARKET, CTraderConstants.POSITION_ID), "stopLoss", "1.05");
            case CLOSE -> Map.of("positionId", placed(MARKET, CTraderConstants.POSITION_ID));
            case CLOSE_A_PART ->
                Map.of("positionId", placed(MARKET, CTraderConstants.POSITION_ID), "volumeInUnits", 1000);
        };
    }

    @ParameterizedTest
    @EnumSource
    void isCarriedOutOnceAndAnsweredTwice(Kind kind) {
        Map<String, Object> body = body(kind);
        long before = received(kind);
        Exchange first = send(kind, body, "queue-1");
        Exchange second = send(kind, body, "queue-1");

        assertThat(first.getException()).isNull();
        assertThat(second.getException()).isNull();
        assertThat(event(second)).isEqualTo(event(first));
        assertThat(second.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isEqualTo("queue-1");
        assertThat(first.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isEqualTo("queue-1");
        assertThat(received(kind) - before).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void atTheSameMomentAsWell(Kind kind) {
        Map<String, Object> body = body(kind);
        long before = received(kind);
        CompletableFuture<Exchange> first = sendAsync(kind, body, "queue-1");
        CompletableFuture<Exchange> second = sendAsync(kind, body, "queue-1");

        assertThat(event(second.join())).isEqualTo(event(first.join()));
        assertThat(received(kind) - before).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void isToldWhatItsFirstComingDidThoughTheServerIsAway(Kind kind) {
        Map<String, Object> body = body(kind);
        Exchange first = send(kind, body, "queue-1");
        camel.simulator.refuseConnections(DEMO, true);
        camel.simulator.cut(DEMO, CutKind.RST);
        Exchange second = send(kind, body, "queue-1");

        assertThat(second.getException()).isNull();
        assertThat(event(second)).isEqualTo(event(first));
    }

    @ParameterizedTest
    @EnumSource
    void isToldWhatItsFirstComingDidThoughNothingIsTradedAnyMore(Kind kind) {
        Map<String, Object> body = body(kind);
        Exchange first = send(kind, body, "queue-1");
        camel.simulator.broker().tradingMode(DEMO, "EURUSD", ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION);
        camel.simulator.fault(FaultRule.parse("5 times on SymbolByIdReq error"));
        camel.simulator.fault(FaultRule.parse("5 times on ReconcileReq error"));
        Exchange second = send(kind, body, "queue-1");

        assertThat(second.getException()).isNull();
        assertThat(event(second)).isEqualTo(event(first));
    }

    @ParameterizedTest
    @EnumSource(names = "NEW", mode = EnumSource.Mode.EXCLUDE)
    void withTheIdOfAnotherKindOfRequestIsRefusedWithBothNamed(Kind kind) {
        Map<String, Object> body = body(kind);
        send(Kind.NEW, MARKET, "queue-1");
        long before = received(kind);

        assertThat(send(kind, body, "queue-1").getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("NewOrderReq")
                .hasMessageContaining(kind.request)
                .hasMessageContaining("queue-1");
        assertThat(received(kind)).isEqualTo(before);
    }

    @Test
    void withTheSameIdAndOtherContentsIsRefused() {
        Map<String, Object> body = body(Kind.CLOSE_A_PART);
        send(Kind.CLOSE, body, "queue-1");
        Map<String, Object> other = new HashMap<>(body);
        other.put("volumeInUnits", 2000);

        assertThat(send(Kind.CLOSE, other, "queue-1").getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("volumeInUnits: [2000]");
        assertThat(received(Kind.CLOSE)).isEqualTo(1);
    }

    @Test
    void withoutAnIdShowsTheOneThatItGotAndNotThatOfItsOrder() {
        Exchange cancelled = send(Kind.CANCEL, body(Kind.CANCEL), null);

        assertThat(event(cancelled).getOrder().getClientOrderId()).isEqualTo("the-order");
        assertThat(cancelled.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isNotNull()
                .isNotEqualTo("the-order");
    }

    @Test
    void theIdThatAnEventCameWithIsNotThatOfTheCloseThatFollows() throws Exception {
        camel.mock("closed").expectedMessageCount(1);
        send(Kind.NEW, MARKET, "to-be-closed");

        camel.mock("closed").assertIsSatisfied();
        assertThat(camel.mock("closed")
                        .getReceivedExchanges()
                        .get(0)
                        .getMessage()
                        .getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isNotNull()
                .isNotEqualTo("to-be-closed");
        assertThat(received(Kind.CLOSE)).isEqualTo(1);
    }

    @Test
    void theIdThatAnAnswerCameWithIsNotThatOfTheCancelThatFollows() {
        Exchange cancelled = camel.template()
                .send("direct:then-cancelled", exchange -> exchange.getMessage().setBody(LIMIT));

        assertThat(cancelled.getException()).isNull();
        assertThat(cancelled.getMessage().getHeader(CTraderConstants.EXECUTION_TYPE))
                .isEqualTo("ORDER_CANCELLED");
        assertThat(received(Kind.CANCEL)).isEqualTo(1);
    }

    private Object placed(Map<String, Object> order, String header) {
        Exchange placed = send(Kind.NEW, order, order == LIMIT ? null : "made-" + ids.incrementAndGet());
        assertThat(placed.getException()).isNull();
        return headerOf(placed, header);
    }

    private static Object headerOf(Exchange exchange, String name) {
        return Objects.requireNonNull(exchange.getMessage().getHeader(name), name);
    }

    private static ProtoOAExecutionEvent event(Exchange exchange) {
        return SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class);
    }

    @Test
    void aReadOfAnotherOrderTakesTheIdOfTheUserNotAway() {
        Object other = placed(LIMIT, CTraderConstants.ORDER_ID);
        long before = received(Kind.NEW);
        for (int delivery = 0; delivery < 2; delivery++) {
            Exchange exchange = camel.template().request("direct:then-ordered", asked -> {
                asked.getMessage().setBody(Map.of("orderId", other));
                asked.getMessage().setHeader(CTraderConstants.CLIENT_ORDER_ID, "queue-1");
            });
            assertThat(exchange.getException()).isNull();
        }

        assertThat(received(Kind.NEW) - before).isEqualTo(1);
    }

    private long received(Kind kind) {
        return camel.simulator.journal().count(DEMO, kind.type.getNumber());
    }

    private Exchange send(Kind kind, Map<String, Object> body, @Nullable String id) {
        return sendAsync(kind, body, id).join();
    }

    private CompletableFuture<Exchange> sendAsync(Kind kind, Map<String, Object> body, @Nullable String id) {
        return camel.template().asyncSend("direct:requests", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(CTraderConstants.MESSAGE_TYPE, kind.request);
            if (id != null) {
                exchange.getMessage().setHeader(CTraderConstants.CLIENT_ORDER_ID, id);
            }
        });
    }
}
