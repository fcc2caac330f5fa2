/** A client that asks a real server what the public descriptions of the protocol leave open, and lays its answers beside the simulator's. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.probe;
