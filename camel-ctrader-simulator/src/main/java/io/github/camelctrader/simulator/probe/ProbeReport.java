package io.github.camelctrader.simulator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What was found, as a page that may be shown to anybody: no ids, prices, names or secrets. */
final class ProbeReport {
    private static final Pattern NUMBERS = Pattern.compile("(?<![A-Za-z])\\d+\\.\\d+|\\d{4,}");

    private final List<String> hidden = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<UnaskedStatements.Unasked> unasked = new ArrayList<>(UnaskedStatements.all());

    /** Masks texts from now on wherever a server repeats them. */
    void hide(List<String> texts) {
        texts.stream().filter(text -> !text.isBlank()).forEach(hidden::add);
    }

    void add(Question question, String answer) {
        findings.add(new Finding(question, masked(answer)));
    }

    /** A question that could not be asked, or was not to be, with the switches that it is about. */
    void leave(Question question, String reason) {
        Set<String> options = new TreeSet<>(question.switches().values());
        String statement = question.statement() + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
        unasked.add(new UnaskedStatements.Unasked(question.section(), statement, reason));
    }

    private String masked(String answer) {
        String text = answer;
        for (String secret : hidden) {
            text = text.replace(secret, "***");
        }
        return NUMBERS.matcher(text).replaceAll("N").replace("|", "/").replaceAll("\\s+", " ");
    }

    long differences() {
        return findings.stream().filter(Finding::differs).count();
    }

    /** The page, as Markdown. */
    String page() {
        StringBuilder page = new StringBuilder("# What this server did\n\n")
                .append(findings.size())
                .append(" statements asked, ")
                .append(differences())
                .append(" answered otherwise than by the simulator without switches.\n")
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
        unasked.forEach(each -> row(page, each.section(), each.statement(), each.reason()));
        return page.toString();
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
