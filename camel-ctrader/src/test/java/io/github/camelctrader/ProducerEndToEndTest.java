package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through routes, over TLS, against the simulator. */
class ProducerEndToEndTest {
    private static final int ACCOUNT_AUTH_REQ = 2102;

    @SuppressWarnings("NullAway.Init")
    private static SimulatorCamel camel;

    @BeforeAll
    static void start() throws Exception {
        camel = new SimulatorCamel().start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:requests")
                        .to("ctrader:demo?accountId=" + SimulatorCamel.ACCOUNT)
                        .setProperty("thread", () -> Thread.currentThread().getName());
                from("direct:noAccount").to("ctrader:demo");
                from("direct:lazy").to("ctrader:demo?lazyStartProducer=true");
                from("direct:dynamic")
                        .toD("ctrader:demo?messageType=${header.kind}&accountId=" + SimulatorCamel.ACCOUNT);
            }
        });
    }

    @AfterAll
    static void stop() {
        camel.close();
    }

    @Test
    void answersATypedRequestOffTheThreadOfTheConnection() {
        Exchange exchange = send("direct:requests", ProtoOAVersionReq.getDefaultInstance(), Map.of());

        assertThat(exchange.getMessage().getBody()).isInstanceOf(ProtoOAVersionRes.class);
        // An answer that is there before the producer looks for it finds the route on the caller's own thread.
        assertThat(exchange.getProperty("thread", String.class)).doesNotContain("ctrader-");
    }

    /** An event of another symbol left its headers on the message that becomes an order. */
    @Test
    void anAnswerToAnOrderHasTheNameOfItsOwnSymbolAndItsOwnTime() {
        Map<String, Object> left = Map.of(
                CTraderConstants.MESSAGE_TYPE,
                "NewOrderReq",
                CTraderConstants.SYMBOL_ID,
                2L,
                CTraderConstants.SYMBOL_NAME,
                "GBPUSD",
                CTraderConstants.TIMESTAMP,
                1L);
        Exchange opened = send(
                "direct:requests",
                Map.of("symbolName", "eurusd", "orderType", "MARKET", "tradeSide", "BUY", "volumeInLots", "0.01"),
                left);
        ProtoOAExecutionEvent filled = SimulatorCamel.body(opened, ProtoOAExecutionEvent.class);
        long symbolId = filled.getOrder().getTradeData().getSymbolId();

        assertThat(opened.getMessage().getHeaders())
                .containsEntry(CTraderConstants.SYMBOL_ID, symbolId)
                .containsEntry(CTraderConstants.SYMBOL_NAME, "EURUSD")
                .containsEntry(CTraderConstants.TIMESTAMP, filled.getDeal().getExecutionTimestamp())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, filled.getDeal().getExecutionTimestamp());

        Map<String, Object> ofClose = new HashMap<>(left);
        ofClose.put(CTraderConstants.MESSAGE_TYPE, "ClosePositionReq");
        Exchange closed = send(
                "direct:requests",
                Map.of("positionId", filled.getPosition().getPositionId(), "volume", 100_000),
                ofClose);
        assertThat(closed.getMessage().getHeaders())
                .as("nobody had to look for the name")
                .containsEntry(CTraderConstants.SYMBOL_ID, symbolId)
                .doesNotContainKey(CTraderConstants.SYMBOL_NAME);
    }

    @Test
    void aSymbolIdOfTheUserThatIsNoNumberFailsNoOrder() {
        Exchange filled = send(
                "direct:requests",
                Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volumeInLots", "0.01"),
                Map.of(CTraderConstants.MESSAGE_TYPE, "NewOrderReq", CTraderConstants.SYMBOL_ID, "EURUSD"));

        assertThat(filled.getException()).isNull();
        assertThat(filled.getMessage().getHeaders())
                .containsEntry(CTraderConstants.SYMBOL_NAME, "EURUSD")
                .containsKeys(CTraderConstants.ORDER_ID, CTraderConstants.TIMESTAMP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VersionReq                     | {}",
                "AssetListReq                   | {}",
                "AssetClassListReq              | {}",
                "SymbolsListReq                 | {\"includeArchivedSymbols\": true}",
                "SymbolByIdReq                  | {\"symbolNames\": [\"EURUSD\", \"USDJPY\"]}",
                "SymbolCategoryListReq          | {}",
                "SymbolsForConversionReq        | {\"firstAssetId\": 1, \"lastAssetId\": 2}",
                "TraderReq                      | {}",
                "ReconcileReq                   | {\"returnProtectionOrders\": true}",
                "GetAccountListByAccessTokenReq | {}",
                "GetCtidProfileByTokenReq       | {}",
                "ExpectedMarginReq              | {\"symbolName\": \"EURUSD\", \"volumeInLots\": [0.01, 1]}",
                "DealListReq                    | {\"fromTimestamp\": 0, \"toTimestamp\": 1}",
                "OrderListReq                   | {\"fromTimestamp\": 0, \"toTimestamp\": 1}",
                "CashFlowHistoryListReq         | {\"fromTimestamp\": 0, \"toTimestamp\": 1}",
                "GetPositionUnrealizedPnLReq    | {}"
            })
    void answersReadsOfEveryKind(String messageType, String json) {
        Exchange exchange = send("direct:requests", json, Map.of(CTraderConstants.MESSAGE_TYPE, messageType));

        assertThat(exchange.getException()).isNull();
        Message answer = SimulatorCamel.body(exchange, Message.class);
        assertThat(PayloadTypes.shortName(answer)).isEqualTo(messageType.replaceAll("Req$", "Res"));
        assertThat(exchange.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE))
                .isEqualTo(PayloadTypes.shortName(answer));
    }

    @Test
    void tradesFromOpenToClose() {
        Exchange opened = order(
                Map.of("symbolName", "EURUSD", "orderType", "MARKET", "tradeSide", "BUY", "volumeInLots", "0.02"));
        assertThat(opened.getMessage().getBody()).isInstanceOf(ProtoOAExecutionEvent.class);
        assertThat(opened.getMessage().getHeader(CTraderConstants.EXECUTION_TYPE))
                .isEqualTo("ORDER_FILLED");
        Object position = opened.getMessage().getHeader(CTraderConstants.POSITION_ID);
        assertThat(position).isInstanceOf(Long.class);

        Exchange closed = send(
                "direct:requests",
                Map.of("positionId", String.valueOf(position), "volumeInLots", "0.02", "symbolName", "EURUSD"),
                Map.of(CTraderConstants.MESSAGE_TYPE, "ClosePositionReq"));
        assertThat(closed.getException()).isNull();

        Exchange open = send("direct:requests", null, Map.of(CTraderConstants.MESSAGE_TYPE, "ReconcileReq"));
        assertThat(SimulatorCamel.body(open, ProtoOAReconcileRes.class).getPositionList())
                .extracting(ProtoOAPosition::getPositionId)
                .doesNotContain((Long) position);
    }

    @Test
    void failsWithTheServersRefusal() {
        Exchange exchange = send(
                "direct:requests",
                Map.of("orderId", 999_999_999),
                Map.of(CTraderConstants.MESSAGE_TYPE, "CancelOrderReq"));

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("ORDER_NOT_FOUND");
            assertThat(refused.getEnvironment()).isEqualTo(Environment.DEMO);
            assertThat(refused.getAccountId()).isEqualTo(SimulatorCamel.ACCOUNT);
            assertThat(refused.getClientMsgId()).isNotBlank();
        });
        assertThat(exchange.getMessage().getHeader(CTraderConstants.ERROR_CODE)).isEqualTo("ORDER_NOT_FOUND");
    }

    @Test
    void sendsNothingForAnUnknownSymbol() {
        long orders = camel.simulator.journal().count(SimulatorEnvironment.DEMO, 2106);

        Exchange exchange =
                order(Map.of("symbolName", "EURUSX", "orderType", "MARKET", "tradeSide", "BUY", "volumeInLots", 1));

        assertThat(exchange.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("EURUSX");
        assertThat(camel.simulator.journal().count(SimulatorEnvironment.DEMO, 2106))
                .isEqualTo(orders);
    }

    @Test
    void makesAnAccountKnownThatAHeaderNames() {
        for (int i = 0; i < 2; i++) {
            Exchange exchange = send(
                    "direct:noAccount",
                    null,
                    Map.of(
                            CTraderConstants.MESSAGE_TYPE,
                            "TraderReq",
                            CTraderConstants.ACCOUNT_ID,
                            SimulatorDefaults.SECOND_DEMO_ACCOUNT));
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(CTraderConstants.ACCOUNT_ID))
                    .isEqualTo(SimulatorDefaults.SECOND_DEMO_ACCOUNT);
        }
        assertThat(camel.simulator.journal().received(SimulatorEnvironment.DEMO, ACCOUNT_AUTH_REQ))
                .filteredOn(entry -> entry.message() != null
                        && PayloadTypes.accountIdOf(entry.message()) == SimulatorDefaults.SECOND_DEMO_ACCOUNT)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VersionReq", "TraderReq", "ReconcileReq"})
    void takesTheRequestFromADynamicUri(String messageType) {
        Exchange exchange = send("direct:dynamic", null, Map.of("kind", messageType));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE))
                .isEqualTo(messageType.replaceAll("Req$", "Res"));
    }

    @Test
    void startsLazily() {
        assertThat(send("direct:lazy", ProtoOAVersionReq.newBuilder(), Map.of())
                        .getMessage()
                        .getBody())
                .isInstanceOf(ProtoOAVersionRes.class);
    }

    @Test
    void answersManyRequestsAtOnce() {
        List<CompletableFuture<Object>> answers = IntStream.range(0, 120)
                .mapToObj(i -> camel.template()
                        .asyncRequestBody("direct:requests", (Object) ProtoOAVersionReq.getDefaultInstance()))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(ProtoOAVersionRes.class));
        assertThat(camel.simulator.journal().maxRequestsInAnySecond(SimulatorEnvironment.DEMO))
                .isLessThanOrEqualTo(50);
    }

    private static Exchange order(Map<String, Object> body) {
        return send("direct:requests", body, Map.of(CTraderConstants.MESSAGE_TYPE, "NewOrderReq"));
    }

    private static Exchange send(String route, @Nullable Object body, Map<String, Object> headers) {
        return camel.template().request(route, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new HashMap<>(headers));
        });
    }
}
