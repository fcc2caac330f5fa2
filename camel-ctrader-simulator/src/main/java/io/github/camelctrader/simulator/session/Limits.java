package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.RateLimitAnswer;

/**
 * How many requests one connection may send, and how much an answer of history holds.
 *
 * @param requestsPerSecond heartbeats not counted
 * @param historicalRequestsPerSecond they count as ordinary ones too
 * @param answer how a request above a limit is refused
 * @param rows the most deals, orders or ticks that one answer of history holds
 */
public record Limits(int requestsPerSecond, int historicalRequestsPerSecond, RateLimitAnswer answer, int rows) {}
