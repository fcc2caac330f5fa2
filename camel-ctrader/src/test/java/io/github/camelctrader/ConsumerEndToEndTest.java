package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events through routes, over TLS, against the simulator. */
class ConsumerEndToEndTest {
    private static final int SUBSCRIBE_SPOTS_REQ = 2127;
    private static final int UNSUBSCRIBE_SPOTS_REQ = 2129;
    private static final String SPOTS =
            "ctrader:demo?eventTypes=Spot&accountId=" + SimulatorCamel.ACCOUNT + "&symbols=EURUSD";

    private final SimulatorCamel camel = new SimulatorCamel();

    @BeforeEach
    void pauseTheMarket() {
        camel.simulator.pauseFeed();
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void turnsQuotesIntoPrices() throws Exception {
        camel.start(route(SPOTS, "spots"));
        awaitCount("spots", 1);

        quote("1.10000", "1.10010");
        await().until(() -> "1.10010".equals(lastAsk()));
        quote(null, "1.10020");
        await().until(() -> "1.10020".equals(lastAsk()));

        Exchange last = last("spots");
        assertThat(SimulatorCamel.body(last, ProtoOASpotEvent.class).hasBid()).isFalse();
        assertThat(last.getIn().getHeader(CTraderConstants.BID)).isEqualTo(new BigDecimal("1.10000"));
        assertThat(last.getIn().getHeader(CTraderConstants.SYMBOL_NAME)).isEqualTo("EURUSD");
        assertThat(last.getIn().getHeader(CTraderConstants.TIMESTAMP)).isInstanceOf(Long.class);
    }

    @Test
    void givesEachConsumerWhatItAskedFor() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(SPOTS).to("mock:spots");
                from(SPOTS).to("mock:sameSpots");
                from("ctrader:demo?eventTypes=Spot&symbols=3&accountId=" + SimulatorDefaults.SECOND_DEMO_ACCOUNT)
                        .to("mock:otherSpots");
                from("ctrader:demo?eventTypes=ProtoOAExecutionEvent&accountId=" + SimulatorCamel.ACCOUNT)
                        .to("mock:executions");
                from("ctrader:demo?eventTypes=Execution&accountId=" + SimulatorDefaults.SECOND_DEMO_ACCOUNT)
                        .to("mock:otherExecutions");
                from("direct:orders").to("ctrader:demo?messageType=NewOrderReq&accountId=" + SimulatorCamel.ACCOUNT);
            }
        });
        awaitCount("spots", 1);
        awaitCount("sameSpots", 1);
        awaitCount("otherSpots", 1);

        camel.template()
                .requestBody(
                        "direct:orders",
                        Map.of(
                                "symbolName", "USDJPY",
                                "orderType", "MARKET",
                                "tradeSide", "SELL",
                                "volumeInLots", "0.01"));

        awaitCount("executions", 2);
        assertThat(headers("executions", CTraderConstants.EXECUTION_TYPE))
                .containsExactly("ORDER_ACCEPTED", "ORDER_FILLED");
        assertThat(headers("executions", CTraderConstants.SYMBOL_NAME)).containsExactly("USDJPY", "USDJPY");
        assertThat(camel.mock("executions").getExchanges())
                .allMatch(exchange -> exchange.getIn().getBody() instanceof ProtoOAExecutionEvent);
        assertThat(camel.mock("otherExecutions").getExchanges()).isEmpty();
        assertThat(Set.copyOf(headers("spots", CTraderConstants.SYMBOL_ID))).containsExactly(1L);
        assertThat(Set.copyOf(headers("otherSpots", CTraderConstants.SYMBOL_NAME)))
                .containsExactly("EURJPY");
    }

    @ParameterizedTest
    @EnumSource(
            value = CutKind.class,
            names = {"RST", "FIN"})
    void bringsQuotesBackAfterALostLink(CutKind kind) throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(SPOTS).to("mock:spots");
                from("ctrader:demo?eventTypes=Connection").to("mock:states");
            }
        });
        awaitCount("spots", 1);
        awaitState(ConnectionState.READY, 1);

        camel.simulator.cut(SimulatorEnvironment.DEMO, kind);

        awaitState(ConnectionState.READY, 2);
        quote("1.20000", "1.20010");
        await().until(() -> "1.20010".equals(lastAsk()));
        assertThat(states()).contains(ConnectionState.BACKOFF);
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, SUBSCRIBE_SPOTS_REQ))
                .isEqualTo(2);
    }

    @Test
    void keepsTheNewestQuoteWhileItIsSuspended() throws Exception {
        camel.start(route(SPOTS, "spots"));
        awaitCount("spots", 1);
        camel.context.getRouteController().suspendRoute("spots");
        int before = camel.mock("spots").getReceivedCounter();

        quote("1.10000", "1.10010");
        quote("1.20000", "1.20010");
        quote(null, "1.20020");
        // The answer to a request comes after the quotes that were sent before it.
        camel.template().requestBody("ctrader:demo", ProtoOAVersionReq.getDefaultInstance());
        assertThat(camel.mock("spots").getReceivedCounter()).isEqualTo(before);

        camel.context.getRouteController().resumeRoute("spots");
        await().until(() -> "1.20020".equals(lastAsk()));
        assertThat(last("spots").getIn().getHeader(CTraderConstants.BID)).isEqualTo(new BigDecimal("1.20000"));
    }

    @Test
    void stopsAndStartsAgain() throws Exception {
        camel.start(route(SPOTS, "spots"));
        awaitCount("spots", 1);

        camel.context.getRouteController().stopRoute("spots");
        await().until(() -> camel.simulator.openConnections(SimulatorEnvironment.DEMO) == 0);

        camel.context.getRouteController().startRoute("spots");
        quote("1.20000", "1.20010");
        await().until(() -> "1.20010".equals(lastAsk()));
        assertThat(camel.simulator.openConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
    }

    @Test
    void givesUpOnlyItsOwnSubscription() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(SPOTS).to("mock:spots");
                from(SPOTS + ",GBPUSD").routeId("two").to("mock:two");
            }
        });
        awaitCount("spots", 1);
        await().until(() ->
                Set.copyOf(headers("two", CTraderConstants.SYMBOL_NAME)).equals(Set.of("EURUSD", "GBPUSD")));

        camel.context.getRouteController().stopRoute("two");

        await().until(() -> camel.simulator.journal().count(SimulatorEnvironment.DEMO, UNSUBSCRIBE_SPOTS_REQ) == 1);
        quote("1.20000", "1.20010");
        await().until(() -> "1.20010".equals(lastAsk()));
    }

    @Test
    void canBePolled() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:poll").pollEnrich(SPOTS, 20_000);
            }
        });

        Exchange polled = camel.template().request("direct:poll", exchange -> {});

        assertThat(polled.getMessage().getBody()).isInstanceOf(ProtoOASpotEvent.class);
        assertThat(polled.getMessage().getHeader(CTraderConstants.SYMBOL_NAME)).isEqualTo("EURUSD");
    }

    @Test
    void tellsTheErrorHandlerOfAnUnknownSymbol() throws Exception {
        camel.start(bridged("symbols=EURUSX&accountId=" + SimulatorCamel.ACCOUNT));

        awaitCount("problems", 1);
        assertThat(caught("problems").get(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("EURUSX");
    }

    @Test
    void tellsTheErrorHandlerOfAnAccountThatIsRefused() throws Exception {
        camel.start(bridged("accessToken=a-wrong-token&accountId=" + SimulatorCamel.ACCOUNT));

        awaitCount("problems", 1);
        assertThat(caught("problems").get(0))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("a-wrong-token");
        assertThat(((AuthenticationException) caught("problems").get(0)).getAccountId())
                .isEqualTo(SimulatorCamel.ACCOUNT);
    }

    @Test
    void mayAskForMoreWhileItHandlesAnEvent() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(SPOTS)
                        .setBody(constant(Map.of()))
                        .to("ctrader:demo?messageType=VersionReq")
                        .to("mock:versions");
            }
        });

        awaitCount("versions", 1);
        assertThat(headers("versions", CTraderConstants.MESSAGE_TYPE)).contains("VersionRes");
    }

    private static RouteBuilder route(String uri, String id) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).to("mock:" + id);
            }
        };
    }

    private static RouteBuilder bridged(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:problems");
                from("ctrader:demo?bridgeErrorHandler=true&" + options).to("mock:events");
            }
        };
    }

    private void quote(@Nullable String bid, @Nullable String ask) {
        camel.simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", bid, ask);
    }

    private void awaitCount(String mock, int atLeast) {
        await().until(() -> camel.mock(mock).getReceivedCounter() >= atLeast);
    }

    private void awaitState(ConnectionState state, int times) {
        await().until(() -> states().stream().filter(state::equals).count() == times);
    }

    private List<ConnectionState> states() {
        return camel.mock("states").getExchanges().stream()
                .map(exchange ->
                        SimulatorCamel.body(exchange, ConnectionEvent.class).state())
                .toList();
    }

    private Exchange last(String mock) {
        MockEndpoint endpoint = camel.mock(mock);
        return endpoint.getExchanges().get(endpoint.getExchanges().size() - 1);
    }

    private String lastAsk() {
        return String.valueOf(last("spots").getIn().getHeader(CTraderConstants.ASK));
    }

    private List<Object> headers(String mock, String header) {
        return camel.mock(mock).getExchanges().stream()
                .map(exchange -> exchange.getIn().getHeader(header))
                .collect(Collectors.toList());
    }

    private List<Exception> caught(String mock) {
        return camel.mock(mock).getExchanges().stream()
                .map(exchange -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .toList();
    }
}
