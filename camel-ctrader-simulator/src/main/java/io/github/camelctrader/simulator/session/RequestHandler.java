package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.trading.TradeRefusedException;

/**
 * Answers one kind of request.
 *
 * @param <T> the request
 */
@FunctionalInterface
interface RequestHandler<T extends Message> {
    /** Does what is asked; a refusal of a trade goes to the client as an order error. */
    void handle(Requester caller, T request) throws TradeRefusedException;
}
