package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is checked and completed before an order is sent, against the simulator. */
class OrderValidatorEndToEndTest {
    private static final int NEW_ORDER_REQ = 2106;
    private static final int REFRESH_TOKEN_REQ = 2173;
    private static final Map<String, Object> MARKET_ORDER =
            Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volumeInLots", "0.02");

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    @BeforeAll
    static void start() throws Exception {
        camel = new SimulatorCamel();
        camel.context.getRegistry().bind("lookingToken", SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN);
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:requests").to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT);
                from("direct:looking")
                        .to("ctrader:demo?accountId=" + SimulatorDefaults.SECOND_DEMO_ACCOUNT
                                + "&accessToken=#bean:lookingToken");
            }
        });
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @Test
    void protectionThatAnAmendmentLeavesOutStays() {
        Exchange opened = send("NewOrderReq", with(MARKET_ORDER, "stopLossDistance", "0.05"));
        Object positionId = opened.getMessage().getHeader(CTraderConstants.POSITION_ID);

        amend(positionId, "takeProfit", 2);
        assertThat(position(positionId).getTakeProfit()).isEqualTo(2);
        double stopLoss = position(positionId).getStopLoss();
        assertThat(stopLoss).isPositive();

        amend(positionId, "stopLoss", 0);
        assertThat(position(positionId).hasStopLoss()).isFalse();
        assertThat(position(positionId).getTakeProfit()).isEqualTo(2);

        Exchange closed = send("ClosePositionReq", Map.of("positionId", Objects.requireNonNull(positionId)));
        assertThat(closed.getException()).isNull();
        assertThat(open().getPositionList())
                .extracting(ProtoOAPosition::getPositionId)
                .doesNotContain((Long) positionId);
    }

    @Test
    void aTypedOrderIsCheckedLikeAMap() {
        long before = received(camel, NEW_ORDER_REQ);
        ProtoOANewOrderReq tooSmall = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                .setSymbolId(1)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(1)
                .build();

        assertThat(exchange("direct:requests", tooSmall, Map.of()).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("volume = 1 (0.01 units)");
        assertThat(received(camel, NEW_ORDER_REQ)).isEqualTo(before);
    }

    @Test
    void aTokenForLookingOnlyPlacesNoOrder() {
        long before = received(camel, NEW_ORDER_REQ);

        Exchange refused =
                exchange("direct:looking", MARKET_ORDER, Map.of(CTraderConstants.MESSAGE_TYPE, "NewOrderReq"));

        assertThat(refused.getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("scope trading")
                .hasMessageNotContaining(SimulatorDefaults.SECRET_MARKER);
        assertThat(received(camel, NEW_ORDER_REQ)).isEqualTo(before);
    }

    @Test
    void aTokenForLookingOnlyIsFoundOutOnceItIsRefreshed() throws Exception {
        try (SimulatorCamel own = new SimulatorCamel()) {
            own.component.getConfiguration().setAccessToken(SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN);
            own.component.getConfiguration().setRefreshToken(SimulatorDefaults.VIEW_ONLY_REFRESH_TOKEN);
            own.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:orders")
                            .to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
                    from("direct:account").to("ctrader:demo?messageType=TraderReq&accountId=" + SimulatorCamel.ACCOUNT);
                }
            });
            assertThat(own.template().request("direct:account", exchange -> {}).getException())
                    .isNull();
            own.simulator.expireToken(SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN);
            assertThat(order(own)).as("the server's no").isInstanceOf(RequestRejectedException.class);
            own.simulator.send(
                    SimulatorEnvironment.DEMO,
                    ProtoOAAccountDisconnectEvent.newBuilder()
                            .setCtidTraderAccountId(SimulatorCamel.ACCOUNT)
                            .build());
            await().until(() -> received(own, REFRESH_TOKEN_REQ) == 1);

            assertThat(own.template().request("direct:account", exchange -> {}).getException())
                    .isNull();
            assertThat(order(own)).isInstanceOf(AuthenticationException.class).hasMessageContaining("scope trading");
            assertThat(received(own, NEW_ORDER_REQ)).isEqualTo(1);
        }
    }

    private static @Nullable Exception order(SimulatorCamel camel) {
        return camel.template()
                .request("direct:orders", exchange -> exchange.getMessage().setBody(MARKET_ORDER))
                .getException();
    }

    private static long received(SimulatorCamel camel, int payloadType) {
        return camel.simulator.journal().count(SimulatorEnvironment.DEMO, payloadType);
    }

    private static void amend(@Nullable Object positionId, String field, Object value) {
        Exchange amended =
                send("AmendPositionSLTPReq", Map.of("positionId", Objects.requireNonNull(positionId), field, value));
        assertThat(amended.getException()).isNull();
    }

    private static ProtoOAPosition position(@Nullable Object positionId) {
        return open().getPositionList().stream()
                .filter(position -> Objects.equals(position.getPositionId(), positionId))
                .findFirst()
                .orElseThrow();
    }

    private static ProtoOAReconcileRes open() {
        return SimulatorCamel.body(send("ReconcileReq", Map.of()), ProtoOAReconcileRes.class);
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    private static Exchange send(String messageType, Object body) {
        return exchange("direct:requests", body, Map.of(CTraderConstants.MESSAGE_TYPE, messageType));
    }

    private static Exchange exchange(String uri, Object body, Map<String, Object> headers) {
        ExchangeBuilder builder = ExchangeBuilder.anExchange(camel.context).withBody(body);
        headers.forEach(builder::withHeader);
        return camel.template().send(uri, builder.build());
    }
}
