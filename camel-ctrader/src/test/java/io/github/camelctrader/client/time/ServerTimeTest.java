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
    void catchesUpWhenOnlyOldTimesWereSeenAtFirst() {
        time.stamped(NOON - 86_400_000);
        loop.advance(Duration.ofSeconds(10));
        time.stamped(NOON);
        time.stamped(NOON + 20);

        assertThat(time.now()).hasValue(NOON);
    }
}
