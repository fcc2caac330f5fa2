package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATraderUpdatedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.control.ControlServer;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator, controlled over HTTP while clients are connected. */
class ControlTest {
    private static final String DONE = "{\"ok\":true}";

    private final ControlHarness harness = new ControlHarness();
    private final CTraderSimulator simulator = harness.simulator;

    @AfterEach
    void end() {
        harness.close();
    }

    @Test
    void pricesAreSetReadAndStay() throws Exception {
        assertThat(harness.post("/quotes", "symbol=EURUSD&bid=1.20000&ask=1.20010"))
                .isEqualTo("{\"symbol\":\"EURUSD\",\"bid\":\"1.20000\",\"ask\":\"1.20010\"}");
        harness.post("/quotes?environment=live&symbol=USDJPY", "ask=149.800");

        assertThat(harness.get("/quotes?symbol=USDJPY&environment=live"))
                .isEqualTo("{\"symbol\":\"USDJPY\",\"bid\":\"149.720\",\"ask\":\"149.800\"}");
        assertThat(simulator.market(LIVE).bid("EURUSD")).isEqualByComparingTo("1.08500");
        assertThat(harness.post("/feed/pause", "")).isEqualTo(DONE);
        assertThat(harness.post("/feed/resume", "")).isEqualTo(DONE);
    }

    @Test
    void aPriceThatIsSetNoLongerWalks() throws Exception {
        try (CTraderSimulator walking =
                        CTraderSimulator.builder().quotesPerSecond(1000).start();
                ControlServer control = ControlServer.start(walking, new InetSocketAddress("127.0.0.1", 0), null);
                TestClient client = TestClient.authorised(walking, DEMO_ACCOUNT)) {
            harness.send(HttpRequest.newBuilder(control.uri().resolve("/quotes?symbol=EURUSD&bid=1.20000&ask=1.20010"))
                    .POST(BodyPublishers.noBody()));
            client.request(ProtoOASubscribeSpotsReq.newBuilder()
                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                    .addSymbolId(2)
                    .build());
            client.await(ProtoOASpotEvent.getDefaultInstance(), 20);
            assertThat(walking.market(DEMO).bid("EURUSD")).isEqualByComparingTo("1.20000");
        }
    }

    @Test
    void recordingsArePlayedAndStopped() throws Exception {
        HttpResponse<String> played = harness.send(harness.at("/replay?symbol=EURUSD&speed=max")
                .POST(BodyPublishers.ofString("time,bid,ask\n1,1.30000,1.30010\n60001,1.30100,1.30110\n")));
        assertThat(played.body().strip()).isEqualTo("{\"ok\":true,\"ticks\":2,\"left\":0}");
        assertThat(simulator.market(DEMO).bid("EURUSD")).isEqualByComparingTo("1.30100");

        harness.send(harness.at("/replay?environment=live")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("1,EURUSD,1.30000,1.30010\n3600001,EURUSD,1.30100,1.30110\n")));
        assertThat(harness.get("/replay?environment=live")).isEqualTo("{\"left\":1}");
        assertThat(harness.get("/replay")).isEqualTo("{\"left\":0}");
        assertThat(harness.delete("/replay?environment=live")).isEqualTo(DONE);
        assertThat(harness.get("/replay?environment=live")).isEqualTo("{\"left\":0}");
    }

    @Test
    void accountsSymbolsAndTokensAreAdded() throws Exception {
        assertThat(
                        harness.post(
                                "/accounts",
                                "id=3001&token=hush-3001&refreshToken=hush-r&balance=500.50&currency=EUR&netted=true&leverage=30"))
                .isEqualTo("{\"id\":3001,\"environment\":\"demo\",\"login\":503001,\"balance\":\"500.50\","
                        + "\"currency\":\"EUR\",\"leverage\":30,\"netted\":true}");
        harness.post(
                "/accounts", "id=3002&token=hush-3001&viewToken=hush-v&environment=live&limitedRisk=true&stopOut=20");
        assertThat(harness.send(harness.at("/symbols")
                                .POST(BodyPublishers.ofString("901,DE40,Indices,DE40,EUR,1,18000.0,1.0\n")))
                        .body()
                        .strip())
                .isEqualTo(DONE);
        assertThat(harness.post("/tokens", "accessToken=hush-more&accounts=3001,3002&scope=accounts"))
                .isEqualTo(DONE);

        assertThat(harness.get("/accounts")).contains("\"id\":1001", "\"id\":3001", "\"id\":3002");
        assertThat(harness.get("/symbols")).contains("\"id\":901,\"name\":\"DE40\"");
        assertThat(harness.get("/tokens?account=3002"))
                .isEqualTo("{\"accessToken\":\"hush-3001\",\"refreshToken\":\"hush-r\"}");
        try (TestClient client = TestClient.demo(simulator).withApplication()) {
            client.request(TestClient.accountAuth(3001, "hush-more")).as(ProtoOAAccountAuthRes.getDefaultInstance());
        }
    }

    @Test
    void tokensExpireAreRevokedAndConsentedAnew() throws Exception {
        try (TestClient client = TestClient.demo(simulator).withApplication()) {
            assertThat(harness.post("/tokens/expire", "account=1001")).isEqualTo(DONE);
            assertThat(client.refusal(TestClient.accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN))
                            .getErrorCode())
                    .isEqualTo("OA_AUTH_TOKEN_EXPIRED");
            String fresh = harness.post("/tokens/consent", "account=1001");
            Matcher token = Pattern.compile("\"accessToken\":\"(.*?)\"").matcher(fresh);
            assertThat(token.find()).isTrue();
            client.request(TestClient.accountAuth(DEMO_ACCOUNT, token.group(1)))
                    .as(ProtoOAAccountAuthRes.getDefaultInstance());
            assertThat(harness.post("/tokens/revoke", "accessToken=" + token.group(1)))
                    .isEqualTo(DONE);
            HttpResponse<String> none = harness.send(harness.at("/tokens?account=1001"));
            assertThat(none.statusCode()).isEqualTo(409);
            assertThat(none.body()).contains("The grant of account 1001 is revoked");
        }
    }

    @Test
    void theBrokerTradesClosesAndPays() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(harness.post("/broker/order", "account=1001&symbol=EURUSD&side=buy&volume=100000"))
                    .isEqualTo(DONE);
            long position = execution(client, ProtoOAExecutionType.ORDER_FILLED)
                    .getPosition()
                    .getPositionId();
            assertThat(harness.get("/positions?account=1001")).contains("\"positionId\":" + position);
            harness.post("/broker/swap", "account=1001&position=" + position + "&amount=-1.20");
            execution(client, ProtoOAExecutionType.SWAP);
            assertThat(harness.post("/broker/close", "account=1001&position=" + position))
                    .isEqualTo(DONE);
            execution(client, ProtoOAExecutionType.ORDER_FILLED);

            harness.post(
                    "/broker/order", "account=1001&symbol=EURUSD&side=buy&volume=100000&limit=1.00000&clientOrderId=x");
            long order = execution(client, ProtoOAExecutionType.ORDER_ACCEPTED)
                    .getOrder()
                    .getOrderId();
            assertThat(harness.get("/positions?account=1001")).contains("\"clientOrderId\":\"x\"");
            harness.post("/broker/cancel", "account=1001&order=" + order);
            execution(client, ProtoOAExecutionType.ORDER_CANCELLED);
            harness.post("/broker/order", "account=1001&symbol=EURUSD&side=buy&volume=100000&stop=1.20000");
            assertThat(execution(client, ProtoOAExecutionType.ORDER_ACCEPTED)
                            .getOrder()
                            .getStopPrice())
                    .isEqualTo(1.2);

            harness.post("/broker/deposit", "account=1001&amount=250.50");
            execution(client, ProtoOAExecutionType.DEPOSIT_WITHDRAW);
            harness.post("/broker/bonus", "account=1001&amount=5");
            execution(client, ProtoOAExecutionType.BONUS_DEPOSIT_WITHDRAW);
            assertThat(harness.get("/positions?account=1001")).doesNotContain("positionId\":" + position);
        }
    }

    @Test
    void theBrokerChangesSymbolsAndAccounts() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            harness.post("/broker/symbol", "symbol=EURUSD&mode=close-only-mode");
            assertThat(client.await(ProtoOASymbolChangedEvent.getDefaultInstance())
                            .getSymbolIdList())
                    .containsExactly(1L);
            harness.post("/broker/symbol", "symbol=GBPUSD&name=CABLE");
            assertThat(client.await(ProtoOASymbolChangedEvent.getDefaultInstance())
                            .getSymbolIdList())
                    .containsExactly(2L);
            harness.post("/broker/symbol", "symbol=EURJPY&open=false");
            assertThat(client.request(order(3, "a"))
                            .as(ProtoOAOrderErrorEvent.getDefaultInstance())
                            .getErrorCode())
                    .isEqualTo("MARKET_CLOSED");
            harness.post("/broker/symbol", "symbol=EURJPY&open=true");
            harness.post("/broker/symbol", "symbol=EURJPY&liquidity=0");
            client.send(order(3, "b"));
            execution(client, ProtoOAExecutionType.ORDER_REJECTED);
            harness.post("/broker/symbol", "symbol=EURJPY&liquidity=unlimited");
            client.send(order(3, "c"));
            execution(client, ProtoOAExecutionType.ORDER_FILLED);

            harness.post("/broker/account", "account=1001&maxPositions=1");
            assertThat(client.request(order(3, "d"))
                            .as(ProtoOAOrderErrorEvent.getDefaultInstance())
                            .getErrorCode())
                    .isEqualTo("TOO_MANY_POSITIONS");
            harness.post("/broker/account", "account=1001&rights=no-trading");
            assertThat(client.await(ProtoOATraderUpdatedEvent.getDefaultInstance())
                            .getTrader()
                            .getAccessRights())
                    .isEqualTo(ProtoOAAccessRights.NO_TRADING);
        }
    }

    @Test
    void theNextOrdersFareAsTold() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            harness.post("/broker/next-order", "account=1001&rejection=NO_QUOTES");
            client.send(order(1, "a"));
            assertThat(execution(client, ProtoOAExecutionType.ORDER_REJECTED).getErrorCode())
                    .isEqualTo("NO_QUOTES");
            harness.post("/broker/next-order", "account=1001&portions=100000,200000");
            client.send(order(1, "b").toBuilder().setVolume(400_000).build());
            execution(client, ProtoOAExecutionType.ORDER_PARTIAL_FILL);
            execution(client, ProtoOAExecutionType.ORDER_CANCELLED);

            harness.post("/broker/next-cancel", "account=1001&race=order-filled");
            client.send(order(1, "c").toBuilder()
                    .setOrderType(ProtoOAOrderType.LIMIT)
                    .setLimitPrice(1.0)
                    .build());
            long resting = execution(client, ProtoOAExecutionType.ORDER_ACCEPTED)
                    .getOrder()
                    .getOrderId();
            assertThat(client.request(ProtoOACancelOrderReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .setOrderId(resting)
                                    .build())
                            .as(ProtoOAExecutionEvent.getDefaultInstance())
                            .getExecutionType())
                    .isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
        }
    }

    @Test
    void theJournalSaysWhetherAnOrderWasExecutedOnce() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(harness.send(harness.at("/faults")
                                    .POST(BodyPublishers.ofString("on NewOrderReq swallow-answer\n")))
                            .body()
                            .strip())
                    .isEqualTo(DONE);
            client.send(order(1, "twice"));
            client.send(order(1, "twice"));
            client.send(order(1, "once"));
            execution(client, ProtoOAExecutionType.ORDER_FILLED);
            execution(client, ProtoOAExecutionType.ORDER_FILLED);

            assertThat(count("direction=executed&message=NewOrderReq&clientOrderId=twice"))
                    .isEqualTo(2);
            assertThat(count("direction=executed&message=ProtoOANewOrderReq&clientOrderId=once"))
                    .isEqualTo(1);
            assertThat(count("direction=executed&message=2106&clientOrderId=never"))
                    .isZero();
            assertThat(count("message=ExecutionEvent&executionType=ORDER_FILLED&clientOrderId=once"))
                    .isEqualTo(1);
            assertThat(count("fault=swallow-answer")).isEqualTo(1);
            assertThat(count("environment=live")).isZero();
            assertThat(count("connection=1&direction=opened")).isEqualTo(1);
            assertThat(count("clientMsgId=request-3")).isPositive();
            assertThat(count("symbolId=1&tradeSide=BUY&volume=100000&direction=received"))
                    .isEqualTo(3);

            String newest = harness.get("/journal?limit=1");
            assertThat(newest)
                    .containsPattern("\"entries\":\\[\\{\"time\":\\d{13},\"sequence\":\\d+,[^\\n]*\\}\\]\\}$");
            Matcher sequence = Pattern.compile("\"sequence\":(\\d+)").matcher(newest);
            assertThat(sequence.results()).hasSize(1);
            assertThat(harness.get("/journal")).doesNotContain(SimulatorDefaults.SECRET_MARKER);
            simulator.pauseFeed();
            assertThat(harness.delete("/journal")).isEqualTo(DONE);
            assertThat(count("clientOrderId=once")).isZero();
            assertThat(harness.delete("/faults")).isEqualTo(DONE);
        }
    }

    @Test
    void entriesSinceOneAreToldApart() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.refusal(TestClient.accountAuth(DEMO_ACCOUNT, "wrong"));
            long last = simulator.journal().entries().stream()
                    .mapToLong(JournalEntry::sequence)
                    .max()
                    .orElseThrow();
            assertThat(count("since=" + (last - 1))).isEqualTo(1);
            assertThat(count("since=" + last)).isZero();
            assertThat(count("errorCode=CH_ACCESS_TOKEN_INVALID")).isEqualTo(1);
        }
    }

    @Test
    void clockAndLagsAreSet() throws Exception {
        try (ControlHarness fixed = new ControlHarness(
                CTraderSimulator.builder().clock(Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC)))) {
            assertThat(fixed.post("/clock", "offset=-90s")).isEqualTo("{\"time\":\"2026-01-05T09:58:30Z\"}");
            assertThat(fixed.get("/status"))
                    .startsWith("{\"time\":\"2026-01-05T09:58:30Z\",\"environments\":{\"demo\":{\"host\":\"localhost\","
                            + "\"port\":" + fixed.simulator.demoPort());
            assertThat(fixed.post("/lags", "history=5s&reconcile=1s")).isEqualTo(DONE);
            assertThat(fixed.post("/lags", "history=-5s")).contains("\"ok\":false", "not a time: -5s");
        }
    }

    @Test
    void aResetBringsBackTheStart() throws Exception {
        harness.post("/quotes", "symbol=EURUSD&bid=1.20000&ask=1.20010");
        harness.post("/broker/deposit", "account=1001&amount=1");
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            assertThat(harness.post("/reset", "")).isEqualTo(DONE);
            client.awaitEnd();
        }
        assertThat(harness.get("/quotes?symbol=EURUSD")).contains("1.08500");
        assertThat(harness.get("/accounts")).doesNotContain("10001.00");
        TestClient.authorised(simulator, DEMO_ACCOUNT).close();
    }

    @Test
    void whatThereIsIsListed() throws Exception {
        HttpResponse<String> help = harness.send(harness.at("/"));
        assertThat(help.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(help.body())
                .contains("POST   /quotes", "symbol bid ask environment", "GET    /journal", "/apps/token");
    }

    @Test
    void aPortThatIsTakenIsNamedAndAClosedSimulatorSaysSo() throws Exception {
        int port = harness.control.uri().getPort();
        assertThatThrownBy(() -> ControlServer.start(simulator, new InetSocketAddress("127.0.0.1", port), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The control endpoint cannot have port " + port + " of 127.0.0.1");
        simulator.close();
        HttpResponse<String> response = harness.send(harness.at("/quotes?symbol=EURUSD"));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("The simulator is closed");
    }

    private int count(String query) throws Exception {
        String body = harness.get("/journal?" + query);
        Matcher count = Pattern.compile("^\\{\"count\":(\\d+),").matcher(body);
        assertThat(count.find()).as(body).isTrue();
        return Integer.parseInt(count.group(1));
    }

    private static ProtoOANewOrderReq order(long symbolId, String clientOrderId) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(symbolId)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setClientOrderId(clientOrderId)
                .build();
    }

    private static ProtoOAExecutionEvent execution(TestClient client, ProtoOAExecutionType type)
            throws InterruptedException {
        return client.awaitThat(received -> received.payloadType() == 2126
                        && received.as(ProtoOAExecutionEvent.getDefaultInstance())
                                        .getExecutionType()
                                == type)
                .as(ProtoOAExecutionEvent.getDefaultInstance());
    }
}
