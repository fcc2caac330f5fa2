package io.github.camelctrader.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.model.ProtoOAHoliday;
import com.xtrader.protocol.openapi.v2.model.ProtoOAInterval;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When markets are open. 2026-11-22 is a Sunday. */
class TradingScheduleTest {
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;

    /** Five sessions from 17:05 to 16:55 of the next day, as in New York, the first on Sunday. */
    private static final TradingSchedule NEW_YORK = TradingSchedule.of(newYork().build());

    @ParameterizedTest
    @CsvSource({
        // time, open, next open, next close
        "2026-11-22T22:04:59Z,false,2026-11-22T22:05:00Z,2026-11-23T21:55:00Z",
        "2026-11-22T22:05:00Z,true,2026-11-23T22:05:00Z,2026-11-23T21:55:00Z",
        "2026-11-23T21:54:59.999Z,true,2026-11-23T22:05:00Z,2026-11-23T21:55:00Z",
        "2026-11-23T21:55:00Z,false,2026-11-23T22:05:00Z,2026-11-24T21:55:00Z",
        "2026-11-27T21:55:00Z,false,2026-11-29T22:05:00Z,2026-11-30T21:55:00Z",
        "2026-11-28T12:00:00Z,false,2026-11-29T22:05:00Z,2026-11-30T21:55:00Z",
        // In summer the same clock is an hour earlier in UTC.
        "2026-07-05T21:04:59Z,false,2026-07-05T21:05:00Z,2026-07-06T20:55:00Z",
        "2026-07-06T20:54:59Z,true,2026-07-06T21:05:00Z,2026-07-06T20:55:00Z",
        // The clock is put forward on 8 March and back on 1 November, both at night before the first session.
        "2026-03-06T21:54:59Z,true,2026-03-08T21:05:00Z,2026-03-06T21:55:00Z",
        "2026-10-30T20:54:59Z,true,2026-11-01T22:05:00Z,2026-10-30T20:55:00Z"
    })
    void aWeekHasSessionsByTheClockOfTheirZone(Instant time, boolean open, Instant nextOpen, Instant nextClose) {
        assertThat(NEW_YORK.isOpen(time)).isEqualTo(open);
        assertThat(NEW_YORK.nextOpen(time)).contains(nextOpen);
        assertThat(NEW_YORK.nextClose(time)).contains(nextClose);
    }

    @ParameterizedTest
    @CsvSource({
        // From Saturday 22:00 over the end of the week to Sunday 02:00: written as an end before the start, and beyond
        // the week.
        "597600,7200",
        "597600,612000"
    })
    void aSessionMayLastOverTheEndOfTheWeek(int start, int end) {
        TradingSchedule schedule = TradingSchedule.of(
                symbol("UTC").addSchedule(session(start, end)).build());

        assertThat(schedule.isOpen(Instant.parse("2026-11-21T21:59:59Z"))).isFalse();
        assertThat(schedule.isOpen(Instant.parse("2026-11-21T22:00:00Z"))).isTrue();
        assertThat(schedule.isOpen(Instant.parse("2026-11-22T01:59:59Z"))).isTrue();
        assertThat(schedule.isOpen(Instant.parse("2026-11-22T02:00:00Z"))).isFalse();
        assertThat(schedule.nextClose(Instant.parse("2026-11-21T23:00:00Z")))
                .contains(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(schedule.nextClose(Instant.parse("2026-11-22T01:00:00Z")))
                .contains(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(schedule.nextOpen(Instant.parse("2026-11-22T01:00:00Z")))
                .contains(Instant.parse("2026-11-28T22:00:00Z"));
    }

    @Test
    void sessionsThatTouchAreOne() {
        TradingSchedule schedule = TradingSchedule.of(symbol("UTC")
                .addSchedule(session(DAY, 2 * DAY))
                .addSchedule(session(2 * DAY, 3 * DAY))
                .build());

        assertThat(schedule.nextClose(Instant.parse("2026-11-23T12:00:00Z")))
                .contains(Instant.parse("2026-11-25T00:00:00Z"));
    }

    @Test
    void aMarketThatIsAlwaysOpenNeverClosesAndOneWithoutSessionsNeverOpens() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        TradingSchedule always =
                TradingSchedule.of(symbol("UTC").addSchedule(session(0, WEEK)).build());
        TradingSchedule never = TradingSchedule.of(symbol("UTC").build());

        assertThat(always.isOpen(now)).isTrue();
        assertThat(always.nextClose(now)).isEmpty();
        assertThat(always.nextOpen(now)).isEmpty();
        assertThat(never.isOpen(now)).isFalse();
        assertThat(never.nextOpen(now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Thanksgiving: closed all day by the clock of New York, inside two sessions.
        "2026-11-26,false,,,2026-11-25T23:00:00Z,2026-11-26T05:00:00Z,2026-11-27T05:00:00Z",
        // From 13:00 to the end of the day.
        "2026-11-26,false,46800,,2026-11-26T12:00:00Z,2026-11-26T18:00:00Z,2026-11-27T05:00:00Z",
        "2026-11-26,false,46800,86400,2026-11-26T12:00:00Z,2026-11-26T18:00:00Z,2026-11-27T05:00:00Z",
        // From 10:00 to 12:00.
        "2026-11-26,false,36000,43200,2026-11-26T12:00:00Z,2026-11-26T15:00:00Z,2026-11-26T17:00:00Z",
        // It ends within the break between two sessions.
        "2026-11-26,false,36000,61200,2026-11-26T12:00:00Z,2026-11-26T15:00:00Z,2026-11-26T22:05:00Z",
        // A Friday: the weekend follows.
        "2026-11-27,false,,,2026-11-26T23:00:00Z,2026-11-27T05:00:00Z,2026-11-29T22:05:00Z",
        // Of another year, and recurring.
        "2019-11-26,true,,,2026-11-25T23:00:00Z,2026-11-26T05:00:00Z,2026-11-27T05:00:00Z"
    })
    void aHolidayClosesTheMarket(
            LocalDate day, boolean recurring, Integer start, Integer end, Instant before, Instant close, Instant open) {
        ProtoOAHoliday.Builder holiday = holiday(day, recurring, "America/New_York");
        if (start != null) {
            holiday.setStartSecond(start);
        }
        if (end != null) {
            holiday.setEndSecond(end);
        }
        TradingSchedule schedule =
                TradingSchedule.of(newYork().addHoliday(holiday).build());

        assertThat(schedule.isOpen(before)).isTrue();
        assertThat(schedule.nextClose(before)).contains(close);
        assertThat(schedule.isOpen(close)).isFalse();
        assertThat(schedule.nextOpen(close)).contains(open);
        assertThat(schedule.isOpen(open)).isTrue();
    }

    @Test
    void aHolidayThatDoesNotRecurIsOverAfterItsDay() {
        TradingSchedule schedule = TradingSchedule.of(newYork()
                .addHoliday(holiday(LocalDate.of(2025, 11, 26), false, "UTC"))
                .build());

        assertThat(schedule.isOpen(Instant.parse("2025-11-26T12:00:00Z"))).isFalse();
        assertThat(schedule.isOpen(Instant.parse("2026-11-26T12:00:00Z"))).isTrue();
    }

    @Test
    void oneThatRecursDoesSoFromItsFirstDayOn() {
        TradingSchedule schedule = TradingSchedule.of(newYork()
                .addHoliday(holiday(LocalDate.of(2026, 11, 26), true, "UTC"))
                .build());

        assertThat(schedule.isOpen(Instant.parse("2025-11-26T12:00:00Z"))).isTrue();
        assertThat(schedule.isOpen(Instant.parse("2027-11-26T12:00:00Z"))).isFalse();
    }

    @Test
    void theTwentyNinthOfFebruaryRecursInLeapYears() {
        TradingSchedule schedule = TradingSchedule.of(symbol("UTC")
                .addSchedule(session(0, WEEK))
                .addHoliday(holiday(LocalDate.of(2024, 2, 29), true, "UTC"))
                .build());

        assertThat(schedule.isOpen(Instant.parse("2027-02-28T12:00:00Z"))).isTrue();
        assertThat(schedule.isOpen(Instant.parse("2027-03-01T12:00:00Z"))).isTrue();
        assertThat(schedule.isOpen(Instant.parse("2028-02-29T12:00:00Z"))).isFalse();
    }

    @Test
    void aHolidayHasTheClockOfItsOwnZone() {
        TradingSchedule schedule = TradingSchedule.of(symbol("UTC")
                .addSchedule(session(0, WEEK))
                .addHoliday(holiday(LocalDate.of(2026, 12, 25), false, "Asia/Tokyo"))
                .build());

        assertThat(schedule.nextClose(Instant.parse("2026-12-01T00:00:00Z")))
                .contains(Instant.parse("2026-12-24T15:00:00Z"));
        assertThat(schedule.nextOpen(Instant.parse("2026-12-01T00:00:00Z")))
                .contains(Instant.parse("2026-12-25T15:00:00Z"));
    }

    @Test
    void everyEdgeThatIsToldIsOne() {
        Duration second = Duration.ofSeconds(1);
        TradingSchedule schedule = TradingSchedule.of(newYork()
                .addHoliday(holiday(LocalDate.of(2020, 12, 25), true, "America/New_York"))
                .build());
        Instant end = Instant.parse("2027-03-31T00:00:00Z");
        int edges = 0;

        for (Instant time = Instant.parse("2026-10-01T00:00:00Z"); time.isBefore(end); edges++) {
            boolean open = schedule.isOpen(time);
            Instant edge = (open ? schedule.nextClose(time) : schedule.nextOpen(time)).orElseThrow();
            assertThat(schedule.isOpen(edge)).isNotEqualTo(open);
            assertThat(schedule.isOpen(edge.minus(second))).isEqualTo(open);
            time = edge;
        }

        assertThat(edges).isGreaterThan(250);
    }

    @Test
    void aZoneMayBeWrittenShortOrNotAtAllAndAnUnknownOneIsSaid() {
        // Newer Java calls it America/Panama.
        assertThat(TradingSchedule.of(symbol("EST").build())
                        .zone()
                        .getRules()
                        .getOffset(Instant.parse("2026-07-01T00:00:00Z")))
                .isEqualTo(ZoneOffset.ofHours(-5));
        assertThat(TradingSchedule.of(symbol(" Europe/Moscow ").build()).zone().getId())
                .isEqualTo("Europe/Moscow");
        assertThat(TradingSchedule.of(symbol("").build()).zone().getId()).isEqualTo("UTC");
        assertThatThrownBy(() -> TradingSchedule.of(symbol("Atlantis").build()))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("Atlantis");
    }

    private static ProtoOASymbol.Builder newYork() {
        ProtoOASymbol.Builder symbol = symbol("America/New_York");
        for (int day = 0; day < 5; day++) {
            int start = day * DAY + 17 * HOUR + 300;
            symbol.addSchedule(session(start, start + DAY - 600));
        }
        return symbol;
    }

    private static ProtoOASymbol.Builder symbol(String zone) {
        return ProtoOASymbol.newBuilder()
                .setSymbolId(1)
                .setDigits(5)
                .setPipPosition(4)
                .setScheduleTimeZone(zone);
    }

    private static ProtoOAInterval session(int start, int end) {
        return ProtoOAInterval.newBuilder()
                .setStartSecond(start)
                .setEndSecond(end)
                .build();
    }

    private static ProtoOAHoliday.Builder holiday(LocalDate day, boolean recurring, String zone) {
        return ProtoOAHoliday.newBuilder()
                .setHolidayId(1)
                .setName("A holiday")
                .setScheduleTimeZone(zone)
                .setHolidayDate(day.toEpochDay())
                .setIsRecurring(recurring);
    }
}
