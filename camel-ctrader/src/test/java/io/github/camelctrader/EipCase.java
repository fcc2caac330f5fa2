package io.github.camelctrader;

import java.util.List;

/**
 * An order inside or around an EIP.
 *
 * @param name of its route as well: {@code direct:} and this name begins it
 * @param eips classes of Camel's model that the case is about
 * @param wanted how many orders the route wants, each of which must be executed once
 * @param told of how many of these the route learns the answer; the others fail for the route that placed them
 * @param unknown whether the first order is executed, but its caller told that nobody knows
 */
record EipCase(String name, List<Class<?>> eips, int wanted, int told, boolean unknown) {
    static EipCase of(String name, int wanted, Class<?>... eips) {
        return new EipCase(name, List.of(eips), wanted, wanted, false);
    }

    EipCase telling(int answers) {
        return new EipCase(name, eips, wanted, answers, unknown);
    }

    /** The outcome of the first order is unknown when its attempt ends. */
    EipCase startingInDoubt() {
        return new EipCase(name, eips, wanted, told, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
