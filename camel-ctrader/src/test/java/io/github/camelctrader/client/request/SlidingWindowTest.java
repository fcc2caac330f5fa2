package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlidingWindowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long GUARD = Duration.ofMillis(10).toNanos();

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /**
     * Requests are sent whenever the window lets them, reach the server in their order at any time between their sending and
     * the earlier of the margin and the answer to them or to a later one, and are answered late, soon or never.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void noRollingSecondOfTheServerSeesMoreThanThePermits(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int permits = 1 + random.nextInt(60);
        long margin = random.nextLong(2 * SECOND);
        long slowest = 1 + random.nextLong(3 * SECOND);
        long pause = 1 + random.nextLong(SECOND / permits * 2);
        SlidingWindow window = new SlidingWindow(permits, Duration.ofNanos(margin));
        NaiveWindow naive = new NaiveWindow(permits, margin);
        PriorityQueue<long[]> answers = new PriorityQueue<>((one, other) -> Long.compare(one[0], other[0]));
        List<Long> seen = new ArrayList<>();
        List<Long> sent = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        long now = random.nextLong() >> 1;
        for (int step = 0; step < 3000; step++) {
            now += random.nextInt(5) == 0 ? random.nextLong(pause) : random.nextInt(3);
            if (random.nextInt(200) == 0) {
                now += random.nextLong(3 * SECOND);
            }
            while (!answers.isEmpty() && answers.peek()[0] <= now) {
                long number = answers.remove()[1];
                window.answered(number, now);
                naive.answered((int) number, now);
            }
            long wait = window.nanosUntilFree(now);
            assertThat(wait).as("seed %d, step %d", seed, step).isEqualTo(naive.nanosUntilFree(now));
            if (wait == 0) {
                long number = window.take(now);
                assertThat(number).isEqualTo(naive.take(now));
                long answer = now + random.nextLong(slowest);
                if (random.nextInt(4) > 0) {
                    answers.add(new long[] {answer, number});
                }
                sent.add(now);
                known.add(answers.stream().anyMatch(other -> other[1] == number) ? answer : Long.MAX_VALUE);
            }
        }
        long next = Long.MAX_VALUE;
        for (int number = sent.size() - 1; number >= 0; number--) {
            next = Math.min(next, Math.min(known.get(number), sent.get(number) + margin));
            seen.add(random.nextBoolean() ? next : random.nextLong(Math.min(sent.get(number), next), next + 1));
        }

        assertThat(mostInOneSecond(seen))
                .as("seed %d, permits %d", seed, permits)
                .isLessThanOrEqualTo(permits);
    }

    /** Saturated, with an answer after each round trip; ms. */
    @ParameterizedTest
    @CsvSource({"50, 1000, 0", "50, 1000, 40", "5, 1000, 200", "1, 0, 0", "7, 1000, 999"})
    void saturatedItLetsAllPermitsOutInEverySecondAndRoundTrip(int permits, long marginMillis, long roundTripMillis) {
        long roundTrip = Duration.ofMillis(roundTripMillis).toNanos();
        SlidingWindow window = new SlidingWindow(permits, Duration.ofMillis(marginMillis));
        long cycle = SECOND
                + Math.min(roundTrip + GUARD, Duration.ofMillis(marginMillis).toNanos());
        long now = 0;
        List<Long> taken = new ArrayList<>();
        PriorityQueue<long[]> answers = new PriorityQueue<>((one, other) -> Long.compare(one[0], other[0]));
        while (taken.size() < 20 * permits) {
            long wait = window.nanosUntilFree(now);
            if (wait == 0) {
                answers.add(new long[] {now + roundTrip, window.take(now)});
                taken.add(now);
            } else if (!answers.isEmpty() && answers.peek()[0] <= now + wait) {
                long[] answer = answers.remove();
                now = answer[0];
                window.answered(answer[1], now);
            } else {
                now += wait;
            }
        }

        assertThat(now).as("20 bursts of all permits").isEqualTo(19 * cycle);
    }

    @Test
    void aRequestThatIsNeverAnsweredIsTakenToHaveBeenSeenAfterTheMargin() {
        SlidingWindow window = new SlidingWindow(1, Duration.ofSeconds(2));
        window.take(0);

        assertThat(window.nanosUntilFree(0)).isEqualTo(3 * SECOND);
        assertThat(window.nanosUntilFree(3 * SECOND - 1)).isOne();
        assertThat(window.nanosUntilFree(3 * SECOND)).isZero();
        assertThat(window.nanosUntilFree(Long.MAX_VALUE / 2)).isZero();
    }

    /** A way to the server that stalls: nothing arrives, then everything at once, and then the answers come. */
    @ParameterizedTest
    @CsvSource({"50, 2600", "50, 29000", "5, 9000", "1, 29000"})
    void aStallShorterThanTheMarginLetsNoMoreThanThePermitsOut(int permits, long stallMillis) {
        SlidingWindow window = new SlidingWindow(permits, Duration.ofSeconds(30));
        long stall = Duration.ofMillis(stallMillis).toNanos();
        for (int number = 0; number < permits; number++) {
            assertThat(window.nanosUntilFree(0)).isZero();
            window.take(0);
        }
        assertThat(window.nanosUntilFree(stall)).isPositive();
        window.answered(0, stall);
        assertThat(window.nanosUntilFree(stall)).isEqualTo(SECOND + GUARD);
    }

    @Test
    void anAnswerProvesThatWhatWentBeforeWasSeenToo() {
        SlidingWindow window = new SlidingWindow(3, Duration.ofSeconds(30));
        window.take(0);
        window.take(0);
        window.take(0);
        window.answered(1, SECOND);
        assertThat(window.nanosUntilFree(SECOND)).isEqualTo(SECOND + GUARD);
        long later = 2 * SECOND + GUARD;
        window.take(later);
        window.take(later);
        assertThat(window.nanosUntilFree(later)).as("the third is not answered").isEqualTo(31 * SECOND - later);
        window.answered(3, later);
        assertThat(window.nanosUntilFree(later)).isEqualTo(SECOND + GUARD);
    }

    @Test
    void aLostLinkEndsTheWaitAndAnAnswerOfTheNextOneProvesNothingAboutTheOld() {
        SlidingWindow window = new SlidingWindow(2, Duration.ofSeconds(30));
        window.take(0);
        window.linkLost(SECOND);
        assertThat(window.nanosUntilFree(SECOND)).isZero();
        long first = window.take(SECOND);
        window.answered(first, SECOND);
        assertThat(window.nanosUntilFree(SECOND))
                .as("the old link's may be read until then")
                .isEqualTo(2 * SECOND);
    }

    @Test
    void onlyTheFirstAnswerCountsAndNoneAfterTheMargin() {
        SlidingWindow window = new SlidingWindow(1, Duration.ofSeconds(2));
        long number = window.take(0);
        window.answered(number, SECOND);
        window.answered(number, SECOND + SECOND / 2);
        assertThat(window.nanosUntilFree(SECOND)).isEqualTo(SECOND + GUARD);

        long next = window.take(3 * SECOND);
        window.answered(next, 6 * SECOND);
        assertThat(window.nanosUntilFree(6 * SECOND)).isZero();
    }

    @Test
    void anAnswerToARequestOfLongAgoDoesNotTouchItsSuccessor() {
        SlidingWindow window = new SlidingWindow(1, Duration.ofSeconds(2));
        long first = window.take(0);
        window.take(3 * SECOND);
        window.answered(first, 3 * SECOND);

        assertThat(window.nanosUntilFree(3 * SECOND)).isEqualTo(3 * SECOND);
    }

    private static int mostInOneSecond(List<Long> seen) {
        long[] sorted = seen.stream().mapToLong(Long::longValue).sorted().toArray();
        int most = 0;
        for (int first = 0; first < sorted.length; first++) {
            int after = Arrays.binarySearch(sorted, sorted[first] + SECOND - 1);
            int end = after < 0 ? -after - 1 : after;
            while (end < sorted.length && sorted[end] < sorted[first] + SECOND) {
                end++;
            }
            most = Math.max(most, end - first);
        }
        return most;
    }

    /** The same rule without a ring: keeps everything for ever. */
    private static final class NaiveWindow {
        private final int permits;
        private final long margin;
        private final List<Long> latestSeen = new ArrayList<>();

        private NaiveWindow(int permits, long margin) {
            this.permits = permits;
            this.margin = margin;
        }

        private long nanosUntilFree(long now) {
            return latestSeen.size() < permits
                    ? 0
                    : Math.max(0, latestSeen.get(latestSeen.size() - permits) + SECOND - now);
        }

        private long take(long now) {
            latestSeen.add(now + margin);
            return latestSeen.size() - 1;
        }

        private void answered(int number, long now) {
            for (int earlier = 0; earlier <= number; earlier++) {
                latestSeen.set(earlier, Math.min(latestSeen.get(earlier), now + GUARD));
            }
        }
    }
}
