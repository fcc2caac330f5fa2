package io.github.camelctrader.examples.quickstart;

import org.apache.camel.main.Main;

/** Where the routes connect to. The routes themselves are the same everywhere. */
interface TradingServer extends AutoCloseable {
    /** A name for people. */
    String description();

    /** What opens the account. */
    Credentials credentials();

    /** Sets what this server needs besides credentials. */
    void configure(Main main);

    @Override
    void close();
}
