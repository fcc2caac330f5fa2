package io.github.camelctrader.simulator;

import java.util.List;

/** Symbols as text, one a line: {@code id,name,category,base,quote,digits,bid,spread[,lot,min,max,step]}, volumes in 0.01 unit. */
public final class SymbolCsv {
    private static final int SHORT = 8;
    private static final int LONG = 12;

    private SymbolCsv() {}

    /**
     * Reads symbols. Lines that are empty, begin with {@code #} or are a header are left out.
     *
     * @throws IllegalArgumentException for a line that is none, naming it and saying why
     */
    public static List<SimulatedSymbol> parse(String csv) {
        return csv.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("id,"))
                .map(SymbolCsv::symbol)
                .toList();
    }

    private static SimulatedSymbol symbol(String line) {
        String[] cells = line.split(",", -1);
        Checks.require(cells.length == SHORT || cells.length == LONG, "has not 8 or 12 cells: " + line);
        try {
            SimulatedSymbol symbol = SimulatedSymbol.other(
                    Long.parseLong(cells[0]),
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    Integer.parseInt(cells[5]),
                    cells[6],
                    cells[7]);
            return cells.length == SHORT
                    ? symbol
                    : symbol.withVolumes(
                            Long.parseLong(cells[8]),
                            Long.parseLong(cells[9]),
                            Long.parseLong(cells[10]),
                            Long.parseLong(cells[11]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has a cell that should be a number and is none: " + line, e);
        }
    }
}
