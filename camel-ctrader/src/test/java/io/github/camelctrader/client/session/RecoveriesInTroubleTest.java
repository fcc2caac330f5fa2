package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static io.github.camelctrader.client.session.RecordedEvents.dealOf;
import static io.github.camelctrader.client.session.RecordedEvents.fills;
import static io.github.camelctrader.client.session.RecordedEvents.gaps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens while a link is down or what was missed is read: each fill comes once, in order, and the gap is filled in the end. */
class RecoveriesInTroubleTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Set<String> TYPES = Set.of("execution", "gap");
    private static final long EURUSD = 1;
    private static final int DEAL_LIST = ProtoOAPayloadType.PROTO_OA_DEAL_LIST_REQ_VALUE;

    private final CTraderSimulator simulator =
            CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO).start();
    private final ClientHarness harness =
            new ClientHarness(simulator, settings -> settings.requestTimeout(Duration.ofMinutes(1)));

    RecoveriesInTroubleTest() {
        quote("1.10010");
    }

    @AfterEach
    void end() {
        harness.close();
    }

    private enum Trouble {
        LISTS_ARE_BLOCKED("on DealListReq rate-block 1s"),
        ORDERS_ARE_BLOCKED("on OrderListReq rate-block 1s"),
        SESSIONS_END_WHILE_IT_READS("on DealListReq account-disconnect"),
        TOKENS_END_WHILE_IT_READS("on DealListReq token-invalidated"),
        THE_LINK_ENDS_WHILE_IT_READS("on OrderListReq cut-before-execution"),
        ALL_IS_AUTHORISED_ANEW("on ReconcileReq client-disconnect"),
        A_DEPOSIT {
            @Override
            void begin(CTraderSimulator simulator) {
                simulator.broker().deposit(ACCOUNT, "100");
            }
        },
        A_CLOCK_THAT_STEPS_BACK {
            @Override
            void begin(CTraderSimulator simulator) {
                simulator.clockOffset(Duration.ofSeconds(-30));
            }
        };

        private final String fault;

        Trouble() {
            this("");
        }

        Trouble(String fault) {
            this.fault = fault;
        }

        void begin(CTraderSimulator simulator) {
            simulator.fault(FaultRule.parse(fault));
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void costNoFillAndNoOrderOfThem(Trouble trouble) {
        Recorder recorder = ready();
        harness.limit("1.09500");
        harness.limit("1.09400");
        market();
        cut(() -> {
            trouble.begin(simulator);
            quote("1.09490");
            quote("1.09390");
        });
        await().atMost(PATIENCE).until(() -> gaps(recorder).stream().anyMatch(GapEvent::filled));
        harness.awaitState(ConnectionState.READY);
        await().atMost(PATIENCE).until(() -> fills(recorder).size() >= 3);
        market();
        await().atMost(PATIENCE).until(() -> fills(recorder).size() >= 4);

        assertThat(fills(recorder)).extracting(ClientEvent::recovered).containsExactly(false, true, true, false);
        assertThat(fills(recorder))
                .extracting(RecordedEvents::dealOf)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aStormOfEndsOfSessionsCostsNoFillAndNoOrderOfThem() {
        Recorder recorder = ready();
        for (int i = 0; i < 20; i++) {
            simulator.fault(FaultRule.parse(i % 2 == 0 ? "account-disconnect" : "token-invalidated"));
            simulator.broker().trade(ClientHarness.order(ProtoOAOrderType.MARKET, null), "terminal");
        }
        await().atMost(PATIENCE).until(() -> fills(recorder).size() >= 20);
        harness.awaitState(ConnectionState.READY);
        simulator.broker().trade(ClientHarness.order(ProtoOAOrderType.MARKET, null), "terminal");
        await().atMost(PATIENCE).until(() -> fills(recorder).size() >= 21);

        assertThat(fills(recorder))
                .extracting(RecordedEvents::dealOf)
                .hasSize(21)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aConsumerThatBeginsWhileAHistoryIsReadGetsWhatFollowsOnce() {
        Recorder early = ready();
        harness.limit("1.09500");
        long lists = harness.received(DEAL_LIST);
        cut(() -> {
            quote("1.09490");
            simulator.fault(FaultRule.parse("on DealListReq late-answer 500ms"));
        });
        await().atMost(PATIENCE).until(() -> harness.received(DEAL_LIST) > lists);
        Recorder late = harness.subscribe(TYPES);
        long live = market();
        await().atMost(PATIENCE)
                .until(() -> Stream.of(early, late)
                        .allMatch(each -> fills(each).stream().anyMatch(fill -> dealOf(fill) == live)));

        assertThat(fills(early)).extracting(ClientEvent::recovered).containsExactly(true, false);
        assertThat(fills(late))
                .extracting(RecordedEvents::dealOf)
                .endsWith(live)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachConsumerGetsTheFillsOfItsSymbolAndAGapThatIsFilled() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        Recorder euro = harness.subscribe(TYPES, "EURUSD");
        Recorder pound = harness.subscribe(TYPES, "GBPUSD");
        harness.awaitState(ConnectionState.READY);
        harness.limit("1.09500");
        market();
        cut(() -> quote("1.09490"));
        await().atMost(PATIENCE)
                .until(() -> Stream.of(euro, pound)
                        .allMatch(each -> gaps(each).stream().anyMatch(GapEvent::filled)));
        await().atMost(PATIENCE).until(() -> fills(euro).size() >= 2);

        assertThat(fills(euro)).extracting(ClientEvent::recovered).containsExactly(false, true);
        assertThat(fills(pound)).isEmpty();
    }

    @Test
    void partsOfAFillOnBothSidesOfACutAddUpToTheOrder() {
        Recorder recorder = ready();
        harness.limit("1.09500");
        market();
        simulator.broker().liquidity(DEMO, "EURUSD", 40_000);
        quote("1.09490");
        await().atMost(PATIENCE).until(() -> deals(recorder).size() == 2);
        cut(() -> simulator.broker().liquidity(DEMO, "EURUSD", 40_000));
        await().atMost(PATIENCE).until(() -> deals(recorder).size() == 3);
        simulator.broker().unlimitedLiquidity(DEMO, "EURUSD");
        await().atMost(PATIENCE)
                .until(() -> deals(recorder).stream()
                                .skip(1)
                                .mapToLong(ProtoOADeal::getFilledVolume)
                                .sum()
                        >= 100_000);

        assertThat(deals(recorder).stream()
                        .skip(1)
                        .mapToLong(ProtoOADeal::getFilledVolume)
                        .sum())
                .isEqualTo(100_000);
        assertThat(deals(recorder))
                .extracting(ProtoOADeal::getDealId)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aPositionThatItsStopLossClosedDuringACutIsTold() {
        Recorder recorder = ready();
        harness.request(ClientHarness.order(ProtoOAOrderType.MARKET, null).toBuilder()
                        .setRelativeStopLoss(1_000)
                        .build())
                .join();
        cut(() -> quote("1.05000"));
        await().atMost(PATIENCE).until(() -> gaps(recorder).stream().anyMatch(GapEvent::filled));

        assertThat(fills(recorder)).extracting(ClientEvent::recovered).containsExactly(false, true);
        assertThat(deals(recorder).get(1).hasClosePositionDetail()).isTrue();
    }

    private Recorder ready() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        Recorder recorder = harness.subscribe(TYPES);
        harness.awaitState(ConnectionState.READY);
        return recorder;
    }

    private void cut(Runnable meanwhile) {
        simulator.refuseConnections(DEMO, true);
        simulator.cut(DEMO, CutKind.RST);
        await().atMost(PATIENCE).until(() -> harness.client.snapshot().state() != ConnectionState.READY);
        meanwhile.run();
        simulator.refuseConnections(DEMO, false);
    }

    private void quote(String ask) {
        simulator.quote(DEMO, "EURUSD", ask.substring(0, 6) + "0", ask);
    }

    /** Returns the number of the deal. */
    private long market() {
        ProtoOAExecutionEvent fill =
                (ProtoOAExecutionEvent) harness.request(ClientHarness.order(ProtoOAOrderType.MARKET, null))
                        .join()
                        .message();
        return fill.getDeal().getDealId();
    }

    private static List<ProtoOADeal> deals(Recorder recorder) {
        return recorder.events("ExecutionEvent").stream()
                .map(event -> (ProtoOAExecutionEvent) event.body())
                .filter(Executions::isFill)
                .map(ProtoOAExecutionEvent::getDeal)
                .toList();
    }
}
