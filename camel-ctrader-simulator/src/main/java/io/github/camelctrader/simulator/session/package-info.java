/** What a connected client may do, and the answer to each request. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.session;
