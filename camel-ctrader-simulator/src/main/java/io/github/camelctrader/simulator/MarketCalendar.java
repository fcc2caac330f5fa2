package io.github.camelctrader.simulator;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** When markets are open as far as their symbols do not say it themselves. Those of crypto never close. */
final class MarketCalendar {
    private final Set<LocalDate> holidays = new LinkedHashSet<>();
    private MarketHours hours = MarketHours.ALWAYS;

    void hours(MarketHours value) {
        hours = value;
    }

    void holiday(LocalDate day) {
        holidays.add(day);
    }

    /** The symbol with the sessions it lacks and with the holidays of all. */
    SimulatedSymbol apply(SimulatedSymbol symbol) {
        if (symbol.category().equalsIgnoreCase("Crypto")) {
            return symbol;
        }
        SimulatedSymbol open = symbol.schedule().isEmpty()
                ? symbol.withSchedule(hours.sessions().toArray(TradingHours[]::new))
                : symbol;
        Set<LocalDate> closed = new LinkedHashSet<>(symbol.holidays());
        closed.addAll(holidays);
        return open.withHolidays(closed.toArray(LocalDate[]::new));
    }
}
