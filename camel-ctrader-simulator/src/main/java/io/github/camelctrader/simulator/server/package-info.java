/** Listeners and sockets. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.server;
