package io.github.camelctrader;

import io.github.camelctrader.client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the request of an exchange.
 *
 * @param reply what the server said
 * @param operationId the id of the operation that an order request is; null for all other requests
 */
record Answer(Reply reply, @Nullable String operationId) {}
