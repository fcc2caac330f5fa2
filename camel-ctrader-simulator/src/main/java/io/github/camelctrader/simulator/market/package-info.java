/** Symbols, quotes, the seeded walk, history and conversion between assets. No I/O. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.market;
