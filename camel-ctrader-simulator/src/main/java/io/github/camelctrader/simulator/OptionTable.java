package io.github.camelctrader.simulator;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The options that set a simulator up: name, what they take, what they mean, and what they do. */
final class OptionTable {
    private record Option(String argument, String help, BiConsumer<SimulatorBuilder, String> action) {}

    private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

    static {
        add("--demo-port", "N", "port of the demo listener (5035)", (b, v) -> b.demoPort(Integer.parseInt(v)));
        add("--live-port", "N", "port of the live listener (5035)", (b, v) -> b.livePort(Integer.parseInt(v)));
        add(
                "--demo-json-port",
                "N",
                "port of demo that speaks JSON (5036 beside 5035, else any free one)",
                (b, v) -> b.demoJsonPort(Integer.parseInt(v)));
        add(
                "--live-json-port",
                "N",
                "port of live that speaks JSON (likewise)",
                (b, v) -> b.liveJsonPort(Integer.parseInt(v)));
        add(
                "--json",
                "NAME",
                "how JSON differs from the default: " + names(JsonSwitch.values()),
                (b, v) -> b.json(constant(JsonSwitch.values(), v)));
        add("--demo-address", "A", "address of the demo listener (127.0.0.1)", SimulatorBuilder::demoAddress);
        add("--live-address", "A", "address of the live listener (127.0.0.2)", SimulatorBuilder::liveAddress);
        add(
                "--bind-address",
                "A",
                "address of both, as 0.0.0.0 or ::1; they need ports of their own then",
                SimulatorBuilder::bindAddress);
        add("--host-name", "NAME", "one more name that the certificate is good for", SimulatorBuilder::hostName);
        add("--client", "ID:SECRET", "one more application", OptionTable::client);
        add(
                "--account",
                "SPEC",
                "one more account: ID,demo|live,TOKEN[,BALANCE,CURRENCY[,hedged|netted]]",
                (b, v) -> b.account(account(v)));
        add("--refresh-token", "A:R", "refresh token R of the access token A", OptionTable::refreshToken);
        add("--token-lifetime", "T", "life of an access token", (b, v) -> b.tokenLifetime(Parameters.time(v)));
        add(
                "--symbols",
                "CSV",
                "more symbols: id,name,category,base,quote,digits,bid,spread[,lot,min,max,step], volumes in 0.01 unit",
                (b, v) -> SymbolCsv.parse(read(v)).forEach(b::symbol));
        add("--seed", "N", "what prices are made from (1)", (b, v) -> b.seed(Long.parseLong(v)));
        add("--quotes-per-second", "N", "of each symbol (4)", (b, v) -> b.quotesPerSecond(Integer.parseInt(v)));
        add(
                "--fill-delay",
                "T",
                "from accepted to filled (20ms; a real server took about 140ms)",
                (b, v) -> b.fillDelay(Parameters.time(v)));
        add(
                "--trigger-delay",
                "T",
                "from the quote that a resting order, stop loss or take profit waited for to its fill (0s; a real server took about 145ms)",
                (b, v) -> b.triggerDelay(Parameters.time(v)));
        add(
                "--market-hours",
                "NAME",
                "when markets are open, but for crypto: " + names(MarketHours.values()) + " (always)",
                (b, v) -> b.marketHours(constant(MarketHours.values(), v)));
        add("--holiday", "DATE", "one more day on which they are closed, as 2026-12-25", (b, v) -> b.holiday(date(v)));
        add("--idle-timeout", "T", "silence that ends a connection (60s)", (b, v) -> b.idleTimeout(Parameters.time(v)));
        add(
                "--heartbeat",
                "T",
                "silence after which the server sends a heartbeat (25s)",
                (b, v) -> b.serverHeartbeatInterval(Parameters.time(v)));
        add("--requests-per-second", "N", "of one connection (50)", (b, v) -> b.requestsPerSecond(Integer.parseInt(v)));
        add(
                "--history-requests-per-second",
                "N",
                "of one connection (5)",
                (b, v) -> b.historicalRequestsPerSecond(Integer.parseInt(v)));
        add(
                "--history-rows",
                "N",
                "of one history answer (10000, and 14000 bars)",
                (b, v) -> b.historyRows(Integer.parseInt(v)));
        add(
                "--price-history",
                "SPEC",
                "ticks and bars of the past: length=4000d,bars=14000,tick-window=7d,bar-lag=0s, and any of "
                        + names(PriceSwitch.values()),
                (b, v) -> b.priceHistory(PriceHistory.DEFAULT.parse(v)));
        add(
                "--history-lag",
                "T",
                "how late lists of orders and deals are (0s)",
                (b, v) -> b.historyLag(Parameters.time(v)));
        add("--reconcile-lag", "T", "how late reconciliation is (0s)", (b, v) -> b.reconcileLag(Parameters.time(v)));
        add(
                "--clock-offset",
                "T",
                "how far the server's clock is ahead, as 90s or -90s (0s)",
                (b, v) -> b.clockOffset(Parameters.signedTime(v)));
        add(
                "--switch",
                "NAME",
                "turns behaviour on: " + names(TradingSwitch.values()),
                (b, v) -> b.trading(constant(TradingSwitch.values(), v)));
        add(
                "--cancel-race",
                "NAME",
                "answer to a cancel that comes too late: " + names(CancelRace.values()),
                (b, v) -> b.cancelRace(constant(CancelRace.values(), v)));
        add(
                "--rate-limit-answer",
                "NAME",
                names(RateLimitAnswer.values()),
                (b, v) -> b.rateLimitAnswer(constant(RateLimitAnswer.values(), v)));
        add(
                "--second-application-auth-error",
                "CODE",
                "answer to a second application authorisation (ALREADY_LOGGED_IN; or CH_CLIENT_ALREADY_AUTHENTICATED)",
                (b, v) -> b.secondApplicationAuthError(constant(ProtoOAErrorCode.values(), v)));
        add(
                "--version-before-application-auth",
                "yes|no",
                "whether the version may be asked for before it (no)",
                (b, v) -> b.versionBeforeApplicationAuth(yes(v)));
        add(
                "--token-events-before-refresh-answer",
                "yes|no",
                "whether connections hear of a refreshed token before the refresh is answered (no)",
                (b, v) -> b.tokenEventsBeforeRefreshAnswer(yes(v)));
        add(
                "--max-frame-length",
                "N",
                "bytes of the largest message that a client may send (15000000)",
                (b, v) -> b.maxFrameLength(Integer.parseInt(v)));
        add("--faults", "FILE", "a script of faults, one per line", (b, v) -> b.faults(read(v)));
    }

    private OptionTable() {}

    private static void add(String name, String argument, String help, BiConsumer<SimulatorBuilder, String> action) {
        OPTIONS.put(name, new Option(argument, help, action));
    }

    static void apply(String name, String value, SimulatorBuilder builder) {
        Option option = OPTIONS.get(name);
        Checks.require(option != null, "there is no such option");
        if (option != null) {
            option.action().accept(builder, value);
        }
    }

    static String usage() {
        return OPTIONS.entrySet().stream()
                .map(option -> String.format(
                        Locale.ROOT,
                        "  %-22s %s%n",
                        option.getKey() + " " + option.getValue().argument(),
                        option.getValue().help()))
                .collect(Collectors.joining());
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is no date such as 2026-12-25", e);
        }
    }

    private static boolean yes(String value) {
        return switch (value) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException("neither yes nor no");
        };
    }

    private static <T extends Enum<T>> T constant(T[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(name.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is none of " + names(constants)));
    }

    private static String[] pair(String text) {
        String[] parts = text.split(":", 2);
        Checks.require(parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty(), "is not A:B");
        return parts;
    }

    private static void client(SimulatorBuilder builder, String text) {
        String[] parts = pair(text);
        builder.application(parts[0], parts[1]);
    }

    private static void refreshToken(SimulatorBuilder builder, String text) {
        String[] parts = pair(text);
        builder.refreshToken(parts[0], parts[1]);
    }

    private static SimulatedAccount account(String text) {
        String[] parts = text.split(",", -1);
        Checks.require(
                parts.length == 3 || parts.length == 5 || parts.length == 6,
                "is not ID,demo|live,TOKEN[,BALANCE,CURRENCY[,hedged|netted]]");
        long id = Long.parseLong(parts[0]);
        SimulatedAccount account = switch (parts[1]) {
            case "demo" -> SimulatedAccount.demo(id, parts[2]);
            case "live" -> SimulatedAccount.live(id, parts[2]);
            default -> throw new IllegalArgumentException("neither demo nor live: " + parts[1]);
        };
        SimulatedAccount funded = parts.length > 3 ? account.withBalance(parts[3], parts[4]) : account;
        return parts.length < 6
                ? funded
                : switch (parts[5]) {
                    case "hedged" -> funded;
                    case "netted" -> funded.asNetted();
                    default -> throw new IllegalArgumentException("neither hedged nor netted: " + parts[5]);
                };
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        }
    }
}
