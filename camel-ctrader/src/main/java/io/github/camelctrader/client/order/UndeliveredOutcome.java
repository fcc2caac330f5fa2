package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OrderOutcomeEvent;
import java.util.function.BooleanSupplier;

/**
 * The outcome of an order request whose caller got no answer, until a consumer handled it.
 *
 * @param event tells it
 * @param untold whether it still is to be told
 * @param told to be run when somebody was; on the loop, as is {@code untold}
 */
public record UndeliveredOutcome(OrderOutcomeEvent event, BooleanSupplier untold, Runnable told) {}
