package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.client.ConnectionEvent;
import java.util.Objects;

/** One line for each state that the connection enters. */
public final class ConnectionLines {
    private final Console console;

    ConnectionLines(Console console) {
        this.console = console;
    }

    /** Called by the route. */
    public void show(ConnectionEvent event) {
        String line = switch (event.state()) {
            case CONNECTING -> "connecting";
            case APP_AUTH -> "encrypted, authorising the application";
            case RESTORING -> "authorised, putting account and subscriptions in place";
            case READY -> "ready";
            case BACKOFF -> "not connected" + cause(event) + "; next attempt in " + event.nextDelay();
            case SUSPENDED -> "suspended" + cause(event);
            case NEW, DRAINING, CLOSED -> "closing";
        };
        console.tell("--  %s", line);
    }

    private static String cause(ConnectionEvent event) {
        Object cause = Objects.requireNonNullElse(event.description(), Objects.requireNonNullElse(event.reason(), ""));
        return cause.equals("") ? "" : ": " + cause;
    }
}
