package io.github.camelctrader.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A recorded quote, to be replayed: see {@link SimulatedMarket#replay}.
 *
 * @param time when it was recorded
 * @param symbol name of the symbol
 * @param bid decimal price, or {@code null} for the one before
 * @param ask decimal price, or {@code null} for the one before
 */
public record RecordedTick(
        Instant time,
        String symbol,
        @Nullable String bid,
        @Nullable String ask) {
    private static final List<String> COLUMNS = List.of("time", "symbol", "bid", "ask");

    /** @throws IllegalArgumentException when it has neither price */
    public RecordedTick {
        Checks.require(bid != null || ask != null, "the tick of " + symbol + " at " + time + " has no price");
    }

    /**
     * Reads ticks from CSV, one a line: {@code time,symbol,bid,ask}, the time in ISO 8601 with zone or in Unix ms; a price
     * may be empty. A first line with the names of the columns may put them into another order. Lines that are empty or begin
     * with {@code #} are skipped.
     *
     * @param csv the text
     * @param symbol whose ticks they are when there is no column for it; lines are {@code time,bid,ask} then; {@code null} to read
     *     it
     * @return the ticks, oldest first
     * @throws IllegalArgumentException for a line that is none or that is older than the one before, naming its number
     */
    public static List<RecordedTick> parse(String csv, @Nullable String symbol) {
        List<String> columns = symbol == null
                ? COLUMNS
                : COLUMNS.stream().filter(name -> !name.equals("symbol")).toList();
        List<RecordedTick> ticks = new ArrayList<>();
        List<String> lines = csv.lines().map(String::strip).toList();
        boolean first = true;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    List.of(line.split(",", -1)).stream().map(String::strip).toList();
            try {
                if (first && isHeader(cells)) {
                    columns = header(cells, columns);
                } else {
                    ticks.add(tick(cells, columns, symbol));
                    requireOrder(ticks);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Line " + (index + 1) + " of the ticks, \"" + line + "\": " + e.getMessage(), e);
            }
            first = false;
        }
        return List.copyOf(ticks);
    }

    private static boolean isHeader(List<String> cells) {
        return cells.stream().anyMatch(cell -> COLUMNS.contains(cell.toLowerCase(Locale.ROOT)));
    }

    private static List<String> header(List<String> cells, List<String> wanted) {
        List<String> names =
                cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        Checks.require(
                names.size() == wanted.size() && names.containsAll(wanted),
                "the columns must be " + String.join(", ", wanted) + " in any order");
        return names;
    }

    private static RecordedTick tick(List<String> cells, List<String> columns, @Nullable String symbol) {
        Checks.require(cells.size() == columns.size(), "is not " + String.join(",", columns));
        return new RecordedTick(
                time(cells.get(columns.indexOf("time"))),
                symbol == null ? cells.get(columns.indexOf("symbol")) : symbol,
                price(cells.get(columns.indexOf("bid"))),
                price(cells.get(columns.indexOf("ask"))));
    }

    private static @Nullable String price(String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(cell).toPlainString();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a price: " + cell, e);
        }
    }

    private static Instant time(String cell) {
        try {
            return cell.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(cell)) : Instant.parse(cell);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "not a time: " + cell + " (2026-01-05T08:00:00.250Z and Unix ms are)", e);
        }
    }

    private static void requireOrder(List<RecordedTick> ticks) {
        int last = ticks.size() - 1;
        Checks.require(
                last == 0
                        || !ticks.get(last).time().isBefore(ticks.get(last - 1).time()),
                "is older than the line before");
    }
}
