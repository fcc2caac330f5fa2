package io.github.camelctrader;

import static com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Camel does around a producer sends no order twice: each order is in the server's book once. */
class OrderRedeliveryTest {
    private static final String ORDER =
            "{\"symbolName\": \"EURUSD\", \"orderType\": \"MARKET\", \"tradeSide\": \"BUY\", \"volumeInUnits\": 1000}";
    private static final String PRODUCER =
            "ctrader:demo?messageType=NewOrderReq&orderTimeout=800ms&accountId=" + SimulatorCamel.ACCOUNT;

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    private long before;

    /** A client that looks outcomes up within moments, and says that it was opened as the component asked. */
    private static CTraderClient quick(ConnectionSettings settings, Executor executor) {
        return QuickClient.open(
                settings, executor, Duration.ofMillis(600), Duration.ofSeconds(2), Duration.ofMillis(200));
    }

    @BeforeAll
    static void start() throws Exception {
        CTraderComponent component = new CTraderComponent(OrderRedeliveryTest::quick);
        camel = new SimulatorCamel(CTraderSimulator.builder().feedPaused().start(), component)
                .start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:redelivered")
                                .errorHandler(defaultErrorHandler()
                                        .maximumRedeliveries(3)
                                        .redeliveryDelay(0))
                                .to(PRODUCER);
                        from("direct:once")
                                .errorHandler(noErrorHandler())
                                .idempotentConsumer(
                                        header("key"), MemoryIdempotentRepository.memoryIdempotentRepository())
                                .setHeader(CTraderConstants.CLIENT_ORDER_ID, header("key"))
                                .to(PRODUCER);
                        from("direct:loop")
                                .loopDoWhile(
                                        exchange -> !(exchange.getMessage().getBody() instanceof ProtoOAExecutionEvent))
                                .doTry()
                                .to(PRODUCER)
                                .doCatch(NotSentException.class, OutcomeUnknownException.class)
                                .setBody(constant(ORDER))
                                .end();
                        from("direct:twice").loop(2).to(PRODUCER).setBody(constant(ORDER));
                    }
                });
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @BeforeEach
    void count() {
        before = sent();
    }

    @AfterEach
    void mend() {
        camel.simulator.clearFaults();
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @Test
    void redeliveryAfterAProvenAbsenceSendsTheOrderAnewUnderTheSameId() {
        fault("on NewOrderReq drop-request");
        Exchange exchange = send("direct:redelivered");

        assertThat(exchange.getException()).isNull();
        assertThat(ids()).hasSize(2);
        assertThat(Set.copyOf(ids())).hasSize(1);
    }

    @Test
    void redeliveryAfterAnUnknownOutcomeWaitsForTheTruthInsteadOfSending() {
        fault("on NewOrderReq swallow-answer");
        fault("5 times on OrderListReq error");
        Exchange exchange = send("direct:redelivered");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(CTraderConstants.EXECUTION_TYPE))
                .isEqualTo("ORDER_FILLED");
        assertThat(exchange.getMessage().getHeader(CTraderConstants.RECOVERED)).isEqualTo(true);
        assertThat(ids()).hasSize(1);
    }

    @Test
    void aMessageThatFailedPassesTheIdempotentConsumerAgainAndItsOrderIsTheSame() {
        fault("on NewOrderReq swallow-answer");
        fault("8 times on OrderListReq error");
        Exchange failed = send("direct:once", "shop-1");
        Exchange again = send("direct:once", "shop-1");
        Exchange third = send("direct:once", "shop-1");

        assertThat(failed.getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isEqualTo("shop-1");
        assertThat(third.getMessage().getBody()).isEqualTo(ORDER);
        assertThat(ids()).containsExactly("shop-1");
    }

    @Test
    void aRetryWithinTheRouteIsRecognised() {
        fault("on NewOrderReq swallow-answer");
        fault("8 times on OrderListReq error");
        Exchange exchange = send("direct:loop");

        assertThat(exchange.getMessage().getHeader(CTraderConstants.EXECUTION_TYPE))
                .isEqualTo("ORDER_FILLED");
        assertThat(ids()).hasSize(1);
    }

    @Test
    void aLoopThatSucceedsPlacesAnOrderInEachRound() {
        Exchange exchange = send("direct:twice");

        assertThat(exchange.getException()).isNull();
        assertThat(ids()).hasSize(2).doesNotHaveDuplicates();
    }

    private static void fault(String line) {
        camel.simulator.fault(FaultRule.parse(line));
    }

    private static Exchange send(String uri, String... key) {
        return camel.template().send(uri, exchange -> {
            exchange.getMessage().setBody(ORDER);
            if (key.length > 0) {
                exchange.getMessage().setHeader("key", key[0]);
            }
        });
    }

    private static long sent() {
        return camel.simulator.journal().count(SimulatorEnvironment.DEMO, PROTO_OA_NEW_ORDER_REQ.getNumber());
    }

    /** The ids of the orders that the server got during this test. */
    private List<String> ids() {
        return camel
                .simulator
                .journal()
                .received(SimulatorEnvironment.DEMO, PROTO_OA_NEW_ORDER_REQ.getNumber())
                .stream()
                .skip(before)
                .map(entry -> (ProtoOANewOrderReq) Objects.requireNonNull(entry.message()))
                .map(ProtoOANewOrderReq::getClientOrderId)
                .collect(Collectors.toList());
    }
}
