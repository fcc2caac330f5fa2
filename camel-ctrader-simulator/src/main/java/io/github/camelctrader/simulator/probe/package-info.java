/**
 * A client that asks a real server what the public descriptions of the protocol leave open, and compares its answers with the
 * simulator's.
 */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.probe;
