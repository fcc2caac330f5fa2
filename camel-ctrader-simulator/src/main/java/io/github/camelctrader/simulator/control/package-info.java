/**
 * The simulator over HTTP: what tests in other languages do to it while it runs, and the pages of OAuth. It uses the same
 * public API as tests in Java.
 */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.control;
