package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static io.github.camelctrader.client.session.RecordedEvents.gaps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.AccountTokens;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an account counts as interrupted, who is told, and what does not wait meanwhile. */
class OutagesTest {
    private static final int SUBSCRIBE = ProtoOAPayloadType.PROTO_OA_SUBSCRIBE_SPOTS_REQ_VALUE;
    private static final int SYMBOLS = ProtoOAPayloadType.PROTO_OA_SYMBOLS_LIST_REQ_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void aSessionThatEndedWithoutAWordIsInterruptedSinceItWasLastHeardOf() {
        try (ClientHarness harness = ClientHarness.ready()) {
            harness.simulator.pauseFeed();
            Recorder recorder = harness.subscribe(Set.of("gap"));
            await().until(() -> harness.received(SYMBOLS) == 1);
            harness.request(reconcile()).join();
            // The answer is dealt with whole once the next one, which tells nothing of the account, is there.
            harness.request(ClientHarness.VERSION).join();
            Instant before = Instant.now();
            harness.simulator.faults("on ReconcileReq 1 times account-not-authorized");
            harness.request(reconcile()).join();

            await().atMost(PATIENCE).until(() -> !gaps(recorder).isEmpty());
            assertThat(gaps(recorder)).singleElement().satisfies(gap -> {
                assertThat(gap.from()).isBeforeOrEqualTo(before);
                assertThat(gap.accounts()).containsExactly(ACCOUNT);
                assertThat(gap.description()).contains("without a word");
            });
        }
    }

    @Test
    void aRenewalThatARefusalMeetsIsToldToThoseWhoGetQuotes() {
        try (ClientHarness harness = renewing(CTraderSimulator.builder())) {
            Recorder quotes = harness.subscribe(Set.of("spot", "gap"), "EURUSD");
            harness.awaitState(ConnectionState.READY);
            harness.simulator.faults("on AccountAuthReq 1 times error CH_SERVER_NOT_REACHABLE");

            await().atMost(PATIENCE).until(() -> !gaps(quotes).isEmpty());
            assertThat(gaps(quotes).get(0).description()).contains("was not authorised");
        }
    }

    @Test
    void aRenewalOfWhichTheEndsOfSessionsComeFirstInterruptsNothing() {
        try (ClientHarness harness = renewing(CTraderSimulator.builder().tokenEventsBeforeRefreshAnswer(true))) {
            Recorder quotes = harness.subscribe(Set.of("spot", "gap", "tokenrefreshed"), "EURUSD");
            harness.awaitState(ConnectionState.READY);

            await().atMost(PATIENCE)
                    .until(() -> quotes.events("TokenRefreshedEvent").size() > 2);
            harness.request(reconcile()).join();
            assertThat(gaps(quotes)).isEmpty();
        }
    }

    @Test
    void subscriptionsThatAreNotAnsweredKeepRequestsWaitingForAMomentOnly() {
        try (ClientHarness harness = new ClientHarness(
                CTraderSimulator.start(), settings -> settings.requestTimeout(Duration.ofMinutes(5)))) {
            harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            harness.awaitState(ConnectionState.READY);
            Recorder quotes = harness.subscribe(Set.of("spot"), "EURUSD");
            await().until(() -> !quotes.events().isEmpty());
            harness.simulator.swallow(SUBSCRIBE, 100);
            long before = harness.received(SUBSCRIBE);
            harness.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            await().until(() -> harness.received(SUBSCRIBE) > before);

            assertThat(harness.request(reconcile())).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static ClientHarness renewing(SimulatorBuilder simulator) {
        ClientHarness harness =
                new ClientHarness(simulator.tokenLifetime(Duration.ofSeconds(2)).start(), settings -> settings);
        harness.client.useAccount(ACCOUNT, new AccountTokens(null, SimulatorDefaults.REFRESH_TOKEN, null));
        return harness;
    }

    private static ProtoOAReconcileReq reconcile() {
        return ProtoOAReconcileReq.newBuilder().setCtidTraderAccountId(ACCOUNT).build();
    }
}
