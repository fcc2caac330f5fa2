package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Faults that wait for the request, message or connection that they happen to. Those that came first happen first. Confined to the
 * simulator's thread.
 */
public final class Faults {
    /**
     * A fault that happens now.
     *
     * @param rule what was asked for
     * @param endMillis when its time is over, in Unix ms, counted from when it was armed
     */
    public record Happening(FaultRule rule, long endMillis) {
        /** What happens. */
        public Fault fault() {
            return rule.fault();
        }
    }

    private static final class Armed {
        private final Happening happening;
        private int left;

        Armed(Happening happening) {
            this.happening = happening;
            this.left = happening.rule().times();
        }

        boolean isOver(long now) {
            boolean ends = happening.fault() == Fault.MAINTENANCE || happening.fault() == Fault.MAINTENANCE_PROTO_ERROR;
            return left == 0 || (ends && now >= happening.endMillis());
        }

        void use() {
            if (left != FaultRule.ALWAYS) {
                left--;
            }
        }
    }

    private final List<Armed> armed = new ArrayList<>();
    private final Clock clock;

    /** @param clock decides when the end of a maintenance has come */
    public Faults(Clock clock) {
        this.clock = clock;
    }

    /** Adds a fault to those that wait. */
    public void arm(FaultRule rule) {
        armed.add(new Armed(new Happening(rule, clock.millis() + rule.time().toMillis())));
    }

    /** Forgets all that have not happened yet. */
    public void clear() {
        armed.clear();
    }

    /** The fault that happens to a request, if one does. */
    Optional<Happening> onRequest(SimulatorEnvironment environment, int payloadType) {
        return take(rule ->
                rule.fault().kind() == Fault.Kind.REQUEST && rule.concerns(environment) && rule.concerns(payloadType));
    }

    /** The fault that happens to a connection on whose request it waits. */
    Optional<Happening> onLinkOf(SimulatorEnvironment environment, int payloadType) {
        return take(rule ->
                rule.fault().kind() == Fault.Kind.LINK && rule.concerns(environment) && rule.concerns(payloadType));
    }

    /** The fault that happens to a message on its way out. */
    public Optional<Happening> onOutput(SimulatorEnvironment environment, int payloadType) {
        return take(rule ->
                rule.fault().kind() == Fault.Kind.OUTPUT && rule.concerns(environment) && rule.concerns(payloadType));
    }

    /** The fault that happens to a new connection. */
    public Optional<Happening> onConnection(SimulatorEnvironment environment) {
        return take(rule -> rule.fault().kind() == Fault.Kind.CONNECTION && rule.concerns(environment));
    }

    private Optional<Happening> take(Predicate<FaultRule> wanted) {
        long now = clock.millis();
        for (Iterator<Armed> all = armed.iterator(); all.hasNext(); ) {
            Armed one = all.next();
            if (one.isOver(now)) {
                all.remove();
            } else if (wanted.test(one.happening.rule())) {
                one.use();
                return Optional.of(one.happening);
            }
        }
        return Optional.empty();
    }
}
