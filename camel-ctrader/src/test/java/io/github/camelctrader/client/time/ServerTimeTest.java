package io.github.camelctrader.client.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerTimeTest {
    private static final long NOON = 1_790_000_000_000L;

    private final VirtualLoop loop = new VirtualLoop();
    private final ServerTime time = new ServerTime(loop);

    @Test
    void isNotKnownBeforeAMessageShowsIt() {
        time.stamped(0);
        time.stamped(-1);

        assertThat(time.now()).isEmpty();
    }

    @Test
    void goesOnBetweenMessages() {
        time.stamped(NOON);
        loop.advance(Duration.ofSeconds(90));

        assertThat(time.now()).hasValue(NOON + 90_000);
    }

    @Test
    void followsTheLeastDelayedMessages() {
        time.stamped(NOON - 3_000);
        time.stamped(NOON - 1);
        time.stamped(NOON);
        time.stamped(NOON - 500);

        assertThat(time.now()).hasValue(NOON - 1);
    }

    @Test
    void isNotMovedByOneTimeFromTheFutureHoweverOftenItIsTold() {
        time.stamped(NOON);
        time.stamped(NOON + 1);
        time.stamped(NOON + 900_000);
        loop.advance(Duration.ofSeconds(1));
        time.stamped(NOON + 900_000);
        time.stamped(NOON + 1_000);

        assertThat(time.now()).hasValue(NOON + 1_001);
    }

    @Test
    void followsAClockThatWasSetBackOnceWhatHappensSaysSoForAWhile() {
        happens(NOON, 2);
        long hour = Duration.ofHours(1).toMillis();
        happens(NOON - hour, 10);
        assertThat(time.now().getAsLong()).as("in spite of nine seconds").isGreaterThan(NOON);
        happens(NOON - hour + 10_000, 1);

        assertThat(time.now()).hasValue(NOON - hour + 11_000);
        time.stamped(NOON - hour + 12_000);
        assertThat(time.now()).as("a later one of the same clock").hasValue(NOON - hour + 11_000);
    }

    @Test
    void isNotSetBackByWhatIsLateOrOldOrSaidOnceMore() {
        happens(NOON, 2);
        for (int i = 0; i < 20; i++) {
            loop.advance(Duration.ofSeconds(1));
            time.happened(NOON - 86_400_000);
            time.happened(NOON - 86_400_000 + i * 100);
            time.stamped(NOON - 3_600_000 + i * 1_000);
        }
        assertThat(time.now()).hasValue(NOON + 22_000);

        happens(NOON - 5_000, 8);
        time.happened(NOON + 30_000);
        happens(NOON + 3_000, 8);
        assertThat(time.now().getAsLong()).isGreaterThanOrEqualTo(NOON + 38_000);
    }

    /** So many events, a second apart by the server's clock and by ours. */
    private void happens(long from, int events) {
        for (int i = 0; i < events; i++) {
            time.happened(from + i * 1_000L);
            loop.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void catchesUpWhenOnlyOldTimesWereSeenAtFirst() {
        time.stamped(NOON - 86_400_000);
        loop.advance(Duration.ofSeconds(10));
        time.stamped(NOON);
        time.stamped(NOON + 20);

        assertThat(time.now()).hasValue(NOON);
    }
}
