package io.github.camelctrader.client.session;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What goes wrong in a history of executions. */
final class HistoryFaults {
    private static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    private static final List<String> READS =
            List.of("DealListReq", "DealListReq", "ReconcileReq", "TraderReq", "OrderListReq");

    private final CTraderSimulator simulator;
    private final Random random;

    HistoryFaults(CTraderSimulator simulator, Random random) {
        this.simulator = simulator;
        this.random = random;
        // The clock of the server is wrong, or ours is; what happens to one that is set meanwhile is not promised.
        simulator.clockOffset(Duration.ofSeconds(random.nextInt(7_200) - 3_600));
    }

    /** What will befall the reads of the next recovery. */
    String hamper() {
        String read = READS.get(random.nextInt(READS.size()));
        switch (random.nextInt(12)) {
            case 0 -> {
                return rule("on " + read + " swallow-answer");
            }
            case 1 -> {
                return rule("on " + read + " late-answer " + (50 + random.nextInt(500)) + "ms");
            }
            case 2 -> {
                return rule("on DealListReq has-more " + (1 + random.nextInt(5)));
            }
            case 3 -> {
                return rule("on DealListReq has-more-oldest " + (1 + random.nextInt(5)));
            }
            case 4 -> {
                Duration lag = Duration.ofMillis(200 + random.nextInt(1_300));
                // Both together deceive, which is documented.
                simulator.reconcileLag(Duration.ZERO);
                simulator.historyLag(lag);
                return "history lag " + lag;
            }
            case 5 -> {
                return rule("on " + read + " cut-before-execution");
            }
            case 6 -> {
                return rule("on SymbolsListReq " + (random.nextBoolean() ? "drop-request" : "server-not-reachable"));
            }
            case 7 -> {
                return rule("on " + read + " error");
            }
            case 8 -> {
                return rule("on " + read + " duplicate-answer");
            }
            case 9 -> {
                return rule("on AccountAuthReq " + (random.nextBoolean() ? "cant-route" : "late-answer 200ms"));
            }
            case 10 -> {
                Duration lag = Duration.ofMillis(200 + random.nextInt(1_300));
                simulator.historyLag(Duration.ZERO);
                simulator.reconcileLag(lag);
                return "reconcile lag " + lag;
            }
            default -> {
                return "nothing";
            }
        }
    }

    /** Interrupts; the link cannot come back before {@link #end} where that is said. */
    String interrupt() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                simulator.refuseConnections(DEMO, true);
                simulator.cut(DEMO, random.nextBoolean() ? CutKind.RST : CutKind.FIN);
                return "cut that lasts";
            }
            case 3, 4 -> {
                CutKind kind = random.nextBoolean() ? CutKind.RST : CutKind.FIN;
                simulator.cut(DEMO, kind);
                return "cut " + kind;
            }
            case 5 -> {
                simulator.cut(DEMO, CutKind.SILENCE);
                return "silence";
            }
            case 6, 7 -> {
                return rule("account-disconnect");
            }
            case 8 -> {
                return rule("token-invalidated");
            }
            case 9 -> {
                return rule("garbage-frame");
            }
            case 10 -> {
                return rule("cut-in-handshake") + rule("cut-rst");
            }
            default -> {
                return rule("merged-frames 300ms");
            }
        }
    }

    /** The server can be reached again. */
    void end() {
        simulator.refuseConnections(DEMO, false);
    }

    void clear() {
        simulator.clearFaults();
        simulator.historyLag(Duration.ZERO);
        simulator.reconcileLag(Duration.ZERO);
    }

    private String rule(String line) {
        simulator.fault(FaultRule.parse(line));
        return line;
    }
}
