package io.github.camelctrader.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection changed its state. Made by this client, not by the server.
 *
 * @param environment demo or live
 * @param state the state entered
 * @param reason why the link ended, or null when the change has no such cause
 * @param description the cause in words, or null; never with a secret
 * @param attempt attempts since the connection was last stable
 * @param nextDelay how long until the next attempt, or null when none is planned
 * @param time when the state was entered
 */
public record ConnectionEvent(
        Environment environment,
        ConnectionState state,
        @Nullable DisconnectReason reason,
        @Nullable String description,
        int attempt,
        @Nullable Duration nextDelay,
        Instant time)
        implements ComponentEvent {

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("state", state.name());
        if (reason != null) {
            map.put("reason", reason.name());
        }
        if (description != null) {
            map.put("description", description);
        }
        map.put("attempt", attempt);
        if (nextDelay != null) {
            map.put("nextDelayMillis", nextDelay.toMillis());
        }
        map.put("timestamp", time.toEpochMilli());
        return map;
    }
}
