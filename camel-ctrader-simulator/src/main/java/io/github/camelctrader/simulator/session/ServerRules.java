package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.JsonSwitch;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.trading.TradingRules;
import java.time.Duration;
import java.util.Set;

/**
 * Limits, times and switches of a server.
 *
 * @param limits of one connection
 * @param secondApplicationAuthError code for a second application authorisation on one connection
 * @param versionBeforeAuth whether the version may be asked before the application authorisation
 * @param idleTimeout silence of a client after which its connection is closed
 * @param heartbeatInterval silence of the server after which it sends a heartbeat
 * @param maxFrameLength largest accepted frame in bytes
 * @param fillDelay from the acceptance of an order that meets the market to its fill
 * @param triggerDelay from the quote that a resting order or protection waited for to its fill
 * @param tokenEventsFirst whether a refresh is announced to connections before it is answered
 * @param json how the JSON variant differs from its default
 * @param prices ticks and bars of the past
 * @param trading switches of the trading core
 */
public record ServerRules(
        Limits limits,
        String secondApplicationAuthError,
        boolean versionBeforeAuth,
        Duration idleTimeout,
        Duration heartbeatInterval,
        int maxFrameLength,
        Duration fillDelay,
        Duration triggerDelay,
        boolean tokenEventsFirst,
        Set<JsonSwitch> json,
        PriceHistory prices,
        TradingRules trading) {}
