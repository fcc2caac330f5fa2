package io.github.camelctrader.examples.marketdata;

import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;

/** Runs the routes for a while, then says what they left behind. */
public final class MarketData {
    private final Main main = new Main();
    private final PrintStream out;
    private final String into;
    final OwnBars ownBars;
    final Ladder ladder;

    /** @param into JDBC URL of an H2 data base */
    MarketData(String into, PrintStream out) {
        this.into = into;
        this.out = out;
        ownBars = new OwnBars(out);
        ladder = new Ladder(out);
    }

    /** Arguments: the data base as a JDBC URL, and for how many seconds. */
    public static void main(String[] arguments) throws Exception {
        new MarketData(arguments[0], System.out).run(System.getenv(), Integer.parseInt(arguments[1]));
    }

    /** Returns when the time is over, the JVM is asked to end, or {@link #stop} is called. */
    void run(Map<String, String> environment, int seconds) throws Exception {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create(into, "sa", "");
        try (Server server = Server.configure(main, environment)) {
            Tables tables = new Tables(dataSource);
            long quotes = tables.quotes();
            long bars = tables.bars();
            out.println("Market data of " + server.description() + " into " + into);
            main.bind("dataSource", dataSource);
            main.bind("ownBars", ownBars);
            main.bind("ladder", ladder);
            main.configure().setDurationMaxSeconds(seconds);
            main.run();
            out.printf(
                    "%d quotes and %d closed bars more are in the data base; %d bars were built here as the server has them, %d were not%n",
                    tables.quotes() - quotes, tables.bars() - bars, ownBars.same(), ownBars.different());
        } finally {
            dataSource.dispose();
        }
    }

    /** Ends {@link #run} early. */
    void stop() {
        main.completed();
    }
}
