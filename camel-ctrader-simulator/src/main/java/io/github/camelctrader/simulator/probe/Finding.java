package io.github.camelctrader.simulator.probe;

/**
 * What a server did.
 *
 * @param question what it was asked
 * @param answer what it did
 */
record Finding(Question question, String answer) {
    boolean differs() {
        return !answer.equals(question.simulated());
    }

    /** What to do about a difference. */
    String remedy() {
        if (!differs()) {
            return "";
        }
        String option = question.option(answer);
        return option == null ? "not yet a switch" : "`" + option + "`";
    }
}
