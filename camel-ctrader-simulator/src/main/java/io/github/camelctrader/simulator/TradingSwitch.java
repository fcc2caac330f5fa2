package io.github.camelctrader.simulator;

/** Behaviour of the matching engine that differs between servers, or that was never observed. All are off unless turned on. */
public enum TradingSwitch {
    /** A second order of an account with the same {@code clientOrderId} is refused; off: it is executed again. */
    DUPLICATE_CLIENT_ORDER_ID_REFUSED,
    /** Prices with more digits than the symbol has are rounded; off: they are refused with {@code TRADING_BAD_PRICES}. */
    OFF_GRID_PRICES_ROUNDED,
    /** What is left of a {@code LIMIT} order {@code IMMEDIATE_OR_CANCEL} after a partial fill goes on resting; off: it is cancelled. */
    LIMIT_REMAINDER_RESTS,
    /** A {@code MARKET_RANGE} order that finds the market outside of its range is cancelled; off: it is rejected. */
    MARKET_RANGE_CANCELLED,
    /** {@code MARKET_ON_OPEN} is taken and waits for the market to open; off: it is refused. */
    MARKET_ON_OPEN_TAKEN,
    /** A pending order that meets the market when it is placed is refused with {@code TRADING_BAD_PRICES}; off: it is filled. */
    MARKETABLE_ORDER_REFUSED,
    /** A page of deals or orders holds the oldest rows of its window; off: the newest. Within a page the newest come first in any case. */
    HISTORY_PAGES_START_OLD,
    /** Orders that ended rejected are left out of lists of orders; off: they are in. */
    REJECTED_ORDERS_UNLISTED,
    /** The fill of an order that rested carries the id of the request that placed it; off: it carries none. */
    LATE_FILLS_ANSWER_REQUEST,
    /** The protection order that follows a fill at once carries the id of the request that was filled; off: it carries none. */
    PROTECTION_ANSWERS_REQUEST,
    /** On a full close the cancellation of the protection order comes before the fill; off: after it. */
    PROTECTION_CANCELLED_FIRST,
    /** The fill that closes a position without protection shows it {@code CREATED}, as that of a protected one does; off: {@code CLOSED}. */
    CLOSING_FILL_LEAVES_CREATED,
    /** A change of an open position's margin is told by {@code ProtoOAMarginChangedEvent}; off: it is not. */
    MARGIN_CHANGES_TOLD,
    /** Order errors about a known order or position carry its id in their fields; off: in the text alone. */
    ORDER_ERRORS_NAME_IDS
}
