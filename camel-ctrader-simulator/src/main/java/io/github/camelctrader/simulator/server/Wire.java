package io.github.camelctrader.simulator.server;

/** What is spoken on a port. */
public enum Wire {
    /** Port 5035 of the real servers. */
    PROTOBUF,
    /** Port 5036 of the real servers. */
    JSON
}
