package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.HistoryDownload;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** Downloads bars or ticks of a symbol. Started again after whatever ended it, it goes on where it was. */
public final class History {
    /** In a row, without a page between them. */
    private static final int MOST_FAILURES = 5;

    private final Query query;
    private final String into;
    private final PrintStream out;

    History(Query query, String into, PrintStream out) {
        this.query = query;
        this.into = into;
        this.out = out;
    }

    /**
     * Arguments: symbol, rows, from, to, into; see README. Exits with 1 when not all was downloaded: what is there is kept, and the same
     * command goes on.
     */
    public static void main(String[] arguments) {
        if (arguments.length != 5) {
            System.err.println("Arguments: symbol, rows (M1, H1, ..., BID, ASK), from, to, file or JDBC URL");
            System.exit(2);
        }
        // As of Java 22 there is a console even where there is no terminal, unless this is said.
        System.setProperty("jdk.console", "java.base");
        try {
            Query query = Query.of(arguments[0], arguments[1], arguments[2], arguments[3]);
            new History(query, arguments[4], System.out).run(System.getenv(), System.console() != null);
        } catch (Exception e) {
            System.err.println("Not all was downloaded; the same command goes on. " + e.getMessage());
            System.exit(1);
        }
    }

    void run(Map<String, String> environment, boolean terminal) throws Exception {
        long rows;
        long until;
        try (Output output = Output.open(query, into)) {
            try (Progress progress = new Progress(query, output.next(), terminal, out)) {
                Pages pages = new Pages(output, progress);
                until = Math.min(download(environment, output, pages), pages.until());
                rows = pages.rows();
            }
            output.finish(until);
        }
        out.println(rows + " rows more, all are there"
                + (until < query.to()
                        ? " until " + Instant.ofEpochMilli(until) + "; the same command goes on from then"
                        : ""));
    }

    /** Returns up to when all was read, Unix ms. */
    private long download(Map<String, String> environment, Output output, Pages pages) throws Exception {
        Main main = new Main();
        try (Server server = Server.configure(main, environment)) {
            out.println(query.symbol() + " " + query.rows() + " from " + server.description() + " into " + into
                    + (output.next() > query.from() ? ", from where it was" : ""));
            main.bind("pages", pages);
            main.start();
            try {
                return download(main.getCamelTemplate(), output, pages);
            } finally {
                main.stop();
            }
        }
    }

    /** A lost link ends a download, and the rest is another one. */
    private long download(ProducerTemplate template, Output output, Pages pages) throws Exception {
        int failures = 0;
        long since = output.next();
        while (since <= query.to()) {
            long before = pages.rows();
            long from = since;
            Exchange done = template.request("direct:download", exchange -> {
                exchange.getMessage().setBody(query.body(from));
                exchange.getMessage().setHeader("CamelCTraderMessageType", query.messageType());
            });
            if (done.getException() == null) {
                return done.getMessage()
                        .getHeader("CamelCTraderDownload", HistoryDownload.class)
                        .progress()
                        .completeUntil();
            }
            failures = pages.rows() > before ? 1 : failures + 1;
            if (!(done.getException() instanceof CTraderException failure)
                    || failure.getCompleteUntil() == null
                    || failures == MOST_FAILURES) {
                throw done.getException();
            }
            since = failure.getCompleteUntil() + 1;
        }
        return query.to();
    }
}
