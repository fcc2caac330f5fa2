package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.RateLimitedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All times in ms. */
class PayloadTypeBackoffTest {
    private static final int TYPE = 2121;
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final PayloadTypeBackoff blocks = new PayloadTypeBackoff(Duration.ofMillis(50));

    @ParameterizedTest
    @CsvSource({
        "0, 1000 2000 4000 8000 16000 32000 64000 120000 120000",
        "5, 5050 5050 5050 8000 16000 32000 64000 120000 120000",
        "300, 300050 300050 300050",
    })
    void everyRefusalInARowBlocksForTheLongerOfTheServersTimeAndABackOff(int retryAfter, String expected) {
        long now = 0;
        for (String wait : expected.split(" ")) {
            PayloadTypeBackoff.Block block = blocks.refused(TYPE, refusal(retryAfter), now);

            assertThat(block.until() - now).isEqualTo(Long.parseLong(wait) * MILLI);
            assertThat(block.refusal().getRetryAfter().toSeconds())
                    .as("what the caller is told, without the margin")
                    .isEqualTo(Math.max(retryAfter, Long.parseLong(wait) / 1000));
            assertThat(block.refusal().getErrorCode()).isEqualTo("BLOCKED_PAYLOAD_TYPE");
            assertThat(blocks.nanosBlocked(TYPE, block.until() - 1)).isOne();
            assertThat(blocks.nanosBlocked(TYPE, block.until())).isZero();
            now = block.until();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2100, 2102, 2173})
    void anAuthorisationIsLookedAtEveryMinuteHoweverLongTheServerSays(int type) {
        long now = 0;
        for (int refusal = 1; refusal <= 10; refusal++) {
            PayloadTypeBackoff.Block block = blocks.refused(type, refusal(86_400), now);
            assertThat(block.until() - now).isEqualTo(60_050 * MILLI);
            assertThat(block.refusal().getRetryAfter()).isEqualTo(Duration.ofMinutes(1));
            assertThat(block.refusal()).hasMessageContaining("86400 s");
            now = block.until();
        }
        for (int refusal = 1; refusal <= 10; refusal++) {
            PayloadTypeBackoff.Block block = blocks.refused(type, refusal(0), now);
            assertThat(block.until() - now).isLessThanOrEqualTo(60_050 * MILLI);
            now = block.until();
        }
    }

    @Test
    void whatWasUnderWayWhenTheBlockBeganDoesNotMakeItGrow() {
        long until = blocks.refused(TYPE, refusal(2), 0).until();
        for (int number = 1; number <= 20; number++) {
            assertThat(blocks.refused(TYPE, refusal(1), number * MILLI).until()).isEqualTo(until);
        }
        assertThat(blocks.refused(TYPE, refusal(0), until).until() - until)
                .as("the second in a row")
                .isEqualTo(2000 * MILLI);
    }

    @Test
    void theLongerOfTwoBlocksCounts() {
        blocks.refused(TYPE, refusal(5), 0);
        blocks.refused(TYPE, refusal(3), MILLI);
        assertThat(blocks.nanosBlocked(TYPE, MILLI)).isEqualTo(5049 * MILLI);

        blocks.refused(TYPE, refusal(6), MILLI);
        assertThat(blocks.nanosBlocked(TYPE, MILLI)).isEqualTo(6050 * MILLI);
    }

    @Test
    void aSuccessAfterTheBlockEndsTheRowAndOneDuringItDoesNot() {
        long until = blocks.refused(TYPE, refusal(0), 0).until();
        blocks.taken(TYPE, until - 1);
        until = blocks.refused(TYPE, refusal(0), until).until();
        assertThat(until).isEqualTo(3000 * MILLI);

        blocks.taken(TYPE, until);
        assertThat(blocks.refused(TYPE, refusal(0), until).until()).isEqualTo(4000 * MILLI);
    }

    @Test
    void everyTypeHasItsOwn() {
        blocks.refused(TYPE, refusal(0), 0);
        blocks.taken(TYPE + 1, 5000 * MILLI);
        assertThat(blocks.nanosBlocked(TYPE + 1, 0)).isZero();

        assertThat(blocks.refused(TYPE + 1, refusal(0), 5000 * MILLI).until()).isEqualTo(6000 * MILLI);
        assertThat(blocks.refused(TYPE, refusal(0), 5000 * MILLI).until()).isEqualTo(7000 * MILLI);
    }

    @Test
    void aBlockThatIsOverIsForgotten() {
        blocks.refused(TYPE, refusal(0), 0);
        assertThat(blocks.any(0)).isTrue();
        assertThat(blocks.any(1000 * MILLI)).isFalse();
    }

    private static RateLimitedException refusal(int seconds) {
        return new RateLimitedException("too soon", "BLOCKED_PAYLOAD_TYPE", null, Duration.ofSeconds(seconds));
    }
}
