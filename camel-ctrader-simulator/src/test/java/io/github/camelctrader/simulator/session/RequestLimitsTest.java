package io.github.camelctrader.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.simulator.RateLimitAnswer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int ORDINARY = 2124;
    private static final int OTHER = 2112;
    private static final int HISTORICAL = 2137;

    private static RequestLimits limits(RateLimitAnswer answer) {
        return new RequestLimits(new Limits(50, 5, answer, 10_000));
    }

    private final RequestLimits blocking = limits(RateLimitAnswer.BLOCKED_PAYLOAD_TYPE);
    private final RequestLimits plain = limits(RateLimitAnswer.REQUEST_FREQUENCY_EXCEEDED);

    @Test
    void admitsFiftyInAnySecondAndTheNextExactlyOneSecondAfterTheFirst() {
        for (int index = 0; index < 50; index++) {
            assertThat(plain.refuse(ORDINARY, index)).isEmpty();
        }
        assertThat(plain.refuse(ORDINARY, 60)).hasValue(1);
        assertThat(plain.refuse(ORDINARY, SECOND - 1)).hasValue(1);
        assertThat(plain.refuse(ORDINARY, SECOND)).isEmpty();
        assertThat(plain.refuse(ORDINARY, SECOND)).hasValue(1);
        assertThat(plain.refuse(ORDINARY, SECOND + 1)).isEmpty();
    }

    @Test
    void takesAnyLimit() {
        RequestLimits unlimited =
                new RequestLimits(new Limits(Integer.MAX_VALUE, 1, RateLimitAnswer.BLOCKED_PAYLOAD_TYPE, 10_000));

        for (int index = 0; index < 1000; index++) {
            assertThat(unlimited.refuse(ORDINARY, index)).isEmpty();
        }
        assertThat(unlimited.refuse(HISTORICAL, 0)).isEmpty();
        assertThat(unlimited.refuse(HISTORICAL, 1000)).hasValue(1);
    }

    @Test
    void countsOverEverySecondAndNotOverFixedOnes() {
        for (int index = 0; index < 50; index++) {
            assertThat(plain.refuse(ORDINARY, SECOND * 9 / 10)).isEmpty();
        }
        assertThat(plain.refuse(ORDINARY, SECOND * 11 / 10)).isPresent();
    }

    @Test
    void historicalRequestsCountTwice() {
        for (int index = 0; index < 5; index++) {
            assertThat(plain.refuse(HISTORICAL, 0)).isEmpty();
        }
        assertThat(plain.refuse(HISTORICAL, 1)).hasValue(1);
        for (int index = 0; index < 45; index++) {
            assertThat(plain.refuse(ORDINARY, 2)).isEmpty();
        }
        assertThat(plain.refuse(ORDINARY, 3)).hasValue(1);
    }

    @Test
    void aRefusedTypeStaysBlockedForAllItsTimeWhileOthersPass() {
        for (int index = 0; index < 50; index++) {
            assertThat(blocking.refuse(ORDINARY, 0)).isEmpty();
        }
        assertThat(blocking.refuse(ORDINARY, SECOND / 2)).hasValue(1);
        assertThat(blocking.refuse(OTHER, SECOND)).isEmpty();
        assertThat(blocking.refuse(ORDINARY, SECOND * 3 / 2 - 1)).hasValue(1);
        assertThat(blocking.refuse(ORDINARY, SECOND * 3 / 2)).isEmpty();
    }

    @Test
    void aWindowNeverAdmitsMoreThanItsRate() {
        SplittableRandom random = new SplittableRandom(42);
        RollingWindow window = new RollingWindow(7);
        long[] admitted = new long[100_000];
        int count = 0;
        long now = -5 * SECOND;
        while (count < admitted.length) {
            now += random.nextLong(SECOND / 3);
            if (window.waitFor(now) == 0) {
                window.admit(now);
                admitted[count++] = now;
                assertThat(count <= 7 || now - admitted[count - 8] >= SECOND).isTrue();
            } else {
                assertThat(now + window.waitFor(now)).isEqualTo(admitted[count - 7] + SECOND);
            }
        }
    }
}
