package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.support.TypeConverterSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route has in its body when it comes to a request: events, answers, texts, objects of its own. */
class LeftOverBodiesTest {
    @RegisterExtension
    private final ClientlessCamel camel = new ClientlessCamel();

    private record Asked(long account, long order) {}

    static Stream<Object> leftOver() {
        return Stream.of(
                ProtoOASpotEvent.newBuilder()
                        .setCtidTraderAccountId(8)
                        .setSymbolId(1)
                        .build(),
                ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(8).build(),
                new ConnectionEvent(Environment.DEMO, ConnectionState.READY, null, null, 0, null, Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("leftOver")
    void anEventOrAnswerInFrontOfARequestThatNeedsNoFieldsCountsAsEmpty(Object body) {
        Exchange exchange = send("ctrader:demo?accountId=7&messageType=ReconcileReq", body, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().requests)
                .containsExactly(ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(7)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("leftOver")
    void theHeaderMayNameTheRequest(Object body) {
        Exchange exchange =
                send("ctrader:demo?accountId=7", body, Map.of(CTraderConstants.MESSAGE_TYPE, "ProtoOAReconcileReq"));

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderDetailsReq", "SubscribeSpotsReq", "NewOrderReq"})
    void aRequestThatNeedsFieldsIsNotMadeOfThem(String messageType) {
        leftOver()
                .forEach(body -> assertThat(send("ctrader:demo?accountId=7&messageType=" + messageType, body, Map.of())
                                .getException())
                        .as(messageType + " after " + body)
                        .isInstanceOf(InvalidRequestException.class));
        assertThat(camel.client().requests).isEmpty();
    }

    @Test
    void aTextThatIsNoJsonIsRefusedWithTheCure() {
        Exchange exchange = send("ctrader:demo?accountId=7&messageType=ReconcileReq", "tick", Map.of());

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("set the body to null");
    }

    @Test
    void anObjectThatTheApplicationCanConvertToAMapIsReadAsOne() {
        camel.context.getTypeConverterRegistry().addTypeConverter(Map.class, Asked.class, new TypeConverterSupport() {
            @Override
            public <T> T convertTo(Class<T> type, @Nullable Exchange exchange, @Nullable Object value) {
                Asked asked = (Asked) Objects.requireNonNull(value);
                return type.cast(Map.of("ctidTraderAccountId", asked.account(), "orderId", asked.order()));
            }
        });

        Exchange exchange = send("ctrader:demo?messageType=OrderDetailsReq", new Asked(7, 1), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(camel.client().requests).containsExactly((Message) ProtoOAOrderDetailsReq.newBuilder()
                .setCtidTraderAccountId(7)
                .setOrderId(1)
                .build());
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        ExchangeBuilder builder = ExchangeBuilder.anExchange(camel.context).withBody(body);
        headers.forEach(builder::withHeader);
        return camel.context.createProducerTemplate().send(uri, builder.build());
    }
}
