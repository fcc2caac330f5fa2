package io.github.camelctrader.simulator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test method or class with a {@link SimulatorExtension}: a fault the simulator has from the beginning of each test, written as a
 * line of a script (see {@link FaultRule#parse}). Those of outer classes come first, those of the method last. After each test the
 * extension clears all faults.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(SimulatorFault.Several.class)
public @interface SimulatorFault {
    /** The line, or several. */
    String value();

    /** The container of several; Java adds it, do not write it. */
    @Documented
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {
        /** In the order they are written. */
        SimulatorFault[] value();
    }
}
