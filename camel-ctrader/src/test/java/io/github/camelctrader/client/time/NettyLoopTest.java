package io.github.camelctrader.client.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyLoopTest {
    private final NettyLoop loop = new NettyLoop("loop-of-the-test");

    @AfterEach
    void close() throws Exception {
        loop.close().get(30, TimeUnit.SECONDS);
    }

    @Test
    void tasksRunOnItsOwnNamedThread() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletableFuture<Boolean> inLoop = new CompletableFuture<>();
        loop.execute(() -> {
            name.complete(Thread.currentThread().getName());
            inLoop.complete(loop.inLoop());
        });

        assertThat(name.get(30, TimeUnit.SECONDS)).startsWith("loop-of-the-test");
        assertThat(inLoop.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void runIsAtOnceOnTheLoopAndLaterFromElsewhere() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> {
            loop.run(() -> order.add("run"));
            loop.execute(() -> {
                order.add("execute");
                done.complete(null);
            });
            order.add("after");
        });
        done.get(30, TimeUnit.SECONDS);

        assertThat(order).containsExactly("run", "after", "execute");
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndCancelledOnesNot() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> {
            loop.schedule(Duration.ofMillis(40), () -> {
                order.add("second");
                done.complete(null);
            });
            Loop.Timer cancelled = loop.schedule(Duration.ofMillis(20), () -> order.add("cancelled"));
            loop.schedule(Duration.ofMillis(10), () -> order.add("first"));
            cancelled.cancel();
            cancelled.cancel();
        });
        done.get(30, TimeUnit.SECONDS);

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void closingEndsItsThread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        Thread own = thread.get(30, TimeUnit.SECONDS);

        loop.close().get(30, TimeUnit.SECONDS);
        own.join(Duration.ofSeconds(30).toMillis());

        assertThat(own.isAlive()).isFalse();
    }

    @Test
    void aThreadThatHasEndedTakesNothingAndSaysSo() throws Exception {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        assertThat(loop.tryExecute(() -> ran.complete(null))).isTrue();
        ran.get(30, TimeUnit.SECONDS);
        loop.close().get(30, TimeUnit.SECONDS);

        assertThat(loop.tryExecute(() -> {})).isFalse();
    }
}
