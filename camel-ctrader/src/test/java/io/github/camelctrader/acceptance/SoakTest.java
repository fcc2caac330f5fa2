package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Routes that read, trade and listen while everything around them fails at random. {@code -Dsoak.seconds} says for how long,
 * {@code -Dsoak.seed} what happens, and {@code -Dsoak.transport}, {@code tcp} or {@code websocket}, over what; without it
 * the seed decides. Once a minute all calms down and is checked.
 */
class SoakTest {
    private static final int ROUND = 60;
    private static final int DEFAULT_SECONDS = 45;
    /** Clocks and answers overlap a little; all of it is one process. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

    @Test
    @Timeout(value = 30, unit = TimeUnit.DAYS)
    void whateverHappensTheInvariantsHold() throws Exception {
        int seconds = Integer.getInteger("soak.seconds", DEFAULT_SECONDS);
        long seed = Long.getLong("soak.seed", 20261127);
        SoakPlan plan = new SoakPlan(seed);
        String wanted = System.getProperty("soak.transport");
        Transport transport = wanted == null ? plan.transport() : Transport.valueOf(wanted.toUpperCase(Locale.ROOT));
        String again = "-Dsoak.seed=" + seed + " -Dsoak.seconds=" + seconds + " -Dsoak.transport="
                + transport.name().toLowerCase(Locale.ROOT);
        System.out.println("Soak: repeat it with " + again);

        try (SoakHarness harness = new SoakHarness(seed, transport)) {
            SoakSummary summary = new SoakSummary(harness);
            for (int left = seconds; left > 0; left -= ROUND) {
                harness.goOn();
                Instant begin = Instant.now().minus(OVERLAP);
                round(harness, plan, Math.min(left, ROUND));
                harness.calmDown();
                summary.add();
                System.out.println("Soak, " + again + ": " + summary);
                new SoakChecks(harness, again, begin).check();
            }
            assertThat(summary.executed()).as(again).isPositive();
        } catch (Exception e) {
            throw new AssertionError("Soak, " + again, e);
        } finally {
            executor.shutdownNow();
        }
    }

    private void round(SoakHarness harness, SoakPlan plan, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        CompletableFuture<Void> trouble = new CompletableFuture<>();
        CompletableFuture<Void> traffic = new CompletableFuture<>();
        repeat(end, trouble, () -> {
            SoakPlan.Mishap mishap = plan.nextMishap();
            harness.simulator.fault(FaultRule.parse(mishap.line()));
            return mishap.pauseMillis();
        });
        repeat(end, traffic, () -> {
            SoakPlan.Move move = plan.nextMove();
            harness.traffic.carryOut(move);
            return move.pauseMillis();
        });
        CompletableFuture.allOf(trouble, traffic).join();
    }

    /** Takes one step after the other, each of which says how long to wait for the next. */
    private void repeat(long end, CompletableFuture<Void> done, IntSupplier step) {
        if (System.nanoTime() >= end) {
            done.complete(null);
            return;
        }
        try {
            int pause = step.getAsInt();
            executor.schedule(() -> repeat(end, done, step), pause, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
