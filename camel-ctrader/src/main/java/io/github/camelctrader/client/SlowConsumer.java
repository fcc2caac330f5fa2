package io.github.camelctrader.client;

/** What happens to quotes while a consumer is slower than the market. Executions are never dropped or merged. */
public enum SlowConsumer {
    /** One slot per symbol: a newer quote is merged into the one that waits. */
    CONFLATE,
    /** Every quote waits in order; when the queue is full the oldest quote is dropped, counted and reported as a gap. */
    QUEUE
}
