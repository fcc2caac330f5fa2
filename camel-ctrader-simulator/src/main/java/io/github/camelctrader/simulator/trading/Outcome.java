package io.github.camelctrader.simulator.trading;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a trade request led to.
 *
 * @param events in the order clients see them
 * @param orderToExecute an order that meets the market and is to be executed, at once or a little later
 */
public record Outcome(List<AccountEvent> events, OptionalLong orderToExecute) {}
