package io.github.camelctrader;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.session.NettyCTraderClient;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.token.TokenGrants;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;

/**
 * An application whose routes trade with a server that fails at random. The server's clock differs from ours by up to five
 * minutes, and its lists lag by up to four times as long as an order has to be untraceable before it counts as absent, as 60 s
 * do to the default of 15 s.
 */
final class ChaosCamel implements AutoCloseable {
    static final int ROWS = 1_000_000;

    private static final int MOST_WRONG_SECONDS = 300;
    private static final Duration GRACE = Duration.ofMillis(900);
    private static final int MOST_LAG_MILLIS = 3_600;
    private static final OutcomeSettings OUTCOMES =
            new OutcomeSettings(GRACE, Duration.ofSeconds(6), Duration.ofMillis(200), Duration.ofSeconds(1));

    private final OrderJournal journal = new MemoryOrderJournal();
    private final ReentrantReadWriteLock restarting = new ReentrantReadWriteLock();
    private final ChaosAnswers answers;
    private final Duration clock;
    private final Duration lag;
    private final CTraderSimulator simulator;
    private volatile SimulatorCamel camel;

    ChaosCamel(Random random, ChaosAnswers answers) throws Exception {
        this.answers = answers;
        clock = Duration.ofSeconds(random.nextInt(2 * MOST_WRONG_SECONDS + 1) - MOST_WRONG_SECONDS);
        lag = Duration.ofMillis(random.nextInt(MOST_LAG_MILLIS + 1));
        simulator = CTraderSimulator.builder()
                .feedPaused()
                .clock(Clock.offset(Clock.systemUTC(), clock))
                .historyLag(lag)
                .requestsPerSecond(1_000)
                .historicalRequestsPerSecond(100)
                .historyRows(ROWS)
                .fillDelay(Duration.ofMillis(20))
                .account(SimulatedAccount.demo(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN)
                        .withBalance("1000000000", "USD"))
                .start();
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
        camel = open();
    }

    private SimulatorCamel open() throws Exception {
        SimulatorCamel opened = new SimulatorCamel(simulator, new CTraderComponent(this::quick));
        CTraderConfiguration options = opened.component.getConfiguration();
        options.setRequestTimeout(Duration.ofMillis(800));
        options.setOrderTimeout(Duration.ofMillis(1_500));
        options.setRequestsPerSecond(500);
        options.setHistoricalRequestsPerSecond(50);
        options.setLimitMargin(Duration.ZERO);
        opened.context.getShutdownStrategy().setTimeout(3);
        return opened.start(new ChaosRoutes(answers));
    }

    /** A client that looks outcomes up within moments, on the journal that outlives it. */
    private CTraderClient quick(ConnectionSettings settings, Executor executor) {
        CTraderClient client = NettyCTraderClient.open(
                settings.toBuilder().outcomes(OUTCOMES).build(), executor, new TokenGrants(Ticker.system()), journal);
        return QuickClient.openedWith(settings, client);
    }

    /** Sends a body with its headers into a route and returns when that is done with it; what the route left to Camel is told. */
    void send(String route, Object body, Map<String, Object> headers) {
        // Who comes in the midst of a restart waits; who is under way meets it.
        restarting.readLock().lock();
        restarting.readLock().unlock();
        Exchange sent = camel.template().send(route, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (sent.getException() != null) {
            answers.failed(String.valueOf(headers.get(ChaosAnswers.MARK)), sent.getException());
        }
    }

    void fault(String line) {
        simulator.fault(FaultRule.parse(line));
    }

    void cut() {
        simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
    }

    /** The routes end, and begin anew with the same journal. */
    void restart() throws Exception {
        restarting.writeLock().lock();
        try {
            camel.context.stop();
            camel = open();
        } finally {
            restarting.writeLock().unlock();
        }
    }

    /** Ends all trouble and waits until the server's lists show everything. */
    void calmDown() throws Exception {
        simulator.clearFaults();
        restart();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(CamelExecutionException.class)
                .until(() -> open(SimulatorDefaults.DEMO_ACCOUNT) != null);
        Instant calm = Instant.now().plus(lag).plusSeconds(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Instant.now().isAfter(calm));
    }

    List<ProtoOAOrder> orders() {
        Instant now = Instant.now().plus(clock);
        ProtoOAOrderListRes list = (ProtoOAOrderListRes) ask(ProtoOAOrderListReq.newBuilder()
                .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                .setFromTimestamp(now.minusSeconds(7_200).toEpochMilli())
                .setToTimestamp(now.plusSeconds(60).toEpochMilli())
                .build());
        if (list.getHasMore()) {
            throw new IllegalStateException("The list of orders was cut");
        }
        return list.getOrderList();
    }

    List<ProtoOAPosition> positions() {
        return open(SimulatorDefaults.DEMO_ACCOUNT).getPositionList();
    }

    private ProtoOAReconcileRes open(long accountId) {
        return (ProtoOAReconcileRes) ask(ProtoOAReconcileReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .build());
    }

    private Message ask(Message request) {
        return Objects.requireNonNull(
                camel.template().requestBody("ctrader:demo?requestTimeout=10s", request, Message.class));
    }

    @Override
    public String toString() {
        return "server's clock " + clock + " ahead, lists lag by " + lag;
    }

    @Override
    public void close() {
        camel.close();
    }
}
