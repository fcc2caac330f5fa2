package io.github.camelctrader.client.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Traders who repeat their orders until they know what became of them, while everything around them fails at random. */
final class ChaosHarness implements AutoCloseable {
    /** For an answer when a caller never got one. */
    static final String NONE = "none";

    private static final int TRADERS = 24;
    /** Long enough that an order may wait for the end of a block. */
    private static final Duration ORDER_TIMEOUT = Duration.ofMillis(1_200);
    /** A look-up that gets no answer is over soon. */
    private static final Duration READ_TIMEOUT = Duration.ofMillis(400);

    private static final int ATTEMPTS = 40;
    private static final Duration LONGER_THAN_ANY_ANSWER_TAKES = Duration.ofSeconds(40);
    private static final OutcomeSettings OUTCOMES = new OutcomeSettings(
            Duration.ofMillis(900), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(1));

    private final CTraderSimulator simulator;
    private final Random random;
    private final OrderJournal journal = new MemoryOrderJournal();
    private final ReentrantReadWriteLock clientLock = new ReentrantReadWriteLock();
    private final AtomicInteger faults = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private ClientHarness client;
    private int restarts;

    /** What a caller took for the truth in the end. */
    record Told(String id, String answer, long orderId) {}

    private record Plan(String id, ProtoOANewOrderReq order, OrderReply reply, List<String> faults, boolean cut) {}

    ChaosHarness(long seed, int rows) {
        random = new Random(seed);
        simulator = CTraderSimulator.builder()
                .feedPaused()
                .requestsPerSecond(1_000)
                .historicalRequestsPerSecond(100)
                .historyRows(rows)
                .fillDelay(Duration.ofMillis(20))
                .start();
        simulator.quote(SimulatorEnvironment.DEMO, "EURUSD", "1.10000", "1.10010");
        client = open();
    }

    private ClientHarness open() {
        ClientHarness opened = new ClientHarness(
                simulator,
                settings -> settings.outcomes(OUTCOMES).requestLimits(500, 50).requestTimeout(READ_TIMEOUT),
                journal);
        opened.client.useAccount(OrderHarness.ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        return opened;
    }

    List<Told> trade(int count) {
        ExecutorService traders = Executors.newFixedThreadPool(TRADERS);
        List<CompletableFuture<Told>> all = new ArrayList<>();
        // What happens is drawn here, in one thread, so that a seed draws the same for the same order again.
        for (int number = 0; number < count; number++) {
            Plan plan = plan(number);
            boolean restart = number > 0 && number % 75 == 0;
            all.add(CompletableFuture.supplyAsync(() -> carryOut(plan, restart), traders));
        }
        List<Told> told = all.stream().map(CompletableFuture::join).toList();
        traders.shutdown();
        return told;
    }

    private Plan plan(int number) {
        boolean market = random.nextInt(4) > 0;
        ProtoOANewOrderReq order = (market ? OrderHarness.market() : OrderHarness.limit())
                .setVolume(100_000)
                .build();
        List<String> mishaps = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            mishaps.add("on NewOrderReq " + ChaosFaults.ORDERS.get(random.nextInt(ChaosFaults.ORDERS.size())));
        }
        if (random.nextInt(20) == 0) {
            mishaps.add("cut-between-accepted-and-filled");
        }
        if (random.nextInt(15) == 0) {
            mishaps.add("on OrderListReq " + (random.nextBoolean() ? "error" : "drop-request"));
        }
        if (random.nextInt(15) == 0) {
            mishaps.add("on ReconcileReq error");
        }
        // Rare, since nothing happens at all as long as a block lasts.
        if (random.nextInt(150) == 0) {
            mishaps.add("on NewOrderReq rate-block 1s");
        }
        OrderReply reply = market && random.nextInt(5) == 0 ? OrderReply.FINAL : OrderReply.AUTO;
        return new Plan("chaos-" + number, order, reply, mishaps, random.nextInt(25) == 0);
    }

    private Told carryOut(Plan plan, boolean restart) {
        if (restart) {
            restart();
        }
        plan.faults.forEach(line -> {
            faults.incrementAndGet();
            simulator.fault(FaultRule.parse(line));
        });
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            CompletableFuture<Reply> answer = ask(plan);
            if (attempt == 0 && plan.cut) {
                simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
            }
            try {
                ProtoOAExecutionEvent event = (ProtoOAExecutionEvent)
                        answer.orTimeout(LONGER_THAN_ANY_ANSWER_TAKES.toSeconds(), TimeUnit.SECONDS)
                                .join()
                                .message();
                return new Told(
                        plan.id,
                        event.getExecutionType().name(),
                        event.getOrder().getOrderId());
            } catch (CompletionException e) {
                Throwable failure = Objects.requireNonNull(e.getCause());
                last = String.valueOf(failure);
                failures.merge(failure.getClass().getSimpleName(), 1, Integer::sum);
                if (failure instanceof RequestRejectedException rejected
                        && rejected.getRetryability() == Retryability.AFTER_FIX) {
                    return new Told(plan.id, "rejected", 0);
                }
                if (failure instanceof java.util.concurrent.TimeoutException) {
                    return new Told(plan.id, NONE, 0);
                }
                if (failure instanceof RateLimitedException limited) {
                    await(limited.getRetryAfter());
                }
                // A third of those who may leave it at that do, so that their answer is checked too.
                if (failure instanceof NotSentException && plan.id.hashCode() % 3 == 0) {
                    return new Told(plan.id, "not executed", 0);
                }
            }
        }
        failures.put("to the end: " + last, 1);
        return new Told(plan.id, NONE, 0);
    }

    private static void await(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .join();
    }

    private CompletableFuture<Reply> ask(Plan plan) {
        clientLock.readLock().lock();
        try {
            return client.client.order(plan.order, new OrderOptions(plan.reply, ORDER_TIMEOUT, plan.id));
        } finally {
            clientLock.readLock().unlock();
        }
    }

    /** Callers who wait are told, and ask the next client. */
    private void restart() {
        clientLock.writeLock().lock();
        try {
            client.closeClient();
            client = open();
            restarts++;
        } finally {
            clientLock.writeLock().unlock();
        }
    }

    /** An answer without any mishap. */
    Reply quietly(Message request) {
        simulator.clearFaults();
        restart();
        client.awaitState(ConnectionState.READY);
        return client.request(request).join();
    }

    /** What callers were told before they asked again or left it at that: name of the exception and how often. */
    Map<String, Integer> failures() {
        return failures;
    }

    int faults() {
        return faults.get();
    }

    int restarts() {
        return restarts;
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
