package io.github.camelctrader.simulator.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body the text
 * @param location where a redirect leads, or {@code null}
 */
record Answer(
        int status,
        String contentType,
        String body,
        @Nullable String location) {
    /** JSON that a request asked for. */
    static Answer json(@Nullable Object value) {
        return json(200, value);
    }

    static Answer json(int status, @Nullable Object value) {
        return new Answer(status, "application/json", Json.text(value) + "\n", null);
    }

    /** What was asked for is done. */
    static Answer done() {
        return json(Map.of("ok", true));
    }

    /** A refusal that says why. */
    static Answer refused(int status, String why) {
        return json(status, Json.object("ok", false, "error", why));
    }

    static Answer text(String body) {
        return new Answer(200, "text/plain; charset=utf-8", body, null);
    }

    static Answer redirect(String location) {
        return new Answer(302, "text/plain; charset=utf-8", "See the Location.\n", location);
    }
}
