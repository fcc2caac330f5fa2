package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a route is told of an order request whose answer was lost. */
class LookedUpOrdersTest {
    private static final String OPTIONS =
            "&orderTimeout=1500ms&orderAbsenceGrace=700ms&accountId=" + SimulatorCamel.ACCOUNT;
    private static final String MARKET =
            "{\"symbolName\": \"EURUSD\", \"orderType\": \"MARKET\", \"tradeSide\": \"BUY\", \"volumeInUnits\": 1000}";
    private static final String LIMIT =
            "{\"symbolName\": \"EURUSD\", \"orderType\": \"LIMIT\", \"tradeSide\": \"BUY\", \"volumeInUnits\": 1000, \"limitPrice\": 1.09}";

    @RegisterExtension
    private final SimulatorCamel camel = SimulatorCamel.atOnePrice(new RouteBuilder() {
        @Override
        public void configure() {
            onException(NotSentException.class).handled(true).setBody(simple("looked up: ${exception.lookedUp}"));
            from("direct:order").to("ctrader:demo?messageType=NewOrderReq" + OPTIONS);
            from("direct:amend").to("ctrader:demo?messageType=AmendOrderReq" + OPTIONS);
        }
    });

    @Test
    void whatNeverLeftAndWhatWasNotFoundAreToldApart() {
        camel.simulator.fault(FaultRule.parse("on NewOrderReq drop-request"));
        assertThat(send("direct:order", MARKET).getMessage().getBody()).isEqualTo("looked up: true");

        camel.simulator.close();
        assertThat(send("direct:order", MARKET).getMessage().getBody()).isEqualTo("looked up: false");
    }

    @Test
    void anAmendmentThatWasLostWhileItsOrderWasFilledIsNoSuccess() {
        long orderId = place();
        camel.simulator.fault(FaultRule.parse("on AmendOrderReq drop-request"));
        String amendment = "{\"orderId\": " + orderId + ", \"limitPrice\": 1.08}";
        CompletableFuture<Exchange> answer = camel.template()
                .asyncSend("direct:amend", exchange -> exchange.getMessage().setBody(amendment));
        await().until(() -> !camel.simulator
                .journal()
                .received(SimulatorEnvironment.DEMO, ProtoOAPayloadType.PROTO_OA_AMEND_ORDER_REQ_VALUE)
                .isEmpty());
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.08990", "1.09000");

        assertThat(answer.join().getException())
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refused -> assertThat(refused.getDescription())
                                .contains("not as the amendment wants it")
                                .contains("FILLED"));
    }

    @Test
    void anAmendmentWhoseOrderWasFilledAtTheNewTermsIsAnsweredByThatFill() {
        long orderId = place();
        camel.simulator.fault(FaultRule.parse("on AmendOrderReq swallow-answer"));
        Exchange answer = send("direct:amend", "{\"orderId\": " + orderId + ", \"limitPrice\": 1.11}");

        assertThat(SimulatorCamel.body(answer, ProtoOAExecutionEvent.class)
                        .getOrder()
                        .getLimitPrice())
                .isEqualTo(1.11);
    }

    private long place() {
        return SimulatorCamel.body(send("direct:order", LIMIT), ProtoOAExecutionEvent.class)
                .getOrder()
                .getOrderId();
    }

    private Exchange send(String uri, String body) {
        return camel.template().send(uri, exchange -> exchange.getMessage().setBody(body));
    }
}
