package io.github.camelctrader.examples.marketdata;

import io.github.camelctrader.client.TrendbarEvent;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/**
 * Builds bars of a minute from the bids of all ticks, and compares each with that of the server. Ticks and bars wait for a route in
 * lanes of their own: a bar is compared when the first tick after it is here too.
 */
public final class OwnBars {
    private static final long MINUTE = 60_000;

    private final PrintStream out;
    private final Map<String, Line> lines = new HashMap<>();
    private int same;
    private int different;

    private record Prices(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close) {
        Prices with(BigDecimal bid) {
            return new Prices(open, high.max(bid), low.min(bid), bid);
        }

        @Override
        public String toString() {
            return open + " " + high + " " + low + " " + close;
        }
    }

    /** What is known of one symbol. */
    private static final class Line {
        private final TreeMap<Long, Prices> own = new TreeMap<>();
        private final TreeMap<Long, Prices> servers = new TreeMap<>();
        /** The minute that was going on when the first tick came, Unix ms: of its beginning nothing is known here. */
        private @Nullable Long first;
    }

    OwnBars(PrintStream out) {
        this.out = out;
    }

    /** Takes a tick. */
    public synchronized void quote(
            @Header("CamelCTraderSymbolName") String symbol,
            @Header("CamelCTraderBid") @Nullable BigDecimal bid,
            @Header("CamelCTraderTimestamp") @Nullable Long time) {
        if (bid == null || time == null) {
            return;
        }
        long minute = time / MINUTE * MINUTE;
        Line line = lines.computeIfAbsent(symbol, name -> new Line());
        if (line.first == null) {
            line.first = minute;
        }
        line.own.compute(minute, (open, bar) -> bar == null ? new Prices(bid, bid, bid, bid) : bar.with(bid));
        compare(symbol, line);
    }

    /** Takes a bar of the server. One that closed while the link was down has ticks that nobody saw. */
    public synchronized void closed(TrendbarEvent bar) {
        String symbol = String.valueOf(bar.symbolName());
        Line line = lines.computeIfAbsent(symbol, name -> new Line());
        if (bar.recovered()) {
            line.own.remove(bar.openTime());
        } else {
            line.servers.put(bar.openTime(), new Prices(bar.open(), bar.high(), bar.low(), bar.close()));
            compare(symbol, line);
        }
    }

    private void compare(String symbol, Line line) {
        List<Long> done = new ArrayList<>(line.own.keySet());
        if (!done.isEmpty()) {
            done.remove(done.size() - 1);
        }
        for (long minute : done) {
            Prices server = line.servers.remove(minute);
            if (server != null) {
                Prices own = line.own.remove(minute);
                if (line.first != null && minute > line.first) {
                    say(symbol, minute, String.valueOf(own), server.toString());
                }
            }
        }
    }

    private void say(String symbol, long minute, String own, String server) {
        boolean equal = own.equals(server);
        same += equal ? 1 : 0;
        different += equal ? 0 : 1;
        out.printf(
                "%s bar of %s: %s, %s%n",
                symbol, Instant.ofEpochMilli(minute), own, equal ? "as the server's" : "but the server has " + server);
    }

    synchronized int same() {
        return same;
    }

    synchronized int different() {
        return different;
    }
}
