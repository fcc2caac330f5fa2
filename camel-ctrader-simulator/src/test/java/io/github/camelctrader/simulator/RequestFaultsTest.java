package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_ID;
import static io.github.camelctrader.simulator.SimulatorDefaults.CLIENT_SECRET;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import java.io.EOFException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestFaultsTest extends FaultHarness {
    private static final long NOW = System.currentTimeMillis();

    @ParameterizedTest
    @EnumSource
    void aSwallowedAnswerBelongsToAnExecutedOrder(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults("on NewOrderReq swallow-answer");
        client.send(ORDER);
        works(VERSION);
        await().until(() -> openPositions() == 1);

        assertThat(executions()).isZero();
        assertThat(simulator.journal().executed(DEMO, NEW_ORDER)).hasSize(1);
        assertThat(simulator
                        .journal()
                        .answers(simulator.journal().received(DEMO, NEW_ORDER).get(0)))
                .isEmpty();
        assertThat(simulator.journal().faults(Fault.SWALLOW_ANSWER))
                .singleElement()
                .hasToString(
                        simulator.journal().faults(Fault.SWALLOW_ANSWER).get(0).sequence()
                                + " demo#2 FAULT swallow-answer ProtoOANewOrderReq [request-3]");
        client.request(ORDER);
        assertThat(execution().getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
    }

    @Test
    void anErrorAfterTheExecutionIsAllThatTheCallerGets() throws Exception {
        simulator.faults("on NewOrderReq error-after-execution TIMEOUT_ERROR");

        assertThat(client.refusal(ORDER).getErrorCode()).isEqualTo("TIMEOUT_ERROR");
        await().until(() -> openPositions() == 1);
        assertThat(executions()).isZero();
    }

    @Test
    void aDroppedRequestIsNotExecuted() throws Exception {
        simulator.faults("on NewOrderReq 2 times drop-request");
        client.send(ORDER);
        client.send(ORDER);
        works(VERSION);

        assertThat(executions()).isZero();
        assertThat(openPositions()).isZero();
        assertThat(simulator.journal().received(DEMO, NEW_ORDER)).hasSize(2);
        assertThat(simulator.journal().executed(DEMO, NEW_ORDER)).isEmpty();
        client.request(ORDER);
    }

    @Test
    void aLateAnswerComesAfterItsTime() throws Exception {
        simulator.faults("on TraderReq late-answer 300ms");
        String late = client.send(TRADER);
        works(VERSION);
        assertThat(client.log()).noneMatch(received -> late.equals(received.clientMsgId()));
        client.awaitThat(received -> late.equals(received.clientMsgId())).as(ProtoOATraderRes.getDefaultInstance());
    }

    @ParameterizedTest
    @EnumSource
    void aCutBeforeTheExecutionLeavesNothing(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults("on NewOrderReq cut-before-execution");
        client.send(ORDER);
        assertThat(client.awaitEnd()).isInstanceOf(SocketException.class);
        assertThat(openPositions()).isZero();
        assertThat(simulator.journal().executed(DEMO, NEW_ORDER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCutAfterTheExecutionLeavesAPosition(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults("on NewOrderReq cut-after-execution");
        client.send(ORDER);
        assertThat(client.awaitEnd()).isInstanceOf(SocketException.class);
        assertThat(executions()).isZero();
        await().until(() -> openPositions() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void aCutBetweenAcceptedAndFilledLetsTheFirstAnswerArrive(TestClient.Transport transport) throws Exception {
        reconnect(transport);
        simulator.faults("cut-between-accepted-and-filled");
        client.send(ORDER);
        assertThat(client.awaitEnd()).isInstanceOf(EOFException.class);
        assertThat(execution().getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(executions()).isEqualTo(1);
        await().until(() -> openPositions() == 1);
    }

    @Test
    void authorisationsMayHang() throws Exception {
        simulator.faults("hang-application-auth\nhang-account-auth");
        try (TestClient stranger = TestClient.demo(simulator)) {
            stranger.send(TestClient.applicationAuth(CLIENT_ID, CLIENT_SECRET));
            assertThat(stranger.refusal(VERSION).getErrorCode()).isEqualTo("CH_CLIENT_NOT_AUTHENTICATED");
            stranger.withApplication();
            stranger.send(TestClient.accountAuth(DEMO_ACCOUNT, ACCESS_TOKEN));
            assertThat(stranger.refusal(TRADER).getDescription()).isEqualTo("Trading account is not authorized");
            stranger.authorise(DEMO_ACCOUNT);
            stranger.request(TRADER).as(ProtoOATraderRes.getDefaultInstance());
        }
    }

    @Test
    void answersMayComeTwiceOrWithoutTheirId() throws Exception {
        simulator.faults("on TraderReq duplicate-answer");
        String twice = client.send(TRADER);
        client.awaitThat(received -> twice.equals(received.clientMsgId()));
        client.awaitThat(received -> twice.equals(received.clientMsgId()));
        simulator.faults("on TraderReq answer-without-id");
        client.send(TRADER);
        assertThat(client.awaitThat(received -> received.payloadType() == 2122).clientMsgId())
                .isNull();
        works(TRADER);
    }

    @Test
    void answersMayChangePlaces() throws Exception {
        simulator.faults("on TraderReq reordered-answers 10s");
        String first = client.send(TRADER);
        client.send(VERSION);
        client.awaitThat(received -> received.payloadType() == 2105).as(ProtoOAVersionRes.getDefaultInstance());
        client.awaitThat(received -> first.equals(received.clientMsgId())).as(ProtoOATraderRes.getDefaultInstance());
        simulator.faults("on TraderReq reordered-answers 50ms");
        works(TRADER);
    }

    @ParameterizedTest
    @CsvSource({
        "cant-route, CANT_ROUTE_REQUEST, 1001",
        "server-not-reachable, CH_SERVER_NOT_REACHABLE, 1001",
        "request-frequency-exceeded, REQUEST_FREQUENCY_EXCEEDED, 0",
        "token-expired, OA_AUTH_TOKEN_EXPIRED, 1001",
        "account-not-authorized, INVALID_REQUEST, 1001",
        "unknown-error-code, A_CODE_FROM_THE_FUTURE, 1001",
        "error, UNKNOWN_ERROR, 1001",
        "error MARKET_CLOSED, MARKET_CLOSED, 1001"
    })
    void aRefusalHasItsCodeAndHappensOnce(String fault, String code, long accountId) throws Exception {
        simulator.faults("demo on ProtoOATraderReq " + fault);
        works(VERSION);
        ProtoOAErrorRes error = client.refusal(TRADER);
        assertThat(error.getErrorCode()).isEqualTo(code);
        assertThat(error.getCtidTraderAccountId()).isEqualTo(accountId);
        assertThat(simulator.journal().executed(DEMO, 2121)).isEmpty();
        works(TRADER);
    }

    @Test
    void faultsOfTheOtherEnvironmentDoNotHappenHere() throws Exception {
        simulator.faults("live cant-route");
        works(TRADER);
    }

    @Test
    void aMaintenanceLastsUntilItsEndInSecondsAndInMilliseconds() throws Exception {
        long before = System.currentTimeMillis();
        simulator.faults("on TraderReq maintenance 1s");
        ProtoOAErrorRes error = client.refusal(TRADER);
        assertThat(error.getErrorCode()).isEqualTo("SERVER_IS_UNDER_MAINTENANCE");
        assertThat(error.getMaintenanceEndTimestamp()).isBetween(before / 1000 + 1, before / 1000 + 12);
        assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("SERVER_IS_UNDER_MAINTENANCE");
        await().until(() -> client.request(TRADER).payloadType() == 2122);
        simulator.faults("on TraderReq 1 times maintenance-proto-error 20s");
        ProtoErrorRes proxy = client.request(TRADER).as(ProtoErrorRes.getDefaultInstance());
        assertThat(proxy.getErrorCode()).isEqualTo("SERVER_IS_UNDER_MAINTENANCE");
        assertThat(proxy.getMaintenanceEndTimestamp()).isBetween(before + 20_000, before + 60_000);
        works(TRADER);
    }

    @Test
    void aRateBlockHoldsForItsTime() throws Exception {
        simulator.faults("on TraderReq rate-block 2s\non TraderReq token-expired");
        ProtoOAErrorRes error = client.refusal(TRADER);
        assertThat(error.getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
        assertThat(error.getRetryAfter()).isEqualTo(2);
        assertThat(client.refusal(TRADER).getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
        works(VERSION);
        // What a limit refuses uses no fault up.
        await().until(() -> client.refusal(TRADER).getErrorCode().equals("OA_AUTH_TOKEN_EXPIRED"));
        works(TRADER);
    }

    @ParameterizedTest
    @CsvSource({"application-blocked, CH_CLIENT_AUTH_FAILURE", "connections-limit, CONNECTIONS_LIMIT_EXCEEDED"})
    void anApplicationMayBeTurnedAway(String fault, String code) throws Exception {
        simulator.faults(fault);
        try (TestClient stranger = TestClient.demo(simulator)) {
            assertThat(stranger.refusal(TestClient.applicationAuth(CLIENT_ID, CLIENT_SECRET))
                            .getErrorCode())
                    .isEqualTo(code);
            assertThat(stranger.awaitEnd()).isInstanceOf(EOFException.class);
        }
        TestClient.authorised(simulator, DEMO_ACCOUNT).close();
    }

    @Test
    void anOrderErrorNamesNoOrder() throws Exception {
        simulator.faults("order-error\norder-error MARKET_CLOSED");
        ProtoOAOrderErrorEvent error = client.orderError(ORDER);
        assertThat(error.getErrorCode()).isEqualTo("TRADING_BAD_VOLUME");
        assertThat(List.of(error.getOrderId(), error.getPositionId())).containsOnly(0L);
        assertThat(client.orderError(ORDER).getErrorCode()).isEqualTo("MARKET_CLOSED");
        assertThat(openPositions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"has-more, false", "has-more-oldest, true"})
    void barsMayComeInPages(String fault, boolean oldest) throws Exception {
        ProtoOAGetTrendbarsReq request = ProtoOAGetTrendbarsReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(1)
                .setPeriod(ProtoOATrendbarPeriod.M1)
                .setFromTimestamp(NOW - 600_000)
                .setToTimestamp(NOW - 60_000)
                .build();
        ProtoOAGetTrendbarsRes all = client.request(request).as(ProtoOAGetTrendbarsRes.getDefaultInstance());
        simulator.faults(fault + " 2");
        ProtoOAGetTrendbarsRes page = client.request(request).as(ProtoOAGetTrendbarsRes.getDefaultInstance());
        int count = all.getTrendbarCount();
        assertThat(all.getHasMore()).isFalse();
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getTrendbarList())
                .isEqualTo(all.getTrendbarList().subList(oldest ? 0 : count - 2, oldest ? 2 : count));
    }

    @ParameterizedTest
    @CsvSource({"has-more, false", "has-more-oldest, true"})
    void ticksMayComeInPages(String fault, boolean oldest) throws Exception {
        ProtoOAGetTickDataReq request = ProtoOAGetTickDataReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(1)
                .setType(ProtoOAQuoteType.BID)
                .setFromTimestamp(NOW - 600_000)
                .setToTimestamp(NOW - 60_000)
                .build();
        ProtoOAGetTickDataRes all = client.request(request).as(ProtoOAGetTickDataRes.getDefaultInstance());
        simulator.faults(fault + " 1");
        ProtoOAGetTickDataRes page = client.request(request).as(ProtoOAGetTickDataRes.getDefaultInstance());
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.getTickDataCount()).isEqualTo(1);
        long expected = all.getTickDataList().stream()
                .limit(oldest ? all.getTickDataCount() : 1)
                .mapToLong(tick -> tick.getTimestamp())
                .sum();
        assertThat(page.getTickData(0).getTimestamp()).isEqualTo(expected);
    }

    @Test
    void dealsMayComeInPages() throws Exception {
        client.request(ORDER);
        execution();
        client.request(ORDER);
        execution();
        ProtoOADealListReq request = ProtoOADealListReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setFromTimestamp(0)
                .build();
        ProtoOADealListRes all = client.request(request).as(ProtoOADealListRes.getDefaultInstance());
        simulator.faults("has-more");
        ProtoOADealListRes page = client.request(request).as(ProtoOADealListRes.getDefaultInstance());
        assertThat(all.getDealCount()).isEqualTo(2);
        assertThat(page.getDealList()).containsExactly(all.getDeal(0));
        assertThat(page.getHasMore()).isTrue();
    }
}
