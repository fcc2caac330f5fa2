package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAHoliday;
import com.xtrader.protocol.openapi.v2.model.ProtoOAInterval;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the market of a symbol is open: its weekly sessions less its holidays, each by the clock of its own time zone, so that a
 * session that begins at 17:00 in New York does so in summer and in winter. Whether a symbol may be traded at all is another
 * matter, see its {@code tradingMode}. Immutable.
 */
public final class TradingSchedule {
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    /** Weeks in which the next change is looked for: a year, so that each recurring holiday is among them. */
    private static final int HORIZON = 54;

    private final ZoneId zone;
    private final List<Session> sessions;
    private final List<Holiday> holidays;

    /** Seconds from Sunday 00:00 by the clock; a session that lasts over the end of the week ends beyond it. */
    private record Session(int start, int end) {}

    /** Seconds from the midnight with which the day begins, by the clock. */
    private record Holiday(ZoneId zone, LocalDate day, boolean recurring, int start, int end) {}

    private record Span(Instant start, Instant end) {
        boolean contains(Instant time) {
            return !time.isBefore(start) && time.isBefore(end);
        }
    }

    private TradingSchedule(ZoneId zone, List<Session> sessions, List<Holiday> holidays) {
        this.zone = zone;
        this.sessions = sessions;
        this.holidays = holidays;
    }

    /**
     * The schedule in a server's description of a symbol. A symbol without sessions is never open; a time zone that is not
     * named is UTC; a holiday without hours lasts its whole day; one of 29 February that recurs does so in leap years.
     *
     * @throws DateTimeException when a time zone is not known to Java or a day is not valid
     */
    public static TradingSchedule of(ProtoOASymbol symbol) {
        return new TradingSchedule(
                zone(symbol.getScheduleTimeZone()),
                symbol.getScheduleList().stream().map(TradingSchedule::session).toList(),
                symbol.getHolidayList().stream().map(TradingSchedule::holiday).toList());
    }

    private static ZoneId zone(String name) {
        return ZoneId.of(name.isBlank() ? "UTC" : name.strip(), ZoneId.SHORT_IDS);
    }

    private static Session session(ProtoOAInterval interval) {
        int start = interval.getStartSecond();
        int end = interval.getEndSecond();
        return new Session(start, end > start ? end : end + WEEK);
    }

    private static Holiday holiday(ProtoOAHoliday holiday) {
        int start = holiday.getStartSecond();
        int end = holiday.getEndSecond();
        return new Holiday(
                zone(holiday.getScheduleTimeZone()),
                LocalDate.ofEpochDay(holiday.getHolidayDate()),
                holiday.getIsRecurring(),
                start,
                end > start ? end : DAY);
    }

    /** The zone by whose clock the sessions are. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether the market is open at a time. The second in which a session ends is not part of it. */
    public boolean isOpen(Instant time) {
        return sessionsAround(time, 1).anyMatch(session -> session.contains(time))
                && holidaysUntil(time, time).noneMatch(holiday -> holiday.contains(time));
    }

    /** When the market opens next after a time; if it is open then, after it closed. Empty when it does not within a year. */
    public Optional<Instant> nextOpen(Instant time) {
        return next(time, true);
    }

    /** When the market closes next after a time; if it is closed then, after it opened. Empty when it does not within a year. */
    public Optional<Instant> nextClose(Instant time) {
        return next(time, false);
    }

    private Optional<Instant> next(Instant time, boolean opens) {
        List<Instant> edges = new ArrayList<>();
        Stream.concat(sessionsAround(time, HORIZON), holidaysUntil(time, time.plusSeconds((long) HORIZON * WEEK)))
                .forEach(span -> {
                    edges.add(span.start);
                    edges.add(span.end);
                });
        boolean open = isOpen(time);
        for (Instant edge : edges.stream().filter(time::isBefore).sorted().toList()) {
            boolean before = open;
            open = isOpen(edge);
            if (open == opens && open != before) {
                return Optional.of(edge);
            }
        }
        return Optional.empty();
    }

    /** The sessions of the week of a time, of the one before, which may last into it, and of some after it. */
    private Stream<Span> sessionsAround(Instant time, int weeks) {
        LocalDate sunday = LocalDate.ofInstant(time, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        return Stream.iterate(sunday.minusWeeks(1), week -> week.plusWeeks(1))
                .limit(weeks + 1L)
                .flatMap(week -> sessions.stream().map(session -> span(week, session.start, session.end, zone)));
    }

    private Stream<Span> holidaysUntil(Instant from, Instant to) {
        return holidays.stream()
                .flatMap(holiday ->
                        days(holiday, from, to).map(day -> span(day, holiday.start, holiday.end, holiday.zone)));
    }

    private static Stream<LocalDate> days(Holiday holiday, Instant from, Instant to) {
        if (!holiday.recurring) {
            return Stream.of(holiday.day);
        }
        int first = LocalDate.ofInstant(from, holiday.zone).getYear() - 1;
        int last = LocalDate.ofInstant(to, holiday.zone).getYear();
        return Stream.iterate(first, year -> year <= last, year -> year + 1)
                .filter(year -> year >= holiday.day.getYear())
                .map(holiday.day::withYear)
                .filter(day -> day.getDayOfMonth() == holiday.day.getDayOfMonth());
    }

    /** By the clock: what begins in an hour that a clock that is put forward leaves out begins after it. */
    private static Span span(LocalDate day, int start, int end, ZoneId zone) {
        return new Span(at(day, start, zone), at(day, end, zone));
    }

    private static Instant at(LocalDate day, int second, ZoneId zone) {
        return day.plusDays(Math.floorDiv(second, DAY))
                .atTime(LocalTime.ofSecondOfDay(Math.floorMod(second, DAY)))
                .atZone(zone)
                .toInstant();
    }
}
