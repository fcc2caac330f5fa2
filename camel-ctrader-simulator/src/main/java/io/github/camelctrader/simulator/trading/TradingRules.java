package io.github.camelctrader.simulator.trading;

/**
 * Behaviour of the server that is not known for certain.
 *
 * @param protectionCancelledFirst on a full close, whether the cancellation of the protection order comes before the fill
 * @param historyRows how many deals or orders one history answer holds
 */
public record TradingRules(boolean protectionCancelledFirst, int historyRows) {}
