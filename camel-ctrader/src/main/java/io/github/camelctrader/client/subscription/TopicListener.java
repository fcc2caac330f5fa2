package io.github.camelctrader.client.subscription;

/** Is told what becomes of subscriptions. Called on the connection's loop. */
public interface TopicListener {
    /** Somebody wants what nobody wanted before. */
    void begun(long accountId, Topic topic);

    /** The server is asked for it from the start: what it said before does not count any more. */
    void anew(long accountId, Topic topic);

    /** Nobody wants it any more. */
    void ended(long accountId, Topic topic);
}
