package io.github.camelctrader.simulator.trading;

import org.jspecify.annotations.Nullable;

/**
 * The four ways a request may name protection, as it came; {@code null} for what it left out.
 *
 * @param stopLoss price
 * @param takeProfit price
 * @param relativeStopLoss distance in 1/100000
 * @param relativeTakeProfit distance in 1/100000
 */
record StopFields(
        @Nullable Double stopLoss,
        @Nullable Double takeProfit,
        @Nullable Long relativeStopLoss,
        @Nullable Long relativeTakeProfit) {}
