package io.github.camelctrader.client.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.5S,          PT30S",
        "PT0.5S,          PT0.5S",
        "PT0.000000001S,  PT30S",
        "PT0.000000003S,  PT0.000000007S",
        "PT1S,            P1D",
        "PT30S,           PT2562047H47M16.854775807S",
        "PT2562047H,      PT2562047H47M16.854775807S",
        "PT10S,           PT5S",
    })
    void everyDelayIsBetweenHalfAndAllOfTheDoubledOneUpToTheLongest(Duration first, Duration max) {
        for (int seed = 0; seed < 50; seed++) {
            Backoff backoff = new Backoff(first, max, new SplittableRandom(seed));
            for (int attempt = 1; attempt < 200; attempt++) {
                long ceiling = ceiling(first, max, attempt);
                assertThat(backoff.delay(attempt).toNanos())
                        .as("attempt %d, seed %d", attempt, seed)
                        .isBetween(ceiling / 2, Math.max(ceiling, 2))
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "-2147483648, 1", "2147483647, 1000"})
    void attemptsThatNobodyCountsToAreHarmless(int attempt, int sameAs) {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(1));
        Backoff other = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(1));

        assertThat(backoff.delay(attempt)).isEqualTo(other.delay(sameAs));
    }

    @Test
    void chanceReachesBothEndsAndSpreadsWhatLiesBetween() {
        Backoff backoff = new Backoff(Duration.ofNanos(20), Duration.ofSeconds(30), new SplittableRandom(1));
        TreeSet<Long> delays = new TreeSet<>();
        for (int index = 0; index < 1000; index++) {
            delays.add(backoff.delay(1).toNanos());
        }

        assertThat(delays).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    }

    private static long ceiling(Duration first, Duration max, int attempt) {
        return BigInteger.valueOf(first.toNanos())
                .shiftLeft(attempt - 1)
                .min(BigInteger.valueOf(max.toNanos()))
                .longValueExact();
    }
}
