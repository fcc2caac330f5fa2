/** An Open API server to embed in tests or to run alone. Start at {@link io.github.camelctrader.simulator.CTraderSimulator}. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator;
