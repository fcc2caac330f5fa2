package io.github.camelctrader.client.session;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that executes, on which two accounts are traded by others, and clients whose consumers listen through random faults. */
final class ExecutionHistory {
    static final String NAMED = "EURUSD";
    static final long NAMED_ID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionHistory.class);
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final long HEDGED = SimulatorDefaults.DEMO_ACCOUNT;
    private static final long NETTED = SimulatorDefaults.SECOND_DEMO_ACCOUNT;
    private static final int MANY = 1_000_000;
    private static final int MOST_CONSUMERS = 6;
    private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(30);

    private final long seed;
    private final int executions;
    private final Random random;
    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .account(account(HEDGED))
            .account(account(NETTED).asNetted())
            .feedPaused()
            .fillDelay(Duration.ZERO)
            .historyRows(MANY)
            .requestsPerSecond(MANY)
            .historicalRequestsPerSecond(MANY)
            .serverHeartbeatInterval(Duration.ofMillis(200))
            .start();
    private final HistoryFaults faults;
    private final HistoryTruth truth = new HistoryTruth();
    private final List<HistoryConsumer> present = new ArrayList<>();
    private final List<HistoryConsumer> all = new ArrayList<>();
    private final Deque<Long> positions = new ArrayDeque<>();
    /** A late answer still shows them. */
    private final Set<Long> closed = new HashSet<>();

    private ClientHarness harness;
    private int traded;
    private int restarts;

    /** @param mistakes what was wrong; empty when all was well */
    record Result(long executions, String summary, List<String> mistakes) {}

    ExecutionHistory(long seed, int executions) {
        this.seed = seed;
        this.executions = executions;
        this.random = new Random(seed);
        this.faults = new HistoryFaults(simulator, random);
        simulator.quote(DEMO, NAMED, "1.10000", "1.10010");
        simulator.quote(DEMO, "GBPUSD", "1.30000", "1.30010");
        this.harness = client();
    }

    private static SimulatedAccount account(long accountId) {
        return SimulatedAccount.demo(accountId, SimulatorDefaults.ACCESS_TOKEN).withBalance("1000000000", "USD");
    }

    private ClientHarness client() {
        ClientHarness client = new ClientHarness(
                simulator,
                settings -> settings.requestTimeout(Duration.ofSeconds(1))
                        .connectTimeout(Duration.ofSeconds(5))
                        .heartbeatInterval(Duration.ofMillis(300))
                        .idleTimeout(Duration.ofMillis(1_500))
                        .requestLimits(MANY, MANY));
        client.client.useAccount(HEDGED, SimulatorDefaults.ACCESS_TOKEN);
        client.client.useAccount(NETTED, SimulatorDefaults.ACCESS_TOKEN);
        return client;
    }

    Result run() {
        try {
            beginFirst();
            while (traded < executions) {
                round();
            }
            return calm();
        } finally {
            harness.close();
        }
    }

    private void round() {
        String hampered = random.nextInt(3) == 0 ? "nothing" : faults.hamper();
        trade(random.nextInt(4));
        String interrupted = faults.interrupt();
        LOG.info("Seed {}, {} executions: {}, {}", seed, traded, interrupted, hampered);
        trade(random.nextInt(5));
        comeAndGo();
        trade(random.nextInt(5));
        faults.end();
        trade(random.nextInt(3));
        if (random.nextInt(4) > 0) {
            harness.awaitState(ConnectionState.READY);
            trade(random.nextInt(6));
            lookAtPositions();
        }
        if (random.nextInt(3) == 0) {
            faults.clear();
        }
        if (random.nextInt(20) == 0) {
            restart();
        }
    }

    private void comeAndGo() {
        for (HistoryConsumer consumer : present) {
            consumer.slow(random.nextInt(4) == 0);
            consumer.suspend(random.nextInt(6) == 0);
        }
        if (random.nextInt(3) == 0) {
            begin();
        }
        if (present.size() > MOST_CONSUMERS) {
            present.remove(random.nextInt(present.size())).end();
        }
        if (random.nextInt(6) == 0) {
            simulator.broker().tradingMode(DEMO, NAMED, ProtoOATradingMode.ENABLED);
        }
    }

    private void begin() {
        Set<Long> accounts = List.of(Set.of(HEDGED), Set.of(NETTED), Set.of(HEDGED, NETTED), Set.<Long>of())
                .get(random.nextInt(4));
        List<String> symbols = accounts.isEmpty() || random.nextInt(3) > 0 ? List.of() : List.of(NAMED);
        HistoryConsumer consumer = new HistoryConsumer(
                all.size(),
                harness.client,
                new EventInterest(
                        Set.of("execution", "gap"),
                        accounts,
                        symbols,
                        true,
                        SlowConsumer.CONFLATE,
                        random.nextInt(3) == 0 ? 2 : 1_000),
                harness.executor());
        all.add(consumer);
        present.add(consumer);
    }

    /** The process of the client ends and another one begins. */
    private void restart() {
        restarts++;
        present.forEach(HistoryConsumer::end);
        present.clear();
        harness.closeClient();
        harness = client();
        beginFirst();
    }

    private void beginFirst() {
        begin();
        begin();
        trade(random.nextInt(3));
        if (random.nextBoolean()) {
            // Both together deceive, which is documented.
            simulator.reconcileLag(Duration.ZERO);
            simulator.historyLag(Duration.ofMillis(200 + random.nextInt(1_300)));
        }
        harness.awaitState(ConnectionState.READY);
    }

    /** Others trade: the answers go to them, the events to all. */
    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            Long position = random.nextInt(3) == 0 ? positions.poll() : null;
            Message request = position == null ? order() : close(position);
            Instant from = Instant.now();
            simulator.broker().trade(request, null);
            truth.traded(request, from, Instant.now());
        }
    }

    private Message order() {
        traded++;
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(random.nextBoolean() ? HEDGED : NETTED)
                .setSymbolId(random.nextInt(3) == 0 ? 2 : NAMED_ID)
                .setOrderType(ProtoOAOrderType.MARKET)
                .setTradeSide(random.nextBoolean() ? ProtoOATradeSide.BUY : ProtoOATradeSide.SELL)
                .setVolume(100_000)
                .setClientOrderId("history-" + traded)
                .build();
    }

    private Message close(long position) {
        traded++;
        closed.add(position);
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(HEDGED)
                .setPositionId(position)
                .setVolume(100_000)
                .build();
    }

    /** What is open may be closed later, seen by the client or not. */
    private void lookAtPositions() {
        if (!positions.isEmpty()) {
            return;
        }
        try {
            ProtoOAReconcileRes open = (ProtoOAReconcileRes) harness.request(ProtoOAReconcileReq.newBuilder()
                            .setCtidTraderAccountId(HEDGED)
                            .build())
                    .join()
                    .message();
            open.getPositionList().stream()
                    .map(ProtoOAPosition::getPositionId)
                    .filter(position -> !closed.contains(position))
                    .forEach(positions::add);
        } catch (CompletionException lost) {
            LOG.info("Seed {}: positions were not told: {}", seed, lost.getMessage());
        }
    }

    /** The faults end, and all that is still on its way comes. */
    private Result calm() {
        LOG.info("Seed {}: calm", seed);
        faults.clear();
        faults.end();
        present.forEach(consumer -> {
            consumer.slow(false);
            consumer.suspend(false);
        });
        harness.awaitState(ConnectionState.READY);
        trade(3);
        List<HistoryTruth.Executed> executed = truth.read(harness, simulator.serverTime(), HEDGED, NETTED);
        try {
            await().atMost(UNTIL_ALL_IS_TOLD).until(() -> mistakes(executed).isEmpty());
        } catch (ConditionTimeoutException notAll) {
            all.stream()
                    .filter(consumer -> !consumer.mistakes(executed).isEmpty())
                    .forEach(consumer -> LOG.info("Seed {}: {}", seed, consumer.story()));
        }
        return new Result(executed.size(), summary(executed), mistakes(executed));
    }

    private List<String> mistakes(List<HistoryTruth.Executed> executed) {
        List<String> mistakes = new ArrayList<>();
        for (HistoryConsumer consumer : all) {
            List<String> its = consumer.mistakes(executed);
            its.forEach(mistake -> mistakes.add("seed " + seed + ": " + mistake));
        }
        return mistakes;
    }

    private String summary(List<HistoryTruth.Executed> executed) {
        return "History of seed " + seed + ": " + executed.size() + " executions, " + all.size() + " consumers, "
                + simulator.acceptedConnections(DEMO) + " links, " + restarts + " restarts, gaps filled "
                + all.stream().mapToLong(consumer -> consumer.gaps(true)).sum() + ", not filled "
                + all.stream().mapToLong(consumer -> consumer.gaps(false)).sum() + ", delivered live "
                + all.stream().mapToLong(consumer -> consumer.executions(false)).sum() + ", recovered "
                + all.stream().mapToLong(consumer -> consumer.executions(true)).sum();
    }
}
