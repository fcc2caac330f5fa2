package io.github.camelctrader.simulator;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit 5: one simulator for a test class and its nested classes, closed after them, handed to methods and constructors that have a
 * parameter of type {@link CTraderSimulator}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension SIMULATOR = new SimulatorExtension(CTraderSimulator.builder().quotesPerSecond(0));
 * }</pre>
 *
 * Each test begins with the faults of its {@link SimulatorFault} annotations and leaves none behind.
 * {@code @ExtendWith(SimulatorExtension.class)} starts one with all defaults.
 */
public final class SimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final SimulatorBuilder builder;
    private @Nullable CTraderSimulator simulator;
    private @Nullable Class<?> owner;

    /** A simulator with all defaults. */
    public SimulatorExtension() {
        this(CTraderSimulator.builder());
    }

    /** @param builder started before the first test */
    public SimulatorExtension(SimulatorBuilder builder) {
        this.builder = builder;
    }

    /**
     * The running simulator.
     *
     * @throws IllegalStateException outside of the test class's life
     */
    public CTraderSimulator simulator() {
        CTraderSimulator running = simulator;
        if (running == null) {
            throw new IllegalStateException(
                    "The simulator runs from beforeAll to afterAll; register the extension in a static field");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (simulator == null) {
            simulator = builder.start();
            owner = context.getRequiredTestClass();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        CTraderSimulator running = simulator();
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> test = context.getRequiredTestClass(); test != null; test = test.getEnclosingClass()) {
            classes.addFirst(test);
        }
        classes.forEach(test -> bringAbout(running, test));
        bringAbout(running, context.getRequiredTestMethod());
    }

    private static void bringAbout(CTraderSimulator running, AnnotatedElement place) {
        for (SimulatorFault fault : place.getAnnotationsByType(SimulatorFault.class)) {
            running.faults(fault.value());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulator().clearFaults();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        CTraderSimulator running = simulator;
        if (running != null && context.getRequiredTestClass().equals(owner)) {
            running.close();
            simulator = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CTraderSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }
}
