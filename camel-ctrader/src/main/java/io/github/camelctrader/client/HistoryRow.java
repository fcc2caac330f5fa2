package io.github.camelctrader.client;

/** A row of a download that the protocol has no message for. Immutable. */
public sealed interface HistoryRow extends Facts permits Tick, Trendbar {
    /** A line of CSV without its end; {@code CSV_HEADER} of the class names the columns. */
    String toCsv();
}
