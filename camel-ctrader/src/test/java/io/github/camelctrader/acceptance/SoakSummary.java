package io.github.camelctrader.acceptance;

import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened in a soak, counted. */
final class SoakSummary {
    private final SoakHarness harness;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<String, Integer> answers = new TreeMap<>();
    private long requests;
    private long orders;
    private long executed;
    private long seen;

    SoakSummary(SoakHarness harness) {
        this.harness = harness;
    }

    /** Counts what came since the last time. */
    void add() {
        for (JournalEntry entry : harness.simulator.journal().entries()) {
            if (entry.sequence() > seen) {
                seen = entry.sequence();
                if (entry.fault() != null) {
                    faults.merge(entry.fault(), 1, Integer::sum);
                }
            }
        }
        List<SoakCall> calls = harness.traffic.calls();
        requests += calls.size();
        for (SoakCall call : calls) {
            if (call.makesOrder()) {
                orders++;
                executed += call.succeeded() ? 1 : 0;
                answers.merge("order " + call.outcome(), 1, Integer::sum);
            } else {
                answers.merge(call.outcome(), 1, Integer::sum);
            }
        }
    }

    /** New orders that succeeded. */
    long executed() {
        return executed;
    }

    @Override
    public String toString() {
        return requests + " requests, " + orders + " new orders, answers " + answers + ", deals "
                + harness.listener.deals.size() + ", of them recovered " + harness.listener.recovered + ", links "
                + harness.simulator.acceptedConnections(SimulatorEnvironment.DEMO) + ", gaps "
                + harness.listener.gaps.size()
                + ", not filled "
                + harness.listener.gaps.stream().filter(gap -> !gap.filled()).count() + ", most requests in any second "
                + harness.simulator.journal().maxRequestsInAnySecond(SimulatorEnvironment.DEMO) + ", of history "
                + harness.simulator.journal().maxHistoricalRequestsInAnySecond(SimulatorEnvironment.DEMO) + ", faults "
                + faults;
    }
}
