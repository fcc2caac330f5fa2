package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AccountProfit;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.PositionProfit;
import io.github.camelctrader.client.Profit;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.SymbolCosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What open positions would bring, as the server tells it and as it is computed here: the same to the cent. */
class ProfitEndToEndTest {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long EURUSD = 1;
    private static final long USDJPY = 4;
    private static final long NOKSEK = 21;

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .feedPaused()
            .symbol(SimulatedSymbol.forex(20, "EURSEK", "11.20000", "0.00200"))
            .symbol(SimulatedSymbol.forex(NOKSEK, "NOKSEK", "0.98000", "0.00050")
                    .withCosts(SymbolCosts.percent("0.003").withConversionFee("0.7")))
            .start();
    private final ClientHarness harness = new ClientHarness(simulator, settings -> settings);

    @BeforeEach
    void begin() {
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        simulator.quote(DEMO, "EURUSD", "1.08500", "1.08510");
        simulator.quote(DEMO, "USDJPY", "149.720", "149.732");
        simulator.quote(DEMO, "EURSEK", "11.20000", "11.20200");
        simulator.quote(DEMO, "NOKSEK", "0.98000", "0.98050");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void bothAreTheSameForBothDirectionsHedgedAndOverOneAndTwoSymbols() {
        long bought = open(EURUSD, ProtoOATradeSide.BUY);
        open(EURUSD, ProtoOATradeSide.SELL);
        open(USDJPY, ProtoOATradeSide.BUY);
        open(USDJPY, ProtoOATradeSide.SELL);
        open(NOKSEK, ProtoOATradeSide.BUY);
        open(NOKSEK, ProtoOATradeSide.SELL);
        simulator.broker().swap(ACCOUNT, bought, "-1.23");
        simulator.quote(DEMO, "EURUSD", "1.08712", "1.08719");
        simulator.quote(DEMO, "USDJPY", "148.311", "148.327");
        simulator.quote(DEMO, "EURSEK", "11.23456", "11.23711");
        simulator.quote(DEMO, "NOKSEK", "0.97531", "0.97586");
        see("EURUSD", "USDJPY", "EURSEK", "NOKSEK");

        AccountProfit told = harness.client.profit(ACCOUNT, TIMEOUT).join();
        AccountProfit computed = harness.client.computedProfit(ACCOUNT, TIMEOUT).join();

        assertThat(told.computed()).isFalse();
        assertThat(computed.computed()).isTrue();
        assertThat(computed.positions())
                .hasSize(6)
                .containsExactlyInAnyOrderElementsOf(told.positions())
                .allSatisfy(position -> assertThat(position.gross()).isNotZero());
        assertThat(computed.gross()).isEqualTo(told.gross());
        assertThat(computed.net()).isEqualTo(told.net());
        PositionProfit position = of(computed, bought);
        BigDecimal gross = Objects.requireNonNull(position.gross());
        assertThat(position.net()).isLessThan(gross.subtract(new BigDecimal("1.23")));
    }

    @Test
    void aDealThatClosesBringsTheGrossProfitThatWasComputed() {
        long position = open(NOKSEK, ProtoOATradeSide.BUY);
        simulator.quote(DEMO, "NOKSEK", "0.99120", "0.99180");
        see("EURUSD", "EURSEK", "NOKSEK");
        PositionProfit before =
                of(harness.client.computedProfit(ACCOUNT, TIMEOUT).join(), position);

        ProtoOAExecutionEvent closed =
                event(harness.client.request(OrderHarness.close(position, OrderHarness.VOLUME), TIMEOUT));

        Profit profit = Profit.of(closed.getDeal().getClosePositionDetail());
        assertThat(profit.gross()).isEqualTo(before.gross());
        assertThat(profit.conversionFee()).isPositive();
        assertThat(profit.net()).isLessThan(before.net());
    }

    @Test
    void withoutAQuoteTheProfitIsNotKnownAndNeverZero() {
        open(EURUSD, ProtoOATradeSide.BUY);
        open(NOKSEK, ProtoOATradeSide.BUY);
        see("NOKSEK", "EURSEK");

        AccountProfit computed = harness.client.computedProfit(ACCOUNT, TIMEOUT).join();

        assertThat(computed.gross()).isNull();
        assertThat(computed.net()).isNull();
        assertThat(computed.toMap()).doesNotContainKeys("gross", "net");
        assertThat(computed.positions()).extracting(PositionProfit::gross).containsOnlyNulls();
        assertThat(computed.positions()).extracting(PositionProfit::net).containsOnlyNulls();
        assertThat(computed.positions())
                .extracting(PositionProfit::unknown)
                .anyMatch(why -> why != null && why.contains("its symbol 1 has no quote"))
                .anyMatch(why -> why != null && why.contains("EURSEK, EURUSD"));
        assertThat(computed.positions().get(0).toMap()).containsOnlyKeys("positionId", "unknown");
    }

    @Test
    void anAccountWithoutPositionsHasNoProfit() {
        AccountProfit computed = harness.client.computedProfit(ACCOUNT, TIMEOUT).join();

        assertThat(computed.positions()).isEmpty();
        assertThat(computed.gross()).isZero();
        assertThat(harness.client.profit(ACCOUNT, TIMEOUT).join().net()).isZero();
    }

    @Test
    void aServerThatDoesNotKnowTheRequestIsNotNeeded() {
        simulator.fault(FaultRule.parse("on GetPositionUnrealizedPnLReq error UNSUPPORTED_MESSAGE"));
        long position = open(EURUSD, ProtoOATradeSide.SELL);
        see("EURUSD");

        AccountProfit profit = harness.client.profit(ACCOUNT, TIMEOUT).join();

        assertThat(profit.computed()).isTrue();
        assertThat(of(profit, position).gross()).isNegative();
        assertThat(profit)
                .usingRecursiveComparison()
                .ignoringFields("computed")
                .isEqualTo(harness.client.profit(ACCOUNT, TIMEOUT).join());
    }

    private long open(long symbolId, ProtoOATradeSide side) {
        ProtoOAPosition position = event(harness.client.request(
                        ProtoOANewOrderReq.newBuilder()
                                .setCtidTraderAccountId(ACCOUNT)
                                .setSymbolId(symbolId)
                                .setOrderType(ProtoOAOrderType.MARKET)
                                .setTradeSide(side)
                                .setVolume(OrderHarness.VOLUME)
                                .build(),
                        TIMEOUT))
                .getPosition();
        assertThat(position.getTradeData().getTradeSide()).isEqualTo(side);
        return position.getPositionId();
    }

    /** Subscribes symbols and waits for their quotes. */
    private void see(String... names) {
        Recorder recorder = harness.subscribe(Set.of("spot"), names);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> recorder.events("SpotEvent").stream()
                        .map(ClientEvent::symbolName)
                        .collect(Collectors.toSet())
                        .containsAll(List.of(names)));
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<Reply> reply) {
        return OrderHarness.event(reply.join());
    }

    private static PositionProfit of(AccountProfit profit, long positionId) {
        return profit.positions().stream()
                .filter(position -> position.positionId() == positionId)
                .findFirst()
                .orElseThrow();
    }
}
