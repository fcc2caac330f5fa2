package io.github.camelctrader.examples.marketdata;

import io.github.camelctrader.client.OrderBookEvent;
import io.github.camelctrader.client.OrderBookEvent.Level;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Shows an order book: who sells above, who buys below, the best prices next to each other. */
public final class Ladder {
    private static final int LEVELS = 5;

    private final PrintStream out;
    private volatile int shown;

    Ladder(PrintStream out) {
        this.out = out;
    }

    /** Prints a book, or that it is not known. */
    public void show(OrderBookEvent book) {
        out.println(text(book));
        if (book.known()) {
            shown++;
        }
    }

    int shown() {
        return shown;
    }

    static String text(OrderBookEvent book) {
        StringBuilder text = new StringBuilder(book.symbolName() + " at " + book.time());
        if (!book.known()) {
            return text.append(": the book is not known").toString();
        }
        text.append(String.format(Locale.ROOT, "%n  %14s %12s %14s", "bids", "price", "asks"));
        List<Level> asks = book.asks().subList(0, Math.min(LEVELS, book.asks().size()));
        for (int index = asks.size() - 1; index >= 0; index--) {
            text.append(String.format(Locale.ROOT, "%n  %14s %12s", "", price(asks.get(index))))
                    .append(String.format(
                            Locale.ROOT, " %,14.0f", asks.get(index).size()));
        }
        book.bids().stream()
                .limit(LEVELS)
                .forEach(level ->
                        text.append(String.format(Locale.ROOT, "%n  %,14.0f %12s", level.size(), price(level))));
        return text.toString();
    }

    private static BigDecimal price(Level level) {
        return level.price();
    }
}
