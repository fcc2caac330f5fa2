package io.github.camelctrader.client;

/** When a new order or a close counts as answered. Cancels and amendments are answered by their own result in any case. */
public enum OrderReply {
    /** As soon as the server took the order. */
    ACCEPTED,
    /**
     * When nothing more will happen to it: filled to the end, cancelled or expired. A partial fill is not the end. An order
     * that still rests when its time is up is answered by its present state.
     */
    FINAL,
    /** {@link #FINAL} for orders that the market ends at once, closes included; {@link #ACCEPTED} for orders that rest. */
    AUTO
}
