package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random faults of everything that a session does for consumers of executions: each of them gets every execution once and in the
 * order of execution, or a gap that says what is missing. {@code -Dhistories.executions} and {@code -Dhistories.seed} set how much
 * happens, and what.
 */
class ExecutionHistoriesTest {
    private static final int DEFAULT_EXECUTIONS = 200;
    /** More executions than this are shared out among histories with a server of their own, one after the other. */
    private static final int OF_ONE_HISTORY = 200;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyConsumerGetsEveryExecutionOnceAndInOrderOrIsToldThatItDidNot() {
        int executions = Integer.getInteger("histories.executions", DEFAULT_EXECUTIONS);
        long seed = Long.getLong("histories.seed", 20261127);
        System.out.println("Histories of " + executions + " executions: repeat them with -Dhistories.seed=" + seed
                + " -Dhistories.executions=" + executions);

        List<String> mistakes = new ArrayList<>();
        long made = 0;
        for (int history = 0; made < executions; history++) {
            int share = (int) Math.min(OF_ONE_HISTORY, executions - made);
            ExecutionHistory.Result result = new ExecutionHistory(seed + history, share).run();
            made += result.executions();
            System.out.println(result.summary());
            mistakes.addAll(result.mistakes());
        }
        assertThat(mistakes).as("seed %d", seed).isEmpty();
    }
}
