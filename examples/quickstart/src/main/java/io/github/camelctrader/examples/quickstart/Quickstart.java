package io.github.camelctrader.examples.quickstart;

import java.time.Duration;
import org.apache.camel.main.Main;

/** Starts the server, if it is an embedded one, and the routes; ends by itself, or on Ctrl-C. */
public final class Quickstart {
    private final Settings settings;
    private final Console console;
    private final Main main = new Main();

    Quickstart(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** Exits with 1 when the quickstart cannot start. */
    public static void main(String[] arguments) {
        Console console = Console.standard();
        CtrlC ctrlC = CtrlC.waitsForTheEnd(console);
        int exitCode = 0;
        try {
            new Quickstart(Settings.read(System.getProperties(), System.getenv()), console).run();
        } catch (Exception e) {
            console.print("The quickstart cannot start: " + Failures.reason(e));
            exitCode = 1;
        } finally {
            ctrlC.ended();
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Runs until the time is over, the JVM is asked to end, or {@link #stop} is called. */
    void run() throws Exception {
        Credentials credentials = settings.credentials();
        try (TradingServer server =
                credentials == null ? new EmbeddedSimulator(settings.quotesPerSecond()) : new DemoServer(credentials)) {
            run(server);
        }
    }

    /** Does what Ctrl-C does, without ending the JVM. */
    void stop() {
        main.completed();
    }

    private void run(TradingServer server) throws Exception {
        References references = new References(main::getCamelContext);
        QuoteTable quotes = new QuoteTable(console, references);
        OrderStory story = new OrderStory(console, references);
        main.bind("quoteTable", quotes);
        main.bind("story", story);
        main.bind("connectionLines", new ConnectionLines(console));
        main.bind("rule", new MomentumRule(console, references));
        main.bind("orders", new Orders(references));
        configure(server.credentials());
        server.configure(main);
        // Reads the routes, which takes a while; only then does it make sense to call for attention.
        main.init();
        introduce(server);
        main.run();
        console.tell("==  the end: %s, %s", quotes.summary(), story.summary());
    }

    private void configure(Credentials credentials) {
        main.addInitialProperty("camel.component.ctrader.client-id", credentials.clientId());
        main.addInitialProperty("camel.component.ctrader.client-secret", credentials.clientSecret());
        main.addInitialProperty("camel.component.ctrader.access-token", credentials.accessToken());
        main.addInitialProperty("camel.component.ctrader.account-id", credentials.accountId());
        main.addInitialProperty("quotes.symbols", settings.symbols());
        main.addInitialProperty("trade.symbol", settings.tradedSymbol());
        main.addInitialProperty("quotes.pause", millis(settings.readingPause()));
        main.addInitialProperty("trade.hold", millis(settings.hold()));
        main.addInitialProperty("trade.enabled", String.valueOf(settings.trade()));
        main.configure().setDurationMaxSeconds((int) settings.duration().toSeconds());
        switch (settings.dsl()) {
            case YAML -> main.configure().setRoutesIncludePattern("classpath:routes/*.yaml");
            case JAVA -> main.configure().addRoutesBuilder(new JavaRoutes());
        }
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private void introduce(TradingServer server) {
        console.print("camel-ctrader quickstart");
        console.print("  server   " + server.description());
        console.print("  account  " + server.credentials().accountId());
        console.print("  routes   "
                + switch (settings.dsl()) {
                    case YAML -> "YAML (the same in the Java DSL: -Dquickstart.dsl=java)";
                    case JAVA -> "Java DSL (the same in YAML: -Dquickstart.dsl=yaml)";
                });
        console.print("  orders   "
                + (settings.trade()
                        ? "one, on " + settings.tradedSymbol() + ", with play money"
                        : "none; with CTRADER_TRADE=yes in the environment the rule places one on this account"));
        console.print("  ends     after " + settings.duration().toSeconds() + " s, or on Ctrl-C");
        console.print("");
    }
}
