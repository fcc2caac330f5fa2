package io.github.camelctrader.simulator.trading;

/** Who brought an event about. */
enum Cause {
    /** A request of a client. */
    CLIENT(false, true),
    /** The server by itself, or the market. */
    SERVER(true, false),
    /** The server, as a direct consequence of a request that it also answers. */
    SERVER_FOR_CLIENT(true, true);

    private final boolean serverEvent;
    private final boolean answer;

    Cause(boolean serverEvent, boolean answer) {
        this.serverEvent = serverEvent;
        this.answer = answer;
    }

    boolean serverEvent() {
        return serverEvent;
    }

    boolean answer() {
        return answer;
    }
}
