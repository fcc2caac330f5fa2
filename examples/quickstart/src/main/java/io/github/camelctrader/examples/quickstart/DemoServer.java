package io.github.camelctrader.examples.quickstart;

import org.apache.camel.main.Main;

/** The official demo server: address and trust are the component's defaults. */
record DemoServer(Credentials credentials) implements TradingServer {
    @Override
    public String description() {
        return "the real cTrader demo server";
    }

    @Override
    public void configure(Main main) {
        // Host, port and trust store need no word: the defaults are right.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
