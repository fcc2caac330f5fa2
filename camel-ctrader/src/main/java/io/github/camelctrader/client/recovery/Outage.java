package io.github.camelctrader.client.recovery;

import java.time.Instant;

/**
 * A time in which events of an account, or of the connection, could not come in.
 *
 * @param from when the last message before it came in
 * @param noticed when this client noticed; a consumer that began later has missed nothing
 * @param cause in words
 */
public record Outage(Instant from, Instant noticed, String cause) {}
