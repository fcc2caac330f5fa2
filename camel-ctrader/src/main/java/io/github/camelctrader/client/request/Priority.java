package io.github.camelctrader.client.request;

/** The order in which requests are sent when the server's limits make them wait. Heartbeats are not requests and never wait. */
public enum Priority {
    /** Authorisation and tokens: nothing else works without them. */
    CONTROL,
    /** Whatever changes an order or a position. */
    TRADING,
    /** Subscribing and unsubscribing. */
    SUBSCRIPTION,
    /** All other reads. */
    QUERY,
    /** Reads of history, which have a tighter limit of their own. */
    HISTORICAL
}
