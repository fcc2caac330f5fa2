/** The simulator over HTTP: what tests in other languages do to it while it runs, and the pages of OAuth. Above the front door: it uses what Java tests use. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.control;
