package io.github.camelctrader.simulator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What was found, as a page that may be shown to anybody: no ids, prices, names or secrets. */
final class ProbeReport {
    /** Statements that no request of a guest can settle, and why. */
    private static final List<List<String>> UNASKED = List.of(
            List.of("2.1", "Texts of a demo account on the live host", "needs the other host"),
            List.of(
                    "2.3, 11.4",
                    "When a silent connection ends, how often the server's heartbeats come",
                    "takes minutes"),
            List.of(
                    "3",
                    "What a refresh does to tokens, sessions and subscriptions",
                    "would spend the owner's refresh token"),
            List.of(
                    "4, 11.7",
                    "Limits, what answers them, how many connections there may be",
                    "the probe stays within them"),
            List.of("1.3, 11.6", "The JSON form", "the probe speaks protobuf over TCP"),
            List.of(
                    "2.2, 11.2",
                    "The id on fills of orders that rested (LATE_FILLS_ANSWER_REQUEST)",
                    "needs a market that moves to them"),
            List.of(
                    "5.7, 11.10",
                    "The rest of a limit order IMMEDIATE_OR_CANCEL (LIMIT_REMAINDER_RESTS)",
                    "the smallest volume is not filled in part"),
            List.of("11.10", "A market range that is missed (MARKET_RANGE_CANCELLED)", "no question for it yet"),
            List.of("11.10", "MARKET_ON_OPEN (MARKET_ON_OPEN_TAKEN)", "no question for it yet"),
            List.of(
                    "4, 11.5",
                    "Which end of a window a full page holds (HISTORY_PAGES_START_OLD)",
                    "needs more deals than a page holds"),
            List.of(
                    "7",
                    "Rejected orders in lists (REJECTED_ORDERS_UNLISTED)",
                    "needs an order that is rejected after it was accepted"),
            List.of("6", "Changes of margin (MARGIN_CHANGES_TOLD)", "no question for it yet"),
            List.of(
                    "2.5",
                    "Partial fills, rejections after acceptance, stop-outs, hits of protection",
                    "cannot be brought about"),
            List.of("6", "Swaps, margin calls, maintenance, symbol changes, trailing", "happen when they happen"),
            List.of("11.8", "Subscriptions after AccountDisconnectEvent", "comes from the server's side"),
            List.of("11.11", "Unit of maintenanceEndTimestamp", "needs a maintenance"));

    private static final Pattern NUMBERS = Pattern.compile("\\d{4,}|(?<![A-Za-z])\\d+\\.\\d+");

    private final List<String> hidden = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Masks texts from now on wherever a server repeats them. */
    void hide(List<String> texts) {
        texts.stream().filter(text -> !text.isBlank()).forEach(hidden::add);
    }

    void add(Question question, String answer) {
        findings.add(new Finding(question, masked(answer)));
    }

    private String masked(String answer) {
        String text = answer;
        for (String secret : hidden) {
            text = text.replace(secret, "***");
        }
        return NUMBERS.matcher(text).replaceAll("N").replace("|", "/").replaceAll("\\s+", " ");
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    long differences() {
        return findings.stream().filter(Finding::differs).count();
    }

    /** The page, as Markdown. */
    String page(boolean traded) {
        StringBuilder page = new StringBuilder("# What this server did\n\n")
                .append(findings.size())
                .append(" statements asked, ")
                .append(differences())
                .append(" answered otherwise than by the simulator without switches.\n")
                .append(traded ? "" : "Orders were not asked about; `--trade` does that, on demo accounts.\n")
                .append("\n| section | statement | simulator | this server | switch |\n|---|---|---|---|---|\n");
        for (Finding finding : findings) {
            Question question = finding.question();
            row(
                    page,
                    question.section(),
                    question.statement(),
                    question.simulated(),
                    finding.differs() ? "**" + finding.answer() + "**" : "the same",
                    finding.remedy());
        }
        page.append("\n## Not asked\n\n| section | statement | why |\n|---|---|---|\n");
        UNASKED.forEach(cells -> row(page, cells.toArray(String[]::new)));
        return page.toString();
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
