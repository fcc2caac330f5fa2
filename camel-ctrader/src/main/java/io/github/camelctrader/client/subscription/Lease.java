package io.github.camelctrader.client.subscription;

/** One user's claim on subscriptions. They are kept at the server as long as one open lease needs them. */
public interface Lease extends AutoCloseable {
    /** Gives the claim up. Call on the connection's loop; doing so again changes nothing. */
    @Override
    void close();
}
