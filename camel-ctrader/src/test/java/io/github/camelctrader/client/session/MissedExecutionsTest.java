package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static io.github.camelctrader.client.session.RecordedEvents.dealOf;
import static io.github.camelctrader.client.session.RecordedEvents.fills;
import static io.github.camelctrader.client.session.RecordedEvents.gaps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What consumers get of executions that they missed where clocks are wrong, histories late and links down from the start. */
class MissedExecutionsTest {
    private static final long OTHER = SimulatorDefaults.SECOND_DEMO_ACCOUNT;
    private static final int DEAL_LIST = ProtoOAPayloadType.PROTO_OA_DEAL_LIST_REQ_VALUE;
    private static final Set<String> TYPES = Set.of("execution", "gap");

    private final CTraderSimulator simulator = server().start();
    private ClientHarness harness = new ClientHarness(simulator, settings -> settings);

    MissedExecutionsTest() {
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    private static SimulatorBuilder server() {
        return CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO);
    }

    @AfterEach
    void end() {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5, 300, -300, 40_000, -40_000})
    void clocksThatDisagreeHideNothingAndBringNothingOld(long secondsAhead) {
        simulator.clockOffset(Duration.ofSeconds(secondsAhead));
        harness.use(ACCOUNT);
        harness.market();
        harness.limit("1.09500");
        harness.closeClient();
        harness = new ClientHarness(simulator, settings -> settings);
        Recorder recorder = harness.readyFor(TYPES);
        await().until(() -> harness.received(DEAL_LIST) > 0);
        harness.request(reconcile(ACCOUNT)).join();

        harness.cut(() -> harness.quote("1.09490"));
        recorder.awaitGaps(1);

        assertThat(fills(recorder)).hasSize(1).allMatch(ClientEvent::recovered);
        assertThat(gaps(recorder).get(0).filled()).isTrue();
    }

    @Test
    void aDealThatIsDatedAheadDoesNotEndRecovery() {
        Recorder recorder = harness.readyFor(TYPES);
        harness.limit("1.09500");
        simulator.clockOffset(Duration.ofMinutes(15));
        harness.market();
        simulator.clockOffset(Duration.ZERO);

        harness.cut(() -> harness.quote("1.09490"));
        recorder.awaitGaps(1);

        assertThat(fills(recorder)).extracting(ClientEvent::recovered).containsExactly(false, true);
        assertThat(gaps(recorder).get(0).filled()).isTrue();
    }

    @Test
    void aConsumerThatBeginsWhileTheLinkIsDownGetsWhatFollows() {
        Recorder early = harness.readyFor(TYPES);
        harness.limit("1.09500");
        Recorder[] late = new Recorder[1];

        harness.cut(() -> {
            late[0] = harness.subscribe(TYPES);
            harness.quote("1.09490");
        });
        late[0].awaitGaps(1);

        assertThat(fills(late[0])).hasSize(1).allMatch(ClientEvent::recovered);
        assertThat(gaps(late[0]).get(0).filled()).isTrue();
        early.awaitGaps(1);
        assertThat(fills(early)).hasSize(1);
    }

    @Test
    void aConsumerThatBeginsWhileTheLinkIsDownIsToldOfThatThoughTheConnectionIsReadyBeforeTheAccount() {
        Recorder early = harness.readyFor(TYPES);
        harness.limit("1.09500");
        simulator.fault(FaultRule.parse("account-disconnect"));
        early.awaitGaps(1);
        Recorder[] late = new Recorder[1];

        harness.cut(() -> {
            late[0] = harness.subscribe(TYPES);
            harness.quote("1.09490");
            simulator.fault(FaultRule.parse("on AccountAuthReq late-answer 200ms"));
        });
        late[0].awaitGaps(1);

        assertThat(fills(late[0])).hasSize(1).allMatch(ClientEvent::recovered);
        assertThat(gaps(late[0]).get(0).filled()).isTrue();
    }

    @Test
    void aConsumerThatWaitsForTheFirstConnectionIsToldThatItMayHaveMissedSomething() {
        harness.use(ACCOUNT);
        harness.limit("1.09500");
        harness.closeClient();
        harness = new ClientHarness(simulator, settings -> settings);
        simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        harness.use(ACCOUNT);
        Recorder recorder = harness.subscribe(TYPES);
        harness.awaitState(ConnectionState.BACKOFF);
        harness.quote("1.09490");
        simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
        recorder.awaitGaps(1);
        assertThat(gaps(recorder).get(0).filled()).isFalse();
        assertThat(fills(recorder)).isEmpty();

        harness.market();
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(fills(recorder))
                        .as("once the server's time is known")
                        .extracting(ClientEvent::recovered)
                        .containsExactly(false, true));
        recorder.awaitGaps(2);
        assertThat(gaps(recorder).get(1).filled()).isTrue();
    }

    @Test
    void aHistoryThatLagsIsLookedAtAgainBeforeAGapIsCalledFilled() {
        Recorder recorder = harness.readyFor(TYPES);
        harness.limit("1.09500");
        harness.limit("1.09400");
        simulator.historyLag(Duration.ofSeconds(2));
        harness.cut(() -> {
            harness.quote("1.09490");
            harness.quote("1.09390");
        });
        recorder.awaitGaps(1);
        assertThat(gaps(recorder).get(0).filled()).isFalse();
        harness.market();

        await().atMost(Duration.ofSeconds(40))
                .until(() -> recorder.events("GapEvent").size() == 2);
        assertThat(fills(recorder)).extracting(ClientEvent::recovered).containsExactly(false, true, true);
        assertThat(gaps(recorder).get(1).filled()).isTrue();
        assertThat(gaps(recorder).get(1).description()).contains("have all been told");
        assertThat(gaps(recorder).get(1).from()).isEqualTo(gaps(recorder).get(0).from());
        assertThat(recorder.events().indexOf(recorder.events("GapEvent").get(1)))
                .isGreaterThan(recorder.events().indexOf(fills(recorder).get(2)));
    }

    @Test
    void aHistoryThatIsNotAnsweredDelaysOnlyExecutionsOfThatAccount() {
        harness.use(OTHER);
        Recorder recorder = harness.readyFor(TYPES);
        Recorder quotes = harness.subscribe(Set.of("spot"), "EURUSD");
        await().until(() -> !quotes.events("SpotEvent").isEmpty());
        await().until(() -> harness.received(DEAL_LIST) > 0);
        simulator.swallow(DEAL_LIST, 100);
        long reads = harness.received(DEAL_LIST);
        harness.cut(() -> {});
        harness.awaitState(ConnectionState.READY);
        int before = quotes.events("SpotEvent").size();
        harness.quote("1.09000");

        assertThat(harness.request(reconcile(ACCOUNT))).succeedsWithin(Duration.ofSeconds(20));
        assertThat(harness.request(reconcile(OTHER))).succeedsWithin(Duration.ofSeconds(20));
        assertThat(dealOf(harness.market())).isPositive();
        await().until(() -> quotes.events("SpotEvent").size() > before);
        assertThat(harness.received(DEAL_LIST))
                .as("of the account that is listened to")
                .isEqualTo(reads + 1);
        assertThat(fills(recorder)).isEmpty();
        assertThat(gaps(recorder)).isEmpty();
    }

    @Test
    void aRefreshOfTokensInterruptsNothing() {
        harness.close();
        CTraderSimulator shortLived =
                server().tokenLifetime(Duration.ofSeconds(8)).start();
        try (ClientHarness refreshing = new ClientHarness(shortLived, settings -> settings)) {
            refreshing.client.useAccount(ACCOUNT, new AccountTokens(null, SimulatorDefaults.REFRESH_TOKEN, null));
            Recorder recorder = new Recorder();
            refreshing.client.subscribe(
                    new EventInterest(
                            Set.of("execution", "gap", "tokenrefreshed"),
                            Set.of(ACCOUNT),
                            List.of(),
                            true,
                            SlowConsumer.CONFLATE,
                            100),
                    recorder,
                    refreshing.executor());
            refreshing.awaitState(ConnectionState.READY);
            await().until(() -> refreshing.received(DEAL_LIST) == 1);
            int refreshed = recorder.events("TokenRefreshedEvent").size();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> recorder.events("TokenRefreshedEvent").size() > refreshed);
            refreshing
                    .request(ClientHarness.order(ProtoOAOrderType.MARKET, "1"))
                    .join();

            assertThat(recorder.events("GapEvent")).isEmpty();
            assertThat(refreshing.received(DEAL_LIST))
                    .as("what the first session costs")
                    .isLessThanOrEqualTo(3);
        }
    }

    private static ProtoOAReconcileReq reconcile(long accountId) {
        return ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build();
    }
}
