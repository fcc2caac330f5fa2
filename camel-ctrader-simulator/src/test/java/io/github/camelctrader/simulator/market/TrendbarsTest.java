package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendbarsTest {
    @ParameterizedTest
    @CsvSource({
        "M1,  2026-03-04T10:47:33Z, 2026-03-04T10:47:00Z",
        "M2,  2026-03-04T10:47:33Z, 2026-03-04T10:46:00Z",
        "M3,  2026-03-04T10:47:33Z, 2026-03-04T10:45:00Z",
        "M4,  2026-03-04T10:47:33Z, 2026-03-04T10:44:00Z",
        "M5,  2026-03-04T10:47:33Z, 2026-03-04T10:45:00Z",
        "M10, 2026-03-04T10:47:33Z, 2026-03-04T10:40:00Z",
        "M15, 2026-03-04T10:47:33Z, 2026-03-04T10:45:00Z",
        "M30, 2026-03-04T10:47:33Z, 2026-03-04T10:30:00Z",
        "H1,  2026-03-04T10:47:33Z, 2026-03-04T10:00:00Z",
        "H4,  2026-03-04T10:47:33Z, 2026-03-04T10:00:00Z",
        "H4,  2026-03-04T09:59:59Z, 2026-03-04T06:00:00Z",
        "H12, 2026-03-04T10:47:33Z, 2026-03-04T10:00:00Z",
        "D1,  2026-03-04T21:59:59Z, 2026-03-03T22:00:00Z",
        "D1,  2026-03-04T22:00:00Z, 2026-03-04T22:00:00Z",
        "W1,  2026-03-04T10:47:33Z, 2026-03-01T22:00:00Z",
        "W1,  2026-03-01T21:59:59Z, 2026-02-22T22:00:00Z",
        "MN1, 2026-03-04T10:47:33Z, 2026-02-28T22:00:00Z"
    })
    void opensWhereBrokersOpen(ProtoOATrendbarPeriod period, Instant time, Instant open) {
        assertThat(Instant.ofEpochMilli(Trendbars.open(time.toEpochMilli(), period)))
                .isEqualTo(open);
    }

    private static Tick tick(long time, long bid) {
        return new Tick(time, new Quote(bid, bid + 10));
    }

    @Test
    void isMadeOfBidsAndSkipsEmptyPeriods() {
        List<ProtoOATrendbar> bars = Trendbars.of(
                List.of(
                        tick(0, 100),
                        tick(20_000, 130),
                        tick(30_000, 90),
                        new Tick(40_000, new Quote(90, 105), 1),
                        tick(59_999, 110),
                        tick(180_000, 105)),
                ProtoOATrendbarPeriod.M1);

        assertThat(bars).hasSize(2);
        assertThat(bars.get(0))
                .isEqualTo(ProtoOATrendbar.newBuilder()
                        .setVolume(9)
                        .setLow(90)
                        .setDeltaOpen(10)
                        .setDeltaHigh(40)
                        .setDeltaClose(20)
                        .setUtcTimestampInMinutes(0)
                        .build());
        assertThat(bars.get(1).getUtcTimestampInMinutes()).isEqualTo(3);
        assertThat(bars.get(1).hasPeriod()).isFalse();
    }
}
