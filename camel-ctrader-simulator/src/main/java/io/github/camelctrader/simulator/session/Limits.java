package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.RateLimitAnswer;

/**
 * How many requests one connection may send.
 *
 * @param requestsPerSecond heartbeats not counted
 * @param historicalRequestsPerSecond they count as ordinary ones too
 * @param answer how a request above a limit is refused
 */
public record Limits(int requestsPerSecond, int historicalRequestsPerSecond, RateLimitAnswer answer) {}
