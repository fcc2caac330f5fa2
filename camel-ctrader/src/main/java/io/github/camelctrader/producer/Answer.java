package io.github.camelctrader.producer;

import io.github.camelctrader.client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the request of an exchange.
 *
 * @param reply what the server said
 * @param operationId the id of the operation, for an order request; null for all others
 * @param symbolName of the symbol that was looked up for it, or null
 */
public record Answer(
        Reply reply, @Nullable String operationId, @Nullable String symbolName) {}
