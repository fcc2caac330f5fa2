/** Measures the whole way from the socket to a route, and what an operation needs. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.benchmarks;
