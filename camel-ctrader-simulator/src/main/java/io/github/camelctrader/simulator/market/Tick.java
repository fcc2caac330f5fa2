package io.github.camelctrader.simulator.market;

/**
 * A quote at a time.
 *
 * @param time Unix ms
 * @param quote both sides from then on
 */
public record Tick(long time, Quote quote) {}
