package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repetition whose answer is in memory goes on on the thread of its route: nothing is asked, and nobody is waited for. */
class AnswersInMemoryTest {
    private static final Map<String, Object> LIMIT = order("LIMIT", "the-limit", 1000);

    @RegisterExtension
    private final SimulatorCamel camel = SimulatorCamel.atOnePrice(new RouteBuilder() {
        @Override
        public void configure() {
            String producer = "ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT;
            from("direct:auto")
                    .process(AnswersInMemoryTest::before)
                    .to(producer)
                    .process(AnswersInMemoryTest::after);
            from("direct:accepted")
                    .process(AnswersInMemoryTest::before)
                    .to(producer + "&orderReply=accepted")
                    .process(AnswersInMemoryTest::after);
        }
    });

    @ParameterizedTest
    @CsvSource({"direct:auto,MARKET", "direct:auto,LIMIT", "direct:accepted,MARKET", "direct:accepted,LIMIT"})
    void theRouteKeepsItsThread(String route, String orderType) {
        Map<String, Object> order = order(orderType, "the-order", 1000);
        Exchange first = request(route, order);
        assertThat(first.getException()).isNull();

        Exchange again = request(route, order);

        assertThat(again.getException()).isNull();
        assertThat(again.getProperty("after")).isSameAs(again.getProperty("before"));
        // The order may have been filled since its first request was answered.
        assertThat(orderId(again)).isEqualTo(orderId(first));
        assertThat(again.getMessage().getHeader(CTraderConstants.CLIENT_ORDER_ID))
                .isEqualTo("the-order");
    }

    @Test
    void otherContentsAreRefusedAllTheSame() {
        request("direct:accepted", LIMIT);

        assertThat(request("direct:accepted", order("LIMIT", "the-limit", 2000)).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("other contents");
    }

    private static long orderId(Exchange exchange) {
        return SimulatorCamel.body(exchange, ProtoOAExecutionEvent.class)
                .getOrder()
                .getOrderId();
    }

    private Exchange request(String route, Map<String, Object> order) {
        return camel.context
                .createProducerTemplate()
                .request(route, exchange -> exchange.getMessage().setBody(order));
    }

    private static Map<String, Object> order(String type, String id, int volume) {
        Map<String, Object> market = Map.of(
                "symbolName",
                "EURUSD",
                "orderType",
                type,
                "tradeSide",
                "BUY",
                "volumeInUnits",
                volume,
                "clientOrderId",
                id);
        if (!type.equals("LIMIT")) {
            return market;
        }
        Map<String, Object> limit = new HashMap<>(market);
        limit.put("limitPrice", "1.05");
        return limit;
    }

    private static void before(Exchange exchange) {
        exchange.setProperty("before", Thread.currentThread());
    }

    private static void after(Exchange exchange) {
        exchange.setProperty("after", Thread.currentThread());
    }
}
