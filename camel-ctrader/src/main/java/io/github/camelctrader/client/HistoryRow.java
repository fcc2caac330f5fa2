package io.github.camelctrader.client;

import java.util.Map;

/** A row of a download that the protocol has no message for. Immutable. */
public sealed interface HistoryRow permits Tick, Trendbar {
    /** The same facts under plain names, in a fixed order: strings, numbers and booleans, no nulls; times in Unix ms. */
    Map<String, Object> toMap();

    /** A line of CSV without its end; {@code CSV_HEADER} of the class names the columns. */
    String toCsv();
}
