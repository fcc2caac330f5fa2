package io.github.camelctrader.client.subscription;

/** One user's share in subscriptions. They are kept at the server as long as one open lease needs them. */
public interface Lease extends AutoCloseable {
    /** Ends the lease. Call on the connection's loop; further calls change nothing. */
    @Override
    void close();
}
