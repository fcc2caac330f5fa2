/** Orders, positions, deals and the balance of one account. No I/O, no threads, time is handed in. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.trading;
