package io.github.camelctrader.client.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<WorkerPool> pools = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        pools.forEach(pool -> pool.close(Duration.ZERO));
    }

    @Test
    void manyTasksAtOnceShareFewThreads() {
        WorkerPool pool = pool(2, 4, daemons());
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(10_000);
        for (int task = 0; task < 10_000; task++) {
            pool.execute(() -> {
                used.add(Thread.currentThread());
                all.countDown();
            });
        }

        await(all);
        assertThat(used).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void tasksThatWaitForEachOtherGoOnHoweverFewThreadsThereAre() {
        WorkerPool pool = pool(2, 2, daemons());
        CountDownLatch last = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(3);
        for (int task = 0; task < 3; task++) {
            pool.execute(() -> {
                await(last);
                all.countDown();
            });
        }
        pool.execute(last::countDown);

        await(all);
        assertThat(pool.size()).isGreaterThan(2);
    }

    @Test
    void whatWaitsTooLongGetsAThreadOfItsOwn() {
        WorkerPool pool = pool(1, 10, daemons());
        CountDownLatch all = new CountDownLatch(10);
        for (int task = 0; task < 10; task++) {
            pool.execute(() -> {
                all.countDown();
                await(all);
            });
        }

        await(all);
    }

    @Test
    void whatOthersMayWaitForGoesFirst() {
        WorkerPool pool = pool(1, 1, daemons());
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(3);
        List<String> order = new CopyOnWriteArrayList<>();
        pool.execute(() -> {
            await(queued);
            all.countDown();
        });
        pool.execute(() -> {
            order.add("ordinary");
            all.countDown();
        });
        pool.execute(WorkerPool.first(() -> {
            order.add("first");
            all.countDown();
        }));
        queued.countDown();

        await(all);
        assertThat(order).containsExactly("first", "ordinary");
    }

    @Test
    void nothingIsLostWhenTheMachineHasNoThreadToGive() {
        AtomicInteger made = new AtomicInteger();
        WorkerPool pool = pool(8, 8, task -> {
            if (made.incrementAndGet() > 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return daemons().newThread(task);
        });
        CountDownLatch all = new CountDownLatch(1000);
        for (int task = 0; task < 1000; task++) {
            pool.execute(all::countDown);
        }

        await(all);
        assertThat(pool.size()).isOne();
    }

    @Test
    void aTaskThatFailsTakesNoThreadAlong() {
        WorkerPool pool = pool(1, 1, daemons());
        CountDownLatch next = new CountDownLatch(1);
        pool.execute(() -> {
            throw new AssertionError("a task that fails on purpose");
        });
        pool.execute(() -> Thread.currentThread().interrupt());
        pool.execute(() -> {
            if (!Thread.currentThread().isInterrupted()) {
                next.countDown();
            }
        });

        await(next);
    }

    @Test
    void whoeverIsAtWorkIsKnown() {
        WorkerPool pool = pool(1, 1, daemons());
        CountDownLatch atWork = new CountDownLatch(1);
        pool.execute(() -> {
            if (WorkerPool.isAtWork()) {
                atWork.countDown();
            }
        });

        await(atWork);
        assertThat(WorkerPool.isAtWork()).isFalse();
    }

    @Test
    void closingLetsWhatWasTakenEndAndTakesNothingNew() {
        WorkerPool pool = pool(1, 1, daemons());
        AtomicInteger ran = new AtomicInteger();
        for (int task = 0; task < 100; task++) {
            pool.execute(ran::incrementAndGet);
        }
        pool.close(LONG);

        assertThat(ran).hasValue(100);
        assertThat(pool.size()).isZero();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closingInterruptsWhatHangs() {
        WorkerPool pool = pool(1, 1, daemons());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        pool.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        await(begun);
        pool.close(Duration.ZERO);

        await(interrupted);
    }

    @Test
    void whoeverClosesThePoolFromWithinDoesNotWaitForHimself() {
        WorkerPool pool = pool(1, 1, daemons());
        CountDownLatch closed = new CountDownLatch(1);
        pool.execute(() -> {
            pool.close(Duration.ofDays(1));
            closed.countDown();
        });

        await(closed);
    }

    private WorkerPool pool(int few, int most, ThreadFactory threads) {
        WorkerPool pool = new WorkerPool("a test", threads, few, most);
        pools.add(pool);
        return pool;
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "worker-pool-test");
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
