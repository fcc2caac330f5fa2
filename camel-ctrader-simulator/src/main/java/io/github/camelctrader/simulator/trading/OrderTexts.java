package io.github.camelctrader.simulator.trading;

/**
 * What a client wrote on an order.
 *
 * @param label may be empty
 * @param comment may be empty
 * @param clientOrderId empty lets the server make one
 */
record OrderTexts(String label, String comment, String clientOrderId) {
    /** What a position keeps of it, and the orders the server makes for the position. */
    OrderTexts ofPosition() {
        return new OrderTexts(label, comment, "");
    }
}
