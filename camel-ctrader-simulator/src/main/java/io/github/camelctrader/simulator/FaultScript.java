package io.github.camelctrader.simulator;

import java.util.ArrayList;
import java.util.List;

/** A text of faults, one per line; empty lines and what follows {@code #} are comments. */
public final class FaultScript {
    private FaultScript() {}

    /**
     * Reads a script; each line as {@link FaultRule#parse} describes it.
     *
     * @throws IllegalArgumentException for the first line that is none, naming its number and saying why
     */
    public static List<FaultRule> parse(String text) {
        List<FaultRule> rules = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).replaceFirst("#.*", "").trim();
            if (!line.isEmpty()) {
                try {
                    rules.add(FaultRule.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "Line " + (index + 1) + " of the faults, \"" + line + "\": " + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(rules);
    }
}
