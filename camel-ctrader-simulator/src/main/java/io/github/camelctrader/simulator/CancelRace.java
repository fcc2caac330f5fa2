package io.github.camelctrader.simulator;

/** How a server answers a cancel request that comes while its order is being filled. In each case the fill wins. */
public enum CancelRace {
    /** An execution event {@code ORDER_CANCEL_REJECTED} with {@code PENDING_EXECUTION}; the fill follows without the id of the request. */
    CANCEL_REJECTED,
    /** An order error {@code UNABLE_TO_CANCEL_ORDER}; the fill comes without the id of the request. */
    UNABLE_TO_CANCEL,
    /** First the fill, without the id of the cancel request; then an order error {@code ORDER_NOT_FOUND} that carries it. */
    ORDER_NOT_FOUND,
    /** The fill itself, an execution event {@code ORDER_FILLED} with the id of the cancel request. */
    ORDER_FILLED
}
