/** Frames and payload types: bytes to messages and back, with bounds. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.wire;
