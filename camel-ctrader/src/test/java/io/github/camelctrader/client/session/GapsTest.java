package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static io.github.camelctrader.client.session.RecordedEvents.dealOf;
import static io.github.camelctrader.client.session.RecordedEvents.execution;
import static io.github.camelctrader.client.session.RecordedEvents.fills;
import static io.github.camelctrader.client.session.RecordedEvents.gaps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What consumers are told of an interruption, and what they get of the executions that it hid. */
class GapsTest {
    private static final long OTHER = SimulatorDefaults.SECOND_DEMO_ACCOUNT;
    private static final long EURUSD = 1;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int DEAL_LIST = ProtoOAPayloadType.PROTO_OA_DEAL_LIST_REQ_VALUE;

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .feedPaused()
            .fillDelay(Duration.ZERO)
            .historyRows(3)
            .start();
    private final ClientHarness harness;

    GapsTest() {
        harness = new ClientHarness(simulator, settings -> settings);
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
    }

    @AfterEach
    void end() {
        harness.close();
    }

    @Test
    void executionsThatACutHidAreDeliveredOnceInOrderBeforeTheGapAndBeforeLiveOnes() {
        Recorder recorder = harness.readyFor(Set.of("execution", "gap"));
        long live = dealOf(harness.market());
        harness.limit("1.09500");
        harness.limit("1.09300");
        harness.limit("1.09400");
        Instant before = Instant.now();
        harness.cut(() -> {
            harness.quote("1.09490");
            harness.quote("1.09390");
            harness.quote("1.09290");
        });
        recorder.awaitGaps(1);
        long after = dealOf(harness.market());

        await().untilAsserted(() ->
                assertThat(fills(recorder)).extracting(RecordedEvents::dealOf).hasSize(5));
        List<ClientEvent> fills = fills(recorder);
        assertThat(fills).extracting(RecordedEvents::dealOf).doesNotHaveDuplicates();
        assertThat(fills).extracting(ClientEvent::recovered).containsExactly(false, true, true, true, false);
        assertThat(dealOf(fills.get(0))).isEqualTo(live);
        assertThat(dealOf(fills.get(4))).isEqualTo(after);
        assertThat(fills.subList(1, 4))
                .extracting(fill -> execution(fill).getOrder().getLimitPrice())
                .containsExactly(1.095, 1.094, 1.093);
        assertThat(fills.subList(1, 4)).allSatisfy(fill -> {
            ProtoOAExecutionEvent execution = execution(fill);
            assertThat(execution.getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_FILLED);
            assertThat(execution.getPosition().getPositionId())
                    .isEqualTo(execution.getDeal().getPositionId());
            assertThat(fill.payloadType()).isEqualTo(ProtoOAPayloadType.PROTO_OA_EXECUTION_EVENT_VALUE);
            assertThat(fill.accountId()).isEqualTo(ACCOUNT);
            assertThat(fill.symbolId()).isEqualTo(EURUSD);
            assertThat(fill.timestamp()).isEqualTo(execution.getDeal().getExecutionTimestamp());
        });

        GapEvent gap = gaps(recorder).get(0);
        assertThat(recorder.events().indexOf(recorder.events("GapEvent").get(0)))
                .isEqualTo(recorder.events().indexOf(fills.get(3)) + 1);
        assertThat(gap.filled()).isTrue();
        assertThat(gap.accounts()).containsExactly(ACCOUNT);
        assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        assertThat(gap.to()).isBetween(before, Instant.now());
        assertThat(fills.subList(1, 4))
                .allSatisfy(fill -> assertThat(
                                Instant.ofEpochMilli(execution(fill).getDeal().getExecutionTimestamp()))
                        .isBetween(gap.from().minusMillis(1), gap.to()));
    }

    @Test
    void theSecondInterruptionBringsNothingOfTheFirstAgain() {
        Recorder recorder = harness.readyFor(Set.of("execution", "gap"));
        harness.limit("1.09500");
        harness.limit("1.09300");

        harness.cut(() -> harness.quote("1.09490"));
        recorder.awaitGaps(1);
        harness.cut(() -> harness.quote("1.09290"));
        recorder.awaitGaps(2);

        assertThat(fills(recorder))
                .extracting(RecordedEvents::dealOf)
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(gaps(recorder)).extracting(GapEvent::filled).containsExactly(true, true);
    }

    @Test
    void anExecutionThatTheServerKeptToItselfComesWithTheNextInterruption() {
        Recorder recorder = harness.readyFor(Set.of("execution", "gap"));
        simulator.swallow(ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE, 1);
        // Whatever its sender is told in the end: consumers saw nothing of it.
        var answer = harness.request(ClientHarness.order(ProtoOAOrderType.MARKET, null));
        await().until(() -> harness.received(ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ_VALUE) == 1);

        harness.cut(() -> {});
        recorder.awaitGaps(1);

        assertThat(fills(recorder)).hasSize(1).allMatch(ClientEvent::recovered);
        assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void anInterruptionInWhichNothingWasExecutedIsOneGapHoweverManyAttemptsItTook() {
        Recorder recorder = harness.readyFor(Set.of("execution", "gap", "connection"));
        int attempts = recorder.events("ConnectionEvent").size();

        harness.cut(() -> await().until(() -> recorder.events("ConnectionEvent").size() > attempts + 4));
        recorder.awaitGaps(1);
        harness.market();

        await().until(() -> !fills(recorder).isEmpty());
        assertThat(gaps(recorder)).extracting(GapEvent::filled).containsExactly(true);
        assertThat(fills(recorder)).noneMatch(ClientEvent::recovered);
    }

    @Test
    void aFirstConnectionThatFailedAndHidNothingIsNoGap() {
        CTraderSimulator closed =
                CTraderSimulator.builder().fillDelay(Duration.ZERO).start();
        closed.refuseConnections(SimulatorEnvironment.DEMO, true);
        try (ClientHarness early = new ClientHarness(closed, settings -> settings)) {
            Recorder recorder = early.subscribe(Set.of("execution", "gap"));
            early.awaitState(ConnectionState.BACKOFF);
            early.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            closed.refuseConnections(SimulatorEnvironment.DEMO, false);
            early.request(ClientHarness.order(ProtoOAOrderType.MARKET, null)).join();

            await().until(() -> !fills(recorder).isEmpty());
            assertThat(recorder.events("GapEvent")).isEmpty();
        }
    }

    @Test
    void onlyThoseWhoAskAreToldOfAGapAndAllGetTheExecutions() {
        Recorder silent = harness.readyFor(Set.of("execution"));
        Recorder quotes = harness.subscribe(Set.of("spot", "gap"), "EURUSD");
        await().until(() -> !quotes.events("SpotEvent").isEmpty());
        harness.limit("1.09500");

        harness.cut(() -> harness.quote("1.09490"));

        await().until(() -> !fills(silent).isEmpty());
        quotes.awaitGaps(1);
        assertThat(silent.events("GapEvent")).isEmpty();
        assertThat(quotes.events("ExecutionEvent")).isEmpty();
        assertThat(gaps(quotes).get(0).filled()).as("quotes are not fetched").isFalse();
        assertThat(gaps(quotes).get(0).symbols()).containsExactly(EURUSD);
    }

    @Test
    void nobodyWhoWantsExecutionsMeansNoHistoryIsRead() {
        Recorder recorder = harness.readyFor(Set.of("gap"));

        harness.cut(() -> {});
        recorder.awaitGaps(1);

        assertThat(harness.received(DEAL_LIST)).isZero();
    }

    @Test
    void severalAccountsHaveOneGapAndEachItsExecutions() {
        harness.use(OTHER);
        Recorder recorder = new Recorder();
        harness.client.subscribe(
                new EventInterest(
                        Set.of("execution", "gap"),
                        Set.of(ACCOUNT, OTHER),
                        List.of(),
                        true,
                        SlowConsumer.CONFLATE,
                        100),
                recorder,
                harness.executor());
        Recorder ofOne = harness.readyFor(Set.of("execution", "gap"));
        harness.limit("1.09500");
        harness.request(ClientHarness.order(ProtoOAOrderType.LIMIT, "1.09400").toBuilder()
                        .setCtidTraderAccountId(OTHER)
                        .build())
                .join();

        harness.cut(() -> harness.quote("1.09300"));
        recorder.awaitGaps(1);
        ofOne.awaitGaps(1);

        assertThat(fills(recorder)).extracting(ClientEvent::accountId).containsExactlyInAnyOrder(ACCOUNT, OTHER);
        assertThat(gaps(recorder).get(0).accounts()).containsExactlyInAnyOrder(ACCOUNT, OTHER);
        assertThat(gaps(recorder).get(0).filled()).isTrue();
        assertThat(fills(ofOne)).extracting(ClientEvent::accountId).containsExactly(ACCOUNT);
        assertThat(gaps(ofOne).get(0).accounts()).containsExactly(ACCOUNT);
    }

    @Test
    void aSessionThatIsRenewedInPlaceIsOneGapToo() {
        Recorder recorder = harness.readyFor(Set.of("execution", "gap"));

        simulator.send(
                SimulatorEnvironment.DEMO,
                ProtoOAAccountDisconnectEvent.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .build());
        recorder.awaitGaps(1);
        harness.market();

        await().until(() -> fills(recorder).size() == 1);
        assertThat(gaps(recorder)).extracting(GapEvent::filled).containsExactly(true);
        assertThat(gaps(recorder).get(0).accounts()).containsExactly(ACCOUNT);
        assertThat(simulator.acceptedConnections(SimulatorEnvironment.DEMO)).isEqualTo(1);
    }

    @Test
    void aHistoryThatIsNotAnsweredKeepsNobodyWaiting() {
        try (ClientHarness hasty =
                new ClientHarness(CTraderSimulator.start(), settings -> settings.requestTimeout(SHORT))) {
            hasty.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
            Recorder recorder = hasty.subscribe(Set.of("execution", "gap"));
            hasty.awaitState(ConnectionState.READY);
            hasty.simulator.swallow(DEAL_LIST, 1);

            hasty.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            recorder.awaitGaps(1);
            hasty.request(ClientHarness.order(ProtoOAOrderType.MARKET, null)).join();

            await().until(() -> fills(recorder).size() == 1);
            assertThat(gaps(recorder).get(0).filled()).isFalse();
            assertThat(fills(recorder)).noneMatch(ClientEvent::recovered);
        }
    }

    @Test
    void aConsumerThatCameDuringTheInterruptionMissedNothingOfWhatWasBefore() {
        Recorder early = harness.readyFor(Set.of("execution", "gap"));
        harness.limit("1.09500");
        harness.limit("1.09100");
        Recorder[] late = new Recorder[1];
        simulator.clockOffset(Duration.ofSeconds(-2));
        harness.cut(() -> {
            harness.quote("1.09490");
            simulator.clockOffset(Duration.ZERO);
            late[0] = harness.subscribe(Set.of("execution", "gap"));
        });
        early.awaitGaps(1);
        harness.market();

        await().until(() -> fills(early).size() == 2 && !late[0].events().isEmpty());
        assertThat(late[0].events("GapEvent")).isEmpty();
        assertThat(fills(late[0])).noneMatch(ClientEvent::recovered);
    }

    @Test
    void executionsThatAFullQueueDidNotKeepAreFetchedForThatConsumer() {
        harness.use(ACCOUNT);
        Recorder fast = harness.subscribe(Set.of("execution", "gap"));
        Recorder slow = new Recorder();
        List<Runnable> stalled = new CopyOnWriteArrayList<>();
        AtomicBoolean stalling = new AtomicBoolean(true);
        harness.client.subscribe(
                new EventInterest(
                        Set.of("execution", "gap"), Set.of(ACCOUNT), List.of(), true, SlowConsumer.CONFLATE, 2),
                slow,
                task -> {
                    if (stalling.get()) {
                        stalled.add(task);
                    } else {
                        harness.executor().execute(task);
                    }
                });
        harness.awaitState(ConnectionState.READY);
        for (int i = 0; i < 5; i++) {
            harness.market();
        }
        await().until(() -> fills(fast).size() == 5);
        stalling.set(false);
        stalled.forEach(harness.executor()::execute);
        slow.awaitGaps(1);
        harness.market();

        await().until(() -> fills(slow).size() == 6);
        assertThat(fills(slow))
                .extracting(RecordedEvents::dealOf)
                .containsExactlyElementsOf(
                        fills(fast).stream().map(RecordedEvents::dealOf).toList());
        assertThat(fills(slow))
                .extracting(ClientEvent::recovered)
                .containsExactly(false, true, true, true, true, false);
        assertThat(gaps(slow).get(0).filled()).isTrue();
        assertThat(gaps(slow).get(0).missed()).isEqualTo(8);
        assertThat(fast.events("GapEvent")).isEmpty();
    }
}
