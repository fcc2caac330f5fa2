package io.github.camelctrader.simulator;

import static io.github.camelctrader.simulator.SimulatorDefaults.ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.DEMO_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCESS_TOKEN;
import static io.github.camelctrader.simulator.SimulatorDefaults.LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorDefaults.SECOND_LIVE_ACCOUNT;
import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;
import static io.github.camelctrader.simulator.SimulatorEnvironment.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import com.xtrader.protocol.openapi.v2.model.ProtoOACtidTraderAccount;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be added, played and taken back while a simulator runs. */
class WhileItRunsTest {
    private static final SimulatedSymbol DE40 =
            SimulatedSymbol.other(901, "DE40", "Indices", "DE40", "EUR", 1, "18000.0", "1.0");

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .quotesPerSecond(0)
            .fillDelay(Duration.ZERO)
            .start();
    private final SimulatedBroker broker = simulator.broker();

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void anAccountOfAKnownTokenIsListedAndOpensAtOnce() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            broker.addAccount(SimulatedAccount.demo(3001, ACCESS_TOKEN).withBalance("500.50", "EUR"), null);

            assertThat(accounts(client, ACCESS_TOKEN).getCtidTraderAccountList())
                    .extracting(ProtoOACtidTraderAccount::getCtidTraderAccountId)
                    .contains(DEMO_ACCOUNT, 3001L);
            client.authorise(3001).as(ProtoOAAccountAuthRes.getDefaultInstance());
            assertThat(balance(client, 3001)).isEqualTo(50_050);
            assertThat(broker.accounts())
                    .extracting(SimulatedAccount::accountId)
                    .contains(3001L);
        }
    }

    @Test
    void anAccountOfANewTokenBelongsToANewOwnerWhoMayRefreshAndLook() throws Exception {
        broker.addAccount(SimulatedAccount.live(3002, "hush-new").withViewOnlyToken("hush-look"), "hush-refresh");

        assertThat(simulator.tokens(3002)).isEqualTo(new SimulatedTokens("hush-new", "hush-refresh"));
        try (TestClient client = TestClient.demo(simulator).withApplication()) {
            ProtoOAGetAccountListByAccessTokenRes listed = accounts(client, "hush-look");
            assertThat(listed.getPermissionScope()).isEqualTo(ProtoOAClientPermissionScope.SCOPE_VIEW);
            assertThat(listed.getCtidTraderAccountList()).hasSize(1);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        assertThatThrownBy(() -> broker.addAccount(SimulatedAccount.demo(DEMO_ACCOUNT, "hush-x"), null))
                .hasMessage("There is an account 1001 already");
        assertThatThrownBy(() ->
                        broker.addAccount(SimulatedAccount.demo(3003, "hush-x").withBalance("1", "XYZ"), null))
                .hasMessageContaining("to XYZ, the deposit asset of account 3003");
        assertThatThrownBy(() ->
                        broker.addAccount(SimulatedAccount.demo(3003, SimulatorDefaults.VIEW_ONLY_ACCESS_TOKEN), null))
                .hasMessage("A token of account 3003 is there already, for the other scope");
        assertThatThrownBy(() -> broker.addAccount(SimulatedAccount.demo(3003, ACCESS_TOKEN), "hush-r"))
                .hasMessageStartingWith("refreshToken: ");
        assertThatThrownBy(() -> broker.addSymbol(SimulatedSymbol.forex(1, "EURSEK", "11.5", "0.01")))
                .hasMessage("Two symbols with id 1");
        assertThatThrownBy(() ->
                        broker.addSymbol(SimulatedSymbol.other(902, "LONE", "Other", "LONE", "ABC", 2, "1.00", "0.01")))
                .hasMessageStartingWith("No symbols lead from the assets of LONE");
        assertThatThrownBy(() -> simulator.addTokens(
                        new SimulatedTokens("hush-x", null), true, List.of(DEMO_ACCOUNT, SECOND_LIVE_ACCOUNT)))
                .hasMessage("A token opens accounts of one cTrader ID, not of 2");
        assertThatThrownBy(() -> simulator.addTokens(
                        new SimulatedTokens(LIVE_ACCESS_TOKEN, null), true, List.of(SECOND_LIVE_ACCOUNT)))
                .hasMessage("The access token is there already");

        assertThat(broker.accounts()).hasSize(4);
        broker.addAccount(SimulatedAccount.demo(3003, "hush-x"), null);
    }

    @Test
    void aSymbolMayConnectThoseThatComeWithIt() {
        broker.addSymbols(List.of(
                SimulatedSymbol.forex(903, "USDABC", "1.50000", "0.00010"),
                SimulatedSymbol.other(902, "LONE", "Other", "LONE", "ABC", 2, "1.00", "0.01")));
        assertThat(simulator.market(DEMO).bid("LONE")).isEqualByComparingTo("1.00");
    }

    @Test
    void tokensAreAddedBesideThoseThatWork() throws Exception {
        simulator.addTokens(new SimulatedTokens("hush-second", "hush-r"), true, List.of(DEMO_ACCOUNT, LIVE_ACCOUNT));

        try (TestClient client = TestClient.demo(simulator).withApplication()) {
            assertThat(accounts(client, "hush-second").getPermissionScope())
                    .isEqualTo(ProtoOAClientPermissionScope.SCOPE_TRADE);
            client.request(TestClient.accountAuth(DEMO_ACCOUNT, "hush-second"))
                    .as(ProtoOAAccountAuthRes.getDefaultInstance());
        }
        assertThat(simulator.tokens(DEMO_ACCOUNT).accessToken()).isEqualTo(ACCESS_TOKEN);
    }

    @Test
    void aNewSymbolIsToldListedQuotedAndTraded() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            broker.addSymbol(DE40);

            assertThat(client.await(ProtoOASymbolChangedEvent.getDefaultInstance())
                            .getSymbolIdList())
                    .containsExactly(901L);
            assertThat(client.request(ProtoOASymbolsListReq.newBuilder()
                                    .setCtidTraderAccountId(DEMO_ACCOUNT)
                                    .build())
                            .as(ProtoOASymbolsListRes.getDefaultInstance())
                            .getSymbolList())
                    .extracting(ProtoOALightSymbol::getSymbolName)
                    .contains("DE40");
            client.request(spots(901));
            simulator.quote(DEMO, "DE40", "18100.0", "18101.0");
            client.awaitThat(received -> received.payloadType() == PayloadTypes.SPOT_EVENT
                    && received.as(ProtoOASpotEvent.getDefaultInstance()).getBid() == 1_810_000_000);
            client.send(buy(901, 100));
            assertThat(filled(client).getDeal().getExecutionPrice()).isEqualTo(18_101.0);
            simulator.quote(LIVE, "DE40", "18200.0", "18201.0");
        }
    }

    @Test
    void aSymbolMayConnectItsOwnAsset() {
        broker.addSymbol(SimulatedSymbol.forex(903, "EURSEK", "11.50000", "0.01000"));
        broker.addSymbol(SimulatedSymbol.other(904, "OMX", "Indices", "OMX", "SEK", 1, "2500.0", "1.0"));
        broker.addAccount(SimulatedAccount.demo(3004, "hush-sek").withBalance("1000", "SEK"), null);

        assertThat(simulator.market(LIVE).bid("OMX")).isEqualByComparingTo("2500.0");
        assertThat(broker.trader(3004).getBalance()).isEqualTo(100_000);
    }

    @Test
    void newSymbolsWalkAndHeldOnesStandStillUntilTheFeedGoesOn() throws Exception {
        try (CTraderSimulator walking =
                        CTraderSimulator.builder().quotesPerSecond(100).start();
                TestClient client = TestClient.authorised(walking, DEMO_ACCOUNT)) {
            walking.broker().addSymbol(DE40);
            client.request(spots(901, 1));
            client.awaitThat(received -> moved(received, 901));
            walking.market(DEMO).hold("DE40");
            walking.quote(DEMO, "DE40", "18321.0", "18322.0");
            client.awaitThat(received -> moved(received, 1));
            client.awaitThat(received -> moved(received, 1));
            assertThat(walking.market(DEMO).bid("DE40")).isEqualByComparingTo("18321.0");
            assertThat(walking.market(DEMO).ask("DE40")).isEqualByComparingTo("18322.0");

            walking.resumeFeed();
            client.awaitThat(received -> moved(received, 901)
                    && received.as(ProtoOASpotEvent.getDefaultInstance()).getBid() != 1_832_100_000);
        }
    }

    @Test
    void aRecordingIsPlayedInItsOrderFasterThanItWasAndItsSymbolsStandStillAfterwards() throws Exception {
        try (CTraderSimulator walking =
                        CTraderSimulator.builder().quotesPerSecond(50).start();
                TestClient client = TestClient.authorised(walking, DEMO_ACCOUNT)) {
            client.request(spots(2));
            SimulatedMarket market = walking.market(DEMO);
            market.replay(RecordedTick.parse("""
                    2026-01-05T08:00:00Z,EURUSD,1.20000,1.20010
                    2026-01-05T08:00:00Z,GBPUSD,1.40000,1.40010
                    2026-01-05T09:00:00Z,GBPUSD,1.41000,1.41010
                    2026-01-05T10:00:00Z,GBPUSD,1.41005,
                    2026-01-05T10:00:00Z,GBPUSD,,1.41510
                    2026-01-05T11:00:00Z,GBPUSD,1.42000,1.42010
                    """, null), 100_000);
            assertThat(market.bid("EURUSD")).isEqualByComparingTo("1.20000");

            List<Long> bids = new ArrayList<>();
            client.awaitThat(received -> moved(received, 2)
                    && received.as(ProtoOASpotEvent.getDefaultInstance()).getBid() == 140_000);
            while (!bids.contains(142_000L)) {
                ProtoOASpotEvent event = client.await(ProtoOASpotEvent.getDefaultInstance());
                if (event.hasBid()) {
                    bids.add(event.getBid());
                }
            }
            assertThat(bids).containsExactly(141_000L, 141_005L, 142_000L);
            assertThat(market.replayLeft()).isZero();
            assertThat(market.bid("GBPUSD")).isEqualByComparingTo("1.42000");
        }
    }

    @Test
    void aRecordingMayBePlayedAtOnceOrStopped() {
        SimulatedMarket market = simulator.market(LIVE);
        List<RecordedTick> day = IntStream.rangeClosed(0, 24)
                .mapToObj(hour -> tick("EURUSD", hour, "1.200" + (10 + hour), "1.3"))
                .toList();

        market.replay(day, Double.POSITIVE_INFINITY);
        assertThat(market.bid("EURUSD")).isEqualByComparingTo("1.20034");
        market.replay(day, 1);
        assertThat(market.bid("EURUSD")).isEqualByComparingTo("1.20010");
        assertThat(market.replayLeft()).isEqualTo(24);
        assertThat(simulator.market(DEMO).replayLeft()).isZero();
        market.stopReplay();
        assertThat(market.replayLeft()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOSUCH | 1.1 | 1.2 | Tick 2 at 1970-01-01T01:00:00Z: No symbol NOSUCH",
                "EURUSD | 1.123456 | 1.2 | Tick 2 at 1970-01-01T01:00:00Z: 1.123456 is no price of EURUSD with its 5 digits",
                "EURUSD | 1.3 | | Tick 2 at 1970-01-01T01:00:00Z: Not a quote: bid 130000, ask 120000 (in 1/100000)"
            })
    void aRecordingThatCannotBeSetIsRefusedWhole(String symbol, String bid, @Nullable String ask, String message) {
        List<RecordedTick> ticks = List.of(tick("EURUSD", 0, "1.1", "1.2"), tick(symbol, 1, bid, ask));
        SimulatedMarket market = simulator.market(DEMO);
        assertThatThrownBy(() -> market.replay(ticks, 1)).hasMessage(message);
        assertThatThrownBy(() -> market.replay(ticks, 0)).hasMessage("speed must be positive: 0.0");
        assertThat(market.bid("EURUSD")).isEqualByComparingTo("1.08500");
    }

    @Test
    void theBrokerClosesAPositionOfAClient() throws Exception {
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            client.send(buy(1, 100_000));
            long position = filled(client).getPosition().getPositionId();
            assertThat(broker.state(DEMO_ACCOUNT).getPositionList()).anyMatch(open -> open.getPositionId() == position);

            broker.closePosition(DEMO_ACCOUNT, position);

            assertThat(filled(client).getDeal().getClosePositionDetail().getClosedVolume())
                    .isEqualTo(100_000);
            assertThat(broker.state(DEMO_ACCOUNT).getPositionList()).isEmpty();
            assertThatThrownBy(() -> broker.closePosition(DEMO_ACCOUNT, position))
                    .hasMessage("No open position " + position + " on account 1001");
        }
    }

    @Test
    void aResetForgetsEverythingButPortsAndCertificate() throws Exception {
        int demo = simulator.demoPort();
        int live = simulator.livePort();
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT)) {
            broker.deposit(DEMO_ACCOUNT, "100");
            broker.addSymbol(DE40);
            broker.addAccount(SimulatedAccount.demo(3001, "hush-new"), null);
            simulator.quote(DEMO, "EURUSD", "1.3", "1.4");
            simulator.faults("always drop-request");
            simulator.clockOffset(Duration.ofDays(1));
            simulator.consentAgain(DEMO_ACCOUNT);
            simulator.refuseConnections(LIVE, true);

            simulator.reset();
            client.awaitEnd();
        }
        assertThat(simulator.journal().entries()).isEmpty();
        assertThat(simulator.demoPort()).isEqualTo(demo);
        assertThat(simulator.livePort()).isEqualTo(live);
        assertThat(simulator.market(DEMO).bid("EURUSD")).isEqualByComparingTo("1.08500");
        assertThat(broker.accounts()).hasSize(4);
        assertThatThrownBy(() -> simulator.quote(DEMO, "DE40", "18000.0", null)).hasMessage("No symbol DE40");
        try (TestClient client = TestClient.authorised(simulator, DEMO_ACCOUNT);
                TestClient other = new TestClient(simulator, LIVE)) {
            assertThat(balance(client, DEMO_ACCOUNT)).isEqualTo(1_000_000);
            other.withApplication();
        }
        simulator.close();
        assertThatThrownBy(simulator::reset).isInstanceOf(IllegalStateException.class);
    }

    private static RecordedTick tick(String symbol, int hour, String bid, @Nullable String ask) {
        return new RecordedTick(Instant.ofEpochSecond(3600L * hour), symbol, bid, ask);
    }

    private static boolean moved(TestClient.Received received, long symbolId) {
        return received.payloadType() == PayloadTypes.SPOT_EVENT
                && received.as(ProtoOASpotEvent.getDefaultInstance()).getSymbolId() == symbolId
                && received.as(ProtoOASpotEvent.getDefaultInstance()).hasBid();
    }

    private static ProtoOASubscribeSpotsReq spots(long... symbolIds) {
        ProtoOASubscribeSpotsReq.Builder request =
                ProtoOASubscribeSpotsReq.newBuilder().setCtidTraderAccountId(DEMO_ACCOUNT);
        for (long symbolId : symbolIds) {
            request.addSymbolId(symbolId);
        }
        return request.build();
    }

    private static ProtoOANewOrderReq buy(long symbolId, long volume) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(DEMO_ACCOUNT)
                .setSymbolId(symbolId)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(volume)
                .build();
    }

    private static ProtoOAExecutionEvent filled(TestClient client) throws InterruptedException {
        return client.awaitThat(received -> received.payloadType() == 2126
                        && received.as(ProtoOAExecutionEvent.getDefaultInstance())
                                        .getExecutionType()
                                == ProtoOAExecutionType.ORDER_FILLED)
                .as(ProtoOAExecutionEvent.getDefaultInstance());
    }

    private static long balance(TestClient client, long accountId) throws Exception {
        return client.request(ProtoOATraderReq.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .build())
                .as(ProtoOATraderRes.getDefaultInstance())
                .getTrader()
                .getBalance();
    }

    private static ProtoOAGetAccountListByAccessTokenRes accounts(TestClient client, String token) throws Exception {
        return client.request(ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                        .setAccessToken(token)
                        .build())
                .as(ProtoOAGetAccountListByAccessTokenRes.getDefaultInstance());
    }
}
