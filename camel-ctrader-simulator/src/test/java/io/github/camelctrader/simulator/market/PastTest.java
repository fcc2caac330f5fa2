package io.github.camelctrader.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.MarketHours;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.TradingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prices of years, made when they are asked for. */
class PastTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Instant.parse("2026-03-04T10:00:20Z").toEpochMilli();
    private static final int ALL = 100_000;

    private final Instrument symbol = instrument(SimulatedSymbol.forex(1, "EURUSD", "1.10000", "0.00010"));
    private final Instrument weekdays = instrument(SimulatedSymbol.forex(1, "EURUSD", "1.10000", "0.00010")
            .withSchedule(MarketHours.WEEKDAYS.sessions().toArray(TradingHours[]::new)));

    private static Instrument instrument(SimulatedSymbol symbol) {
        return new Instrument(symbol, 1, 2, 1);
    }

    private static TickHistory history(Instrument instrument, long seed, long start) {
        return new TickHistory(instrument, seed, start, Duration.ofDays(4_000));
    }

    @Test
    void joinsTheFirstQuote() {
        List<Tick> ticks = history(symbol, 3, START).between(START - DAY, Long.MAX_VALUE);
        assertThat(ticks.get(ticks.size() - 1))
                .extracting(Tick::time, Tick::quote)
                .containsExactly(START / 15_000 * 15_000, symbol.firstQuote());
        for (int index = 1; index < ticks.size(); index++) {
            Tick before = ticks.get(index - 1);
            Tick tick = ticks.get(index);
            assertThat(Math.abs(tick.quote().bid() - before.quote().bid())).isLessThan(40);
            assertThat(tick.quote().ask() - tick.quote().bid()).isBetween(5L, 20L);
            assertThat(tick).isEqualTo(Tick.after(before.quote(), tick.time(), tick.quote()));
            assertThat(tick.time() - before.time()).isLessThanOrEqualTo(45_000);
        }
    }

    @Test
    void isTheSameForTheSameSeedWhateverTheWindowAndTheStart() {
        TickHistory history = history(symbol, 3, START);
        long from = START - 400 * DAY - 1;
        List<Tick> whole = history.between(from, from + DAY);
        List<Tick> parts = new ArrayList<>(history.between(from, from + 7_777_777));
        parts.addAll(history.between(from + 7_777_778, from + DAY));

        assertThat(parts).isEqualTo(whole);
        assertThat(history.between(from, from + DAY)).isEqualTo(whole);
        assertThat(history(symbol, 3, START + 30 * DAY).between(from, from + DAY))
                .isEqualTo(whole);
        assertThat(history(symbol, 4, START).between(from, from + DAY)).isNotEqualTo(whole);
    }

    @Test
    void goesBackMoreThanTenYearsAndStaysNearTheFirstPrice() {
        TickHistory history = history(symbol, 3, START);
        List<ProtoOATrendbar> days = new BarHistory(history, ProtoOATrendbarPeriod.D1, 0, Long.MAX_VALUE).newest(ALL);
        assertThat(days).hasSize(4_001);
        assertThat(days).allSatisfy(day -> {
            assertThat(day.getLow()).isBetween(70_000L, 160_000L);
            assertThat(day.getDeltaHigh()).isBetween(20L, 6_000L);
        });
        assertThat(history.between(0, START - 4_001 * DAY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProtoOATrendbarPeriod.class)
    void barsOfAllPeriodsAgreeWithMinutesFromEitherEnd(ProtoOATrendbarPeriod period) {
        TickHistory history = history(weekdays, 5, START);
        long from = Trendbars.open(START - 40 * DAY, period);
        long to = Trendbars.open(START, period) - 1;
        BarHistory window = new BarHistory(history, period, from, to);
        List<ProtoOATrendbar> bars = window.newest(ALL);
        List<ProtoOATrendbar> minutes = new BarHistory(history, ProtoOATrendbarPeriod.M1, from, to).newest(ALL);

        assertThat(bars).isNotEmpty();
        int some = (bars.size() + 1) / 2;
        assertThat(window.oldest(some)).isEqualTo(bars.subList(0, some));
        assertThat(window.newest(some)).isEqualTo(bars.subList(bars.size() - some, bars.size()));
        int minute = 0;
        for (ProtoOATrendbar bar : bars) {
            long end = Trendbars.end(BarHistory.open(bar), period);
            int first = minute;
            while (minute < minutes.size() && BarHistory.open(minutes.get(minute)) <= end) {
                minute++;
            }
            assertThat(bar).isEqualTo(joined(BarHistory.open(bar), minutes.subList(first, minute)));
        }
        assertThat(minute).isEqualTo(minutes.size());
    }

    private static ProtoOATrendbar joined(long open, List<ProtoOATrendbar> minutes) {
        ProtoOATrendbar last = minutes.get(minutes.size() - 1);
        long low = minutes.stream().mapToLong(ProtoOATrendbar::getLow).min().orElseThrow();
        return ProtoOATrendbar.newBuilder()
                .setVolume(
                        minutes.stream().mapToLong(ProtoOATrendbar::getVolume).sum())
                .setLow(low)
                .setDeltaOpen(minutes.get(0).getLow() + minutes.get(0).getDeltaOpen() - low)
                .setDeltaClose(last.getLow() + last.getDeltaClose() - low)
                .setDeltaHigh(minutes.stream()
                                .mapToLong(bar -> bar.getLow() + bar.getDeltaHigh())
                                .max()
                                .orElseThrow()
                        - low)
                .setUtcTimestampInMinutes((int) (open / 60_000))
                .build();
    }

    @Test
    void restsWhenTheMarketRests() {
        TickHistory history = history(weekdays, 5, START);
        long saturday = Instant.parse("2020-02-29T00:00:00Z").toEpochMilli();
        assertThat(history.between(saturday, saturday + DAY)).isEmpty();
        List<Tick> week = history.between(saturday, saturday + 7 * DAY);
        assertThat(week.get(0).time())
                .isEqualTo(Instant.parse("2020-03-01T22:05:00Z").toEpochMilli());
        assertThat(week).allMatch(tick -> weekdays.symbol().isScheduled(tick.time()));
        assertThat(history.quoteBefore(saturday + DAY))
                .isEqualTo(history.between(saturday - DAY, saturday).stream()
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .quote());
    }

    @Test
    void liveTicksFollowItAndOldOnesBecomeFewWhichMakeTheSameBars() {
        TickHistory few = history(symbol, 3, START);
        List<Tick> all = new ArrayList<>(few.between(START - 3_600_000, START));
        long bid = 110_000;
        for (int index = 1; index <= 3 * LiveTicks.WHOLE; index++) {
            bid += (index * 7919L % 13) - 6;
            Tick tick = new Tick(START + index * 50L, new Quote(bid, bid + 10), 1 + index % 2);
            few.add(tick);
            all.add(tick);
        }
        List<Tick> kept = few.between(START - 3_600_000, Long.MAX_VALUE);

        assertThat(kept).hasSizeLessThan(2 * LiveTicks.WHOLE);
        assertThat(kept.subList(kept.size() - LiveTicks.WHOLE, kept.size()))
                .isEqualTo(all.subList(all.size() - LiveTicks.WHOLE, all.size()));
        for (ProtoOATrendbarPeriod period : ProtoOATrendbarPeriod.values()) {
            assertThat(Trendbars.of(kept, period)).isEqualTo(Trendbars.of(all, period));
        }
    }
}
