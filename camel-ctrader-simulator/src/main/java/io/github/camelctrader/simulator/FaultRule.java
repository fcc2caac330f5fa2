package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.Fault.Kind;
import io.github.camelctrader.simulator.Fault.Parameter;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fault, and when it happens.
 *
 * @param fault the kind of fault
 * @param environment the environment, or {@code null} for both
 * @param payloadType the request, or for {@link Kind#OUTPUT} the outgoing message, that triggers it; 0 for all types that the fault
 *     applies to
 * @param times how often; {@link #ALWAYS} until faults are cleared
 * @param after delay until the rule takes effect
 * @param parameter the value of {@link Fault#parameter}; {@code null} for the default
 */
public record FaultRule(
        Fault fault,
        @Nullable SimulatorEnvironment environment,
        int payloadType,
        int times,
        Duration after,
        @Nullable String parameter) {
    /** Number of times that stands for no end. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException for a rule that makes no sense, saying why */
    public FaultRule {
        Checks.require(times > 0, fault + ": times must be positive: " + times);
        Checks.require(payloadType >= 0, fault + ": not a payload type: " + payloadType);
        Checks.require(!after.isNegative(), fault + ": after must not be negative: " + after);
        Checks.require(fault.kind() != Kind.SERVER || times == 1, fault + " lasts, it cannot be counted");
        Checks.require(
                payloadType == 0 || (fault.kind() != Kind.SERVER && fault.kind() != Kind.CONNECTION),
                fault + " has nothing to do with a payload type");
        if (parameter != null) {
            Parameters.check(fault, parameter);
        }
    }

    /** The fault on both environments: once, or for a maintenance until it ends. */
    public static FaultRule of(Fault fault) {
        boolean lasts = fault == Fault.MAINTENANCE || fault == Fault.MAINTENANCE_PROTO_ERROR;
        return new FaultRule(fault, null, 0, lasts ? ALWAYS : 1, Duration.ZERO, null);
    }

    /**
     * Parses a line such as {@code on NewOrderReq 2 times swallow-answer}, {@code after 3s demo cut-rst} or {@code maintenance
     * 30s}. The parts before the fault's name may come in any order: {@code demo} or {@code live}; {@code on} with the name of a
     * message, with or without {@code ProtoOA}, or its payload type; a number with {@code times}, or {@code always}; {@code after}
     * with a time. The parameter of the fault comes after its name.
     *
     * @throws IllegalArgumentException for a line that is none, saying why
     */
    public static FaultRule parse(String line) {
        return FaultLine.parse(List.of(line.trim().split("\\s+")));
    }

    /** Refuses a rule that lacks what {@link #on} may still add. */
    void requireComplete() {
        Checks.require(
                fault.kind() != Kind.LINK || payloadType != 0 || times == 1,
                fault + " happens at once, it cannot be counted without on");
    }

    /** The same in one environment. */
    public FaultRule in(SimulatorEnvironment where) {
        return new FaultRule(fault, where, payloadType, times, after, parameter);
    }

    /** The same for a payload type, e.g. 2106. */
    public FaultRule on(int wantedPayloadType) {
        return new FaultRule(fault, environment, wantedPayloadType, times, after, parameter);
    }

    /**
     * The same for a message, by its name with or without {@code ProtoOA}, or its payload type as text.
     *
     * @throws IllegalArgumentException for a name that no schema has
     */
    public FaultRule on(String messageName) {
        return on(PayloadTypes.find(messageName)
                .orElseThrow(() -> new IllegalArgumentException("There is no message " + messageName)));
    }

    /** The same rule with another number of times. */
    public FaultRule times(int count) {
        return new FaultRule(fault, environment, payloadType, count, after, parameter);
    }

    /** The same until faults are cleared. */
    public FaultRule always() {
        return times(ALWAYS);
    }

    /** The same rule with a delay. */
    public FaultRule after(Duration delay) {
        return new FaultRule(fault, environment, payloadType, times, delay, parameter);
    }

    /** The same with a parameter, written as in a script. */
    public FaultRule with(String value) {
        return new FaultRule(fault, environment, payloadType, times, after, value);
    }

    /** The same with a time. */
    public FaultRule with(Duration time) {
        return with(Parameters.text(time));
    }

    /** The time it names or the default of its fault; zero where {@link Parameter#DURATION} is left open, and for faults without a time. */
    public Duration time() {
        boolean timed = fault.parameter() == Parameter.TIME || fault.parameter() == Parameter.DURATION;
        if (timed && parameter != null) {
            return Parameters.time(parameter);
        }
        if (fault.parameter() != Parameter.TIME) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(fault == Fault.MAINTENANCE || fault == Fault.MAINTENANCE_PROTO_ERROR ? 10 : 1);
    }

    /** The number of rows it names, or 1. */
    public int rows() {
        return parameter == null ? 1 : Integer.parseInt(parameter);
    }

    /** The error code it names or the default of its fault. */
    public String code() {
        if (parameter != null) {
            return parameter;
        }
        return fault == Fault.ORDER_ERROR ? "TRADING_BAD_VOLUME" : "UNKNOWN_ERROR";
    }

    /** Whether it concerns an environment. */
    public boolean concerns(SimulatorEnvironment where) {
        return environment == null || environment == where;
    }

    /** Whether it concerns a payload type. */
    public boolean concerns(int wantedPayloadType) {
        if (payloadType != 0) {
            return payloadType == wantedPayloadType;
        }
        return fault.payloadTypes().isEmpty() || fault.payloadTypes().contains(wantedPayloadType);
    }

    /** The line that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (!after.isZero()) {
            line.append("after ").append(Parameters.text(after)).append(' ');
        }
        if (environment != null) {
            line.append(environment.name().toLowerCase(Locale.ROOT)).append(' ');
        }
        if (payloadType != 0) {
            line.append("on ").append(payloadType).append(' ');
        }
        if (times != of(fault).times) {
            line.append(times == ALWAYS ? "always " : times + " times ");
        }
        line.append(fault);
        return parameter == null
                ? line.toString()
                : line.append(' ').append(parameter).toString();
    }
}
