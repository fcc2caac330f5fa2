package io.github.camelctrader.simulator.trading;

/** Who brought an event about. */
enum Cause {
    /** A request of a client. */
    CLIENT(false, true),
    /** An earlier request of a client, while another one is being answered. */
    EARLIER_REQUEST(false, false),
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

    /** What the server does on its own in consequence. */
    Cause consequence() {
        return this == CLIENT ? SERVER_FOR_CLIENT : SERVER;
    }
}
