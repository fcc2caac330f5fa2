package io.github.camelctrader.simulator.probe;

/** A statement that this server, account or symbol gives no occasion to ask about; the message says why. */
final class UnaskableException extends ProbeException {
    private static final long serialVersionUID = 1;

    UnaskableException(String reason) {
        super(reason);
    }
}
