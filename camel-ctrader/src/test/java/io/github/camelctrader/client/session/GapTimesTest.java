package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.OutageTracker.Over;
import io.github.camelctrader.client.time.SettableClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which time an interruption has that is told, and told again. */
class GapTimesTest {
    private static final Set<Long> ONE = Set.of(1L);
    private static final Duration HOUR = Duration.ofHours(1);

    private long slept;
    private final SettableClock clock = new SettableClock();
    private final GapTimes times = new GapTimes(clock, since -> slept);
    private final Outage outage = new Outage(clock.nanoTime(), "cut");

    @Test
    void whatIsFilledLaterHasTheTimeThatItHadBefore() {
        clock.advance(Duration.ofSeconds(5));
        GapTimes.Span told = times.of(new Over(ONE, outage, false, false));
        assertThat(Duration.between(told.from(), told.to())).isEqualTo(Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(30));
        clock.jump(HOUR.negated());

        assertThat(times.of(new Over(ONE, outage, true, true))).isEqualTo(told);
    }

    @Test
    void eachReportOfOneInterruptionHasItsOwnEndAndNoneEndsBeforeItBegan() {
        times.of(new Over(ONE, outage, false, false));
        clock.advance(Duration.ofSeconds(5));
        clock.jump(HOUR.negated());
        GapTimes.Span other = times.of(new Over(Set.of(2L), outage, false, false));

        assertThat(Duration.between(other.from(), other.to())).isEqualTo(Duration.ofSeconds(5));
        assertThat(other.to()).isEqualTo(clock.now());
    }

    @Test
    void whatTheMachineSleptIsPartOfTheInterruption() {
        clock.advance(Duration.ofSeconds(5));
        clock.jump(HOUR);
        slept = HOUR.toMillis();

        GapTimes.Span told = times.of(new Over(ONE, outage, true, false));
        assertThat(Duration.between(told.from(), told.to())).isEqualTo(HOUR.plusSeconds(5));
    }
}
