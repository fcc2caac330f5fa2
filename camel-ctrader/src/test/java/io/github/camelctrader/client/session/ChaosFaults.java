package io.github.camelctrader.client.session;

import java.util.List;

/** What happens to requests and answers at random. */
public final class ChaosFaults {
    /** Late answers come well within the grace after which an order counts as absent. */
    public static final List<String> ORDERS = List.of(
            "swallow-answer",
            "drop-request",
            "late-answer 300ms",
            "cut-before-execution",
            "cut-after-execution",
            "duplicate-answer",
            "answer-without-id",
            "error UNKNOWN_ERROR",
            "error-after-execution UNKNOWN_ERROR",
            "reordered-answers 200ms",
            "account-not-authorized");

    private ChaosFaults() {}
}
