package io.github.camelctrader.simulator.probe;

/** The server did not answer as a server that lives would; the message is what the report says. */
class ProbeException extends Exception {
    private static final long serialVersionUID = 1;

    ProbeException(String message) {
        super(message);
    }

    ProbeException(String message, Throwable cause) {
        super(message, cause);
    }
}
