package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.CTraderConstants;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** One line for each quote that the route gets. Called by one route, and asked for its counts after that has ended. */
public final class QuoteTable {
    private static final String ROW = "%-8s %11s %11s %7s  %-9s %7s";

    private final Console console;
    private final References references;
    private final Map<String, BigDecimal> lastBids = new HashMap<>();
    private volatile int lines;
    private volatile int updates;

    QuoteTable(Console console, References references) {
        this.console = console;
        this.references = references;
    }

    /** Called by the route: prints the quote, and the heading above the first one. */
    public void show(
            @Header(CTraderConstants.SYMBOL_NAME) String symbol,
            @Header(CTraderConstants.SYMBOL_ID) long symbolId,
            @Header(CTraderConstants.BID) BigDecimal bid,
            @Header(CTraderConstants.ASK) BigDecimal ask,
            @Header(CTraderConstants.CONFLATED) @Nullable Integer merged) {
        BigDecimal last = lastBids.put(symbol, bid);
        int count = merged == null ? 1 : merged;
        if (lines == 0) {
            console.print(String.format(
                    Locale.ROOT, "%-8s  " + ROW, "TIME", "SYMBOL", "BID", "ASK", "SPREAD", "CHANGE", "UPDATES"));
        }
        console.tell(
                ROW,
                symbol,
                references.price(symbolId, bid),
                references.price(symbolId, ask),
                references.pips(symbolId, ask.subtract(bid)),
                last == null ? "" : change(references.pips(symbolId, bid.subtract(last))),
                count);
        lines = lines + 1;
        updates = updates + count;
    }

    /** How much was shown, in half a sentence. */
    String summary() {
        return lines == 0
                ? "no quotes came"
                : String.format(Locale.ROOT, "%,d updates of quotes in %,d lines", updates, lines);
    }

    private String change(BigDecimal pips) {
        return switch (pips.signum()) {
            case 1 -> console.up() + " " + pips;
            case -1 -> console.down() + " " + pips.negate();
            default -> "";
        };
    }
}
