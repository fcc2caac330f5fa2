package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.market.Trendbars;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Books swaps on open positions when a trading day ends: at none of the two days of the weekend, which one day of the week makes up for with
 * three swaps. A clock that leaps books at most {@value #BOUND} days, one that is set back books no day twice.
 */
final class Rollover {
    private static final int BOUND = 31;
    private static final int TRIPLE = 3;
    private static final long DAY = 86_400_000;

    private final Book book;
    private final Valuation valuation;
    private final Clock clock;
    private long next;

    Rollover(Book book, Valuation valuation, Clock clock) {
        this.book = book;
        this.valuation = valuation;
        this.clock = clock;
        this.next = dayOf(clock.millis()) + DAY;
    }

    private static long dayOf(long time) {
        return Trendbars.open(time, ProtoOATrendbarPeriod.D1);
    }

    void check(AccountEvents events) {
        long now = clock.millis();
        if (now >= next) {
            for (long end = Math.max(next, dayOf(now) - (BOUND - 1) * DAY); end <= now; end += DAY) {
                book(end, events);
            }
            next = dayOf(now) + DAY;
        }
    }

    private void book(long end, AccountEvents events) {
        DayOfWeek day = Instant.ofEpochMilli(end).atOffset(ZoneOffset.UTC).getDayOfWeek();
        if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
            return;
        }
        for (Position position : book.openPositions()) {
            boolean triple = position.instrument().symbol().costs().tripleSwapDay() == day;
            long swap = position.opened() < end ? valuation.swap(position, triple ? TRIPLE : 1) : 0;
            if (swap != 0) {
                position.addSwap(swap, clock.millis());
                events.swapped(position);
            }
        }
    }
}
