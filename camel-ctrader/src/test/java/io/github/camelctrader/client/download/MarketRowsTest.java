package io.github.camelctrader.client.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketRowsTest {
    private static final int MINUTES = 28_000_000;
    private static final long OPEN = MINUTES * 60_000L;
    private static final long LATER = OPEN + Duration.ofDays(100).toMillis();

    @Test
    void aBarIsItsLowAndDifferences() {
        Trendbar bar = bars(
                        LATER,
                        false,
                        bar(MINUTES).setDeltaOpen(3).setDeltaClose(7).setDeltaHigh(10))
                .get(0);

        assertThat(bar)
                .isEqualTo(new Trendbar(
                        ProtoOATrendbarPeriod.H1,
                        OPEN,
                        new BigDecimal("1.08503"),
                        new BigDecimal("1.08510"),
                        new BigDecimal("1.08500"),
                        new BigDecimal("1.08507"),
                        42,
                        true,
                        false));
        assertThat(bar.toCsv()).isEqualTo(OPEN + ",1.08503,1.08510,1.08500,1.08507,42,true");
        assertThat(bar.toMap())
                .containsEntry("period", "H1")
                .containsEntry("close", new BigDecimal("1.08507"))
                .containsEntry("repaired", false);
        assertThat(bar.toCsv().split(",")).hasSameSizeAs(Trendbar.CSV_HEADER.split(","));
    }

    @Test
    void withoutDeltaCloseTheCloseIsTheLow() {
        Trendbar bar = bars(LATER, false, bar(MINUTES).setDeltaOpen(3).setDeltaHigh(10))
                .get(0);
        assertThat(bar.close()).isEqualTo(bar.low());
        assertThat(bar.repaired()).isFalse();
    }

    @Test
    void aHighBelowOpenOrCloseIsPutRightAndMarked() {
        Trendbar bar = bars(
                        LATER,
                        false,
                        bar(MINUTES).setDeltaOpen(9).setDeltaClose(2).setDeltaHigh(0))
                .get(0);
        assertThat(bar.high()).isEqualTo(bar.open());
        assertThat(bar.repaired()).isTrue();
        Trendbar closing = bars(
                        LATER,
                        false,
                        bar(MINUTES).setDeltaOpen(2).setDeltaClose(9).setDeltaHigh(3))
                .get(0);
        assertThat(closing.high()).isEqualTo(closing.close());
    }

    @Test
    void barsComeOldestFirstAndEachTimeOnce() {
        assertThat(bars(LATER, false, bar(MINUTES + 60), bar(MINUTES), bar(MINUTES + 60)))
                .extracting(Trendbar::openTime)
                .containsExactly(OPEN, OPEN + 3_600_000);
    }

    @ParameterizedTest
    @CsvSource({"3599999, false, false", "3600000, false, true", "0, true, true"})
    void theNewestBarIsClosedWhenItsTimeIsOverOrALaterOneIsKnown(long age, boolean followed, boolean closed) {
        List<Trendbar> bars = bars(OPEN + 3_600_000 + age, followed, bar(MINUTES), bar(MINUTES + 60));
        assertThat(bars).extracting(Trendbar::closed).containsExactly(true, closed);
    }

    @ParameterizedTest
    @CsvSource({"M1, 1", "M30, 30", "H4, 300", "D1, 1500", "W1, 10140", "MN1, 44700"})
    void aBarOfATradingDayMayLastAnHourLonger(ProtoOATrendbarPeriod period, long minutes) {
        assertThat(BarPeriods.longest(period)).isEqualTo(minutes * 60_000);
    }

    @Test
    void ticksAreSignedDifferencesNewestFirst() {
        assertThat(ticks(tick(OPEN + 500, 108_510), tick(0, -3), tick(-200, 5), tick(-300, -12)))
                .containsExactly(
                        new Tick(ProtoOAQuoteType.ASK, OPEN, new BigDecimal("1.08500")),
                        new Tick(ProtoOAQuoteType.ASK, OPEN + 300, new BigDecimal("1.08512")),
                        new Tick(ProtoOAQuoteType.ASK, OPEN + 500, new BigDecimal("1.08507")),
                        new Tick(ProtoOAQuoteType.ASK, OPEN + 500, new BigDecimal("1.08510")));
        assertThat(ticks()).isEmpty();
    }

    @Test
    void anotherAnswerIsNoPage() {
        ProtoOAVersionRes other =
                ProtoOAVersionRes.newBuilder().setVersion("91").build();
        assertThat(MarketRows.bars(other, new Window(0, 1, false), 0)).isNull();
        assertThat(MarketRows.ticks(other, ProtoOAQuoteType.BID)).isNull();
    }

    private static List<Trendbar> bars(long now, boolean followed, ProtoOATrendbar.Builder... bars) {
        ProtoOAGetTrendbarsRes.Builder answer =
                ProtoOAGetTrendbarsRes.newBuilder().setCtidTraderAccountId(1).setPeriod(ProtoOATrendbarPeriod.H1);
        List.of(bars).forEach(answer::addTrendbar);
        return Objects.requireNonNull(MarketRows.bars(answer.build(), new Window(0, LATER, followed), now))
                .rows();
    }

    private static ProtoOATrendbar.Builder bar(int minutes) {
        return ProtoOATrendbar.newBuilder().setVolume(42).setLow(108_500).setUtcTimestampInMinutes(minutes);
    }

    private static List<Tick> ticks(ProtoOATickData... ticks) {
        return Objects.requireNonNull(MarketRows.ticks(
                        ProtoOAGetTickDataRes.newBuilder()
                                .setCtidTraderAccountId(1)
                                .setHasMore(false)
                                .addAllTickData(new ArrayList<>(List.of(ticks)))
                                .build(),
                        ProtoOAQuoteType.ASK))
                .rows();
    }

    private static ProtoOATickData tick(long time, long price) {
        return ProtoOATickData.newBuilder().setTimestamp(time).setTick(price).build();
    }
}
