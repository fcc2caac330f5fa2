package io.github.camelctrader.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingHoursTest {
    @ParameterizedTest(name = "{0} {1}h-{2}h at {3}: {4}")
    @CsvSource({
        "SUNDAY,    0, 24, 2026-11-22T00:00:00Z,     true",
        "SUNDAY,    0, 24, 2026-11-21T23:59:59.999Z, false",
        "SUNDAY,    0, 24, 2026-11-23T00:00:00Z,     false",
        "SATURDAY, 10, 24, 2026-11-21T23:59:59.999Z, true",
        "SATURDAY, 10, 24, 2026-11-21T09:59:59Z,     false",
        "MONDAY,    8,  9, 2026-11-23T08:00:00Z,     true",
        "MONDAY,    8,  9, 2026-11-23T09:00:00Z,     false",
        "THURSDAY,  0, 24, 1970-01-01T00:00:00Z,     true"
    })
    void startsAreWithinAndEndsAreNot(DayOfWeek day, int from, int to, Instant time, boolean within) {
        TradingHours hours = TradingHours.on(day, Duration.ofHours(from), Duration.ofHours(to));

        assertThat(hours.contains(time.toEpochMilli())).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, 5", "0, 604801"})
    void aSpanLiesWithinTheWeek(int start, int end) {
        assertThatThrownBy(() -> new TradingHours(start, end)).hasMessageContaining(start + " to " + end);
    }
}
