package io.github.camelctrader.simulator.server;

import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.session.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

/** Brings faults about: at once, later, or by letting them wait for what they happen to. Confined to the simulator's thread. */
final class FaultSwitchboard {
    private final SimulatorThread thread;
    private final Faults faults;
    private final Map<SimulatorEnvironment, Listener> listeners;
    private int generation;

    /**
     * @param thread where delays pass
     * @param faults those that wait
     * @param listeners of both environments; may be filled later
     */
    FaultSwitchboard(SimulatorThread thread, Faults faults, Map<SimulatorEnvironment, Listener> listeners) {
        this.thread = thread;
        this.faults = faults;
        this.listeners = listeners;
    }

    void apply(FaultRule rule) {
        later(rule.after(), () -> begin(rule));
    }

    private void begin(FaultRule rule) {
        switch (rule.fault().kind()) {
            case REQUEST, OUTPUT, CONNECTION -> faults.arm(rule);
            case LINK -> {
                if (rule.payloadType() == 0) {
                    forEach(rule, (environment, listener) -> listener.meet(rule.fault()));
                } else {
                    faults.arm(rule);
                }
            }
            case SERVER -> {
                forEach(rule, (environment, listener) -> listener.mode(rule.fault(), true));
                if (!rule.time().isZero()) {
                    later(
                            rule.time(),
                            () -> forEach(rule, (environment, listener) -> listener.mode(rule.fault(), false)));
                }
            }
        }
    }

    private void later(Duration delay, Runnable task) {
        int asked = generation;
        thread.after(delay, () -> {
            if (asked == generation) {
                task.run();
            }
        });
    }

    private void forEach(FaultRule rule, BiConsumer<SimulatorEnvironment, Listener> action) {
        listeners.forEach((environment, listener) -> {
            if (rule.concerns(environment)) {
                action.accept(environment, listener);
            }
        });
    }

    /** Forgets what has not happened yet, and ends what lasts. */
    void clear() {
        generation++;
        faults.clear();
        listeners.values().forEach(Listener::endModes);
    }
}
