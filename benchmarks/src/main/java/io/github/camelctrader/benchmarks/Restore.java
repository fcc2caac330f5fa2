package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AccountStatus;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventSink;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.session.NettyCTraderClient;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A cut in which every account has an order filled that another program placed, at the limits of the server: when all have a session again, when each fill was told,
 * and what an order waits for meanwhile.
 */
final class Restore {
    static final String NAME = "restore";

    private static final int ACCOUNTS = 200;
    private static final long FIRST = 100_000;
    /** Whoever is not told by then is not waited for. */
    private static final Duration MOST = Duration.ofSeconds(150);

    private static final long STEP_MILLIS = 20;
    private static final double MILLI = 1e6;
    /** Requests of history that each account needs: deals, orders, transfers. */
    private static final int LISTS = 3;

    private static final double HISTORY_PER_SECOND = 5;
    private static final int ORDERS = 20;
    private static final long EURUSD = 1;
    private static final OrderOptions OPTIONS = new OrderOptions(OrderReply.AUTO, Duration.ofSeconds(60), null);

    private final Map<Long, Boolean> filled = new ConcurrentHashMap<>();

    private final AtomicLong lastNanos = new AtomicLong();

    private String told = "-";

    /** How many fills were told, and when; - when it was not measured. */
    String told() {
        return told;
    }

    String table() throws InterruptedException {
        SimulatorBuilder server = CTraderSimulator.builder().feedPaused().fillDelay(Duration.ZERO);
        Set<Long> accounts = LongStream.range(FIRST, FIRST + ACCOUNTS).boxed().collect(Collectors.toSet());
        accounts.forEach(account -> server.account(SimulatedAccount.demo(account, "benchmark")));
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (CTraderSimulator simulator = server.start()) {
            simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
            try (CTraderClient another = open(simulator, accounts, executor)) {
                CompletableFuture.allOf(accounts.stream()
                                .map(account -> another.order(order(account, "1.05000"), OPTIONS))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            try (CTraderClient client = open(simulator, accounts, executor)) {
                client.subscribe(
                        new EventInterest(
                                Set.of("execution"), accounts, List.of(), true, SlowConsumer.CONFLATE, 10 * ACCOUNTS),
                        new Fills(),
                        executor);
                return afterCut(simulator, client);
            }
        } finally {
            executor.shutdown();
        }
    }

    private static CTraderClient open(CTraderSimulator simulator, Set<Long> accounts, ExecutorService executor)
            throws InterruptedException {
        CTraderClient client = NettyCTraderClient.open(
                ConnectionSettings.builder(
                                Environment.DEMO, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET)
                        .address(simulator.host(), simulator.demoPort())
                        .sslContext(simulator.clientSslContext())
                        .build(),
                executor);
        accounts.forEach(account -> client.useAccount(account, "benchmark"));
        client.useAccount(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        awaitReady(client, 0);
        return client;
    }

    private String afterCut(CTraderSimulator simulator, CTraderClient client) throws InterruptedException {
        long generation = client.snapshot().generation();
        simulator.refuseConnections(SimulatorEnvironment.DEMO, true);
        simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        Waiting.until(() -> client.snapshot().state() != ConnectionState.READY);
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.04990", "1.05000");
        simulator.refuseConnections(SimulatorEnvironment.DEMO, false);
        long cut = System.nanoTime();
        awaitReady(client, generation);
        double ready = (System.nanoTime() - cut) / MILLI;
        List<Double> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            long sent = System.nanoTime();
            client.order(order(SimulatorDefaults.DEMO_ACCOUNT, "1.00000"), OPTIONS)
                    .join();
            orders.add((System.nanoTime() - sent) / MILLI);
        }
        int before = filled.size();
        awaitFills();
        told = String.format(
                Locale.ROOT,
                "**%d** after %.0f s, of which the limit takes %.0f",
                filled.size(),
                lastNanos.get() == 0 ? 0 : (lastNanos.get() - cut) / MILLI / 1_000,
                ACCOUNTS * LISTS / HISTORY_PER_SECOND);
        return String.format(
                Locale.ROOT,
                "| %d accounts, each with one fill missed, 50 requests and 5 of history a second | |%n|---|---|%n"
                        + "| link back to all accounts ready, s | %.1f |%n"
                        + "| fills told | %d of %d, the last after %.1f s |%n"
                        + "| the least that the limit of history allows for the lists of deals, orders and transfers of each, s | %.0f |%n"
                        + "| fills still missing when %d orders were through | %d |%n"
                        + "| the longest of these orders, ms | %.0f |%n",
                ACCOUNTS,
                ready / 1_000,
                filled.size(),
                ACCOUNTS,
                lastNanos.get() == 0 ? 0 : (lastNanos.get() - cut) / MILLI / 1_000,
                ACCOUNTS * LISTS / HISTORY_PER_SECOND,
                ORDERS,
                ACCOUNTS - before,
                orders.stream().mapToDouble(each -> each).max().orElse(0));
    }

    private void awaitFills() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + MOST.toNanos();
        while (filled.size() < ACCOUNTS && System.nanoTime() - deadline < 0) {
            never.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static ProtoOANewOrderReq order(long account, String price) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(account)
                .setSymbolId(EURUSD)
                .setOrderType(ProtoOAOrderType.LIMIT)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(100_000)
                .setLimitPrice(Double.parseDouble(price))
                .build();
    }

    private static void awaitReady(CTraderClient client, long after) throws InterruptedException {
        Waiting.until(() -> client.snapshot().generation() > after
                && client.snapshot().state() == ConnectionState.READY
                && client.accounts().stream()
                                .filter(account -> account.state() == AccountStatus.State.ACTIVE)
                                .count()
                        == ACCOUNTS + 1);
    }

    private final class Fills implements EventSink {
        @Override
        public void accept(ClientEvent event, Runnable done) {
            if (event.body() instanceof ProtoOAExecutionEvent execution
                    && execution.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED) {
                filled.put(event.accountId(), event.recovered());
                lastNanos.set(System.nanoTime());
            }
            event.handled(true);
            done.run();
        }

        @Override
        public void problem(CTraderException problem) {
            throw problem;
        }
    }
}
