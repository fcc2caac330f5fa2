package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.client.ConnectionEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
            case BACKOFF -> "not connected" + cause(event) + next(event.nextDelay());
            case SUSPENDED -> "suspended" + cause(event);
            case NEW, DRAINING, CLOSED -> "closing";
        };
        console.tell("--  %s", line);
    }

    private static String cause(ConnectionEvent event) {
        Object cause = Objects.requireNonNullElse(event.description(), Objects.requireNonNullElse(event.reason(), ""));
        return cause.equals("") ? "" : ": " + cause;
    }

    private static String next(@Nullable Duration delay) {
        return delay == null ? "" : String.format(Locale.ROOT, "; next attempt in %.1f s", delay.toMillis() / 1000.0);
    }
}
