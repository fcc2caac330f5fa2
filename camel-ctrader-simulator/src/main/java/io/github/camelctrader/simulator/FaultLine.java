package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a script of faults, while it is read. */
final class FaultLine {
    private final Deque<String> words;
    private @Nullable SimulatorEnvironment environment;
    private int payloadType;
    private int times;
    private Duration after = Duration.ZERO;

    private FaultLine(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    static FaultRule parse(List<String> words) {
        return new FaultLine(words).read();
    }

    private FaultRule read() {
        while (true) {
            String word = next("the name of a fault");
            Optional<Fault> fault = Fault.find(word);
            if (fault.isPresent()) {
                return rule(fault.get());
            }
            readCondition(word);
        }
    }

    private void readCondition(String word) {
        switch (word) {
            case "demo" -> environment = SimulatorEnvironment.DEMO;
            case "live" -> environment = SimulatorEnvironment.LIVE;
            case "always" -> times = FaultRule.ALWAYS;
            case "on" -> {
                String message = next("the name of a message after on");
                payloadType = PayloadTypes.find(message)
                        .orElseThrow(() -> new IllegalArgumentException("there is no message " + message));
            }
            case "after" -> after = Parameters.time(next("a time after after"));
            default -> {
                Checks.require(word.matches("\\d{1,9}"), "there is no fault " + word);
                Checks.require(next("times after " + word).equals("times"), "expected times after " + word);
                times = Integer.parseInt(word);
                Checks.require(times > 0, "0 times is never");
            }
        }
    }

    private FaultRule rule(Fault fault) {
        String parameter = words.pollFirst();
        Checks.require(words.isEmpty(), "nothing may follow, but there is " + words.peekFirst());
        int count = times == 0 ? FaultRule.of(fault).times() : times;
        FaultRule rule = new FaultRule(fault, environment, payloadType, count, after, parameter);
        rule.requireComplete();
        return rule;
    }

    private String next(String expected) {
        String word = words.pollFirst();
        if (word == null || word.isEmpty()) {
            throw new IllegalArgumentException("expected " + expected);
        }
        return word;
    }
}
