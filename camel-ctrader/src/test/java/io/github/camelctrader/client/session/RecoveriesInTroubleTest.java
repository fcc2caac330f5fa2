package io.github.camelctrader.client.session;

import static io.github.camelctrader.client.session.ClientHarness.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final CTraderSimulator simulator =
            CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO).start();
    private final ClientHarness harness = new ClientHarness(simulator, settings -> settings);

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
        SESSIONS_END_WHILE_IT_READS("on DealListReq late-answer 300ms", "on DealListReq account-disconnect"),
        TOKENS_END_WHILE_IT_READS("on DealListReq late-answer 300ms", "on DealListReq token-invalidated"),
        THE_LINK_ENDS_WHILE_IT_READS("on DealListReq late-answer 300ms", "on OrderListReq cut-before-execution"),
        ALL_IS_AUTHORISED_ANEW("on DealListReq late-answer 300ms", "on ReconcileReq client-disconnect"),
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
        },
        A_NEW_NAME {
            @Override
            void begin(CTraderSimulator simulator) {
                simulator.broker().rename(DEMO, Map.of(EURUSD, "EUROPE"));
            }
        };

        private final String[] faults;

        Trouble(String... faults) {
            this.faults = faults;
        }

        void begin(CTraderSimulator simulator) {
            for (String fault : faults) {
                simulator.fault(FaultRule.parse(fault));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void costNoFillAndNoOrderOfThem(Trouble trouble) {
        Recorder recorder = ready();
        limit("1.09500");
        limit("1.09400");
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
        assertThat(fills(recorder)).extracting(RecoveriesInTroubleTest::dealOf).isSorted().doesNotHaveDuplicates();
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

    private void market() {
        harness.request(order(ProtoOAOrderType.MARKET, "1")).join();
    }

    private void limit(String price) {
        harness.request(order(ProtoOAOrderType.LIMIT, price)).join();
    }

    private static ProtoOANewOrderReq order(ProtoOAOrderType type, String price) {
        ProtoOANewOrderReq.Builder order = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(EURUSD)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000);
        if (type == ProtoOAOrderType.LIMIT) {
            order.setLimitPrice(Double.parseDouble(price));
        }
        return order.build();
    }

    private static List<GapEvent> gaps(Recorder recorder) {
        return recorder.events("GapEvent").stream()
                .map(event -> (GapEvent) event.body())
                .toList();
    }

    private static List<ClientEvent> fills(Recorder recorder) {
        return recorder.events("ExecutionEvent").stream()
                .filter(event ->
                        ((ProtoOAExecutionEvent) event.body()).getExecutionType() == ProtoOAExecutionType.ORDER_FILLED)
                .toList();
    }

    private static long dealOf(ClientEvent event) {
        return ((ProtoOAExecutionEvent) event.body()).getDeal().getDealId();
    }
}
