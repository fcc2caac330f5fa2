package io.github.camelctrader.client.request;

/** The order in which requests are sent when the server's limits make them wait. Heartbeats are not requests and never wait. */
public enum Priority {
    /** Authorisation and tokens: nothing else works without them. */
    CONTROL,
    /** Whatever changes an order or a position. */
    TRADING,
    /** Few reads without which an order is not sent: the restoration of hundreds of live bars must not keep orders waiting. */
    PREPARATION,
    /** Subscribing and unsubscribing. */
    SUBSCRIPTION,
    /**
     * Reads of history that tell what was missed and what became of orders: live executions and callers wait for them, and the limit
     * on history lets few of them go, so that other reads hardly notice.
     */
    RECOVERY,
    /** All other reads. */
    QUERY,
    /** All other reads of history, which have a tighter limit of their own. */
    HISTORICAL;

    /** Whether the limit on history counts them. */
    boolean isHistorical() {
        return this == RECOVERY || this == HISTORICAL;
    }
}
