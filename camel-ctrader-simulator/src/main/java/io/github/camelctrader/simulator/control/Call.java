package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request with its parameters, from the query and a form alike. What is missing or does not fit is refused with an
 * {@link IllegalArgumentException} that names the parameter.
 *
 * @param parameters by name; those without a value count as missing
 * @param text the body, where it is no form
 */
record Call(Map<String, String> parameters, String text) {
    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    @Nullable
    String orNull(String name) {
        return find(name).orElse(null);
    }

    String need(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    Optional<Long> findNumber(String name) {
        return find(name).map(value -> number(name, value));
    }

    long needNumber(String name) {
        return number(name, need(name));
    }

    /** Several numbers, with commas between them. */
    List<Long> needNumbers(String name) {
        return Arrays.stream(need(name).split(",", -1))
                .map(value -> number(name, value.strip()))
                .toList();
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + value + " is not a whole number, or too great", e);
        }
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> findFlag(String name) {
        return find(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " " + value + " is neither true nor false");
        });
    }

    boolean flag(String name) {
        return findFlag(name).orElse(false);
    }

    /** A constant by its name, in any case, with hyphens or underscores. */
    <T extends Enum<T>> Optional<T> findConstant(String name, T[] constants) {
        return find(name)
                .map(value -> Arrays.stream(constants)
                        .filter(constant -> constant.name()
                                .equals(value.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name + " " + value + " is none of "
                                + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /** The environment that it names, else demo. */
    SimulatorEnvironment environment() {
        return findConstant("environment", SimulatorEnvironment.values()).orElse(SimulatorEnvironment.DEMO);
    }

    /** Names parameters, no values, since those may be secrets. */
    @Override
    public String toString() {
        return "Call" + parameters.keySet();
    }
}
