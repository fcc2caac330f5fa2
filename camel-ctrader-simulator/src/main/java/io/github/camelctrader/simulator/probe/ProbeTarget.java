package io.github.camelctrader.simulator.probe;

import java.time.Duration;

/**
 * Which server, and how fast it is asked.
 *
 * @param host its name, which its certificate has to carry
 * @param port of the protobuf variant
 * @param tls what it is trusted by
 * @param pace least time between two requests; ten times that after a request of history
 * @param patience how long an answer may take
 */
record ProbeTarget(String host, int port, ProbeTls tls, Duration pace, Duration patience) {}
