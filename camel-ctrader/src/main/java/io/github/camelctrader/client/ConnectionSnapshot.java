package io.github.camelctrader.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a connection at one moment.
 *
 * @param environment demo or live
 * @param state its state
 * @param generation number of the link, counting every attempt from 1; 0 before the first
 * @param attempt attempts since the connection was last stable; 0 while it is
 * @param since when the state was entered
 * @param lastFailure what ended or prevented the last link, or null when nothing did since it was last stable
 * @param nextAttempt when the next link is tried, or null when none is planned
 */
public record ConnectionSnapshot(
        Environment environment,
        ConnectionState state,
        int generation,
        int attempt,
        Instant since,
        @Nullable String lastFailure,
        @Nullable Instant nextAttempt) {}
