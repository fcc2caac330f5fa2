package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.client.CTraderException;

/** What went wrong, in one line. */
final class Failures {
    private Failures() {}

    /** The component's own explanation when there is one in the chain of causes, else the innermost message. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof CTraderException) {
                break;
            }
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
