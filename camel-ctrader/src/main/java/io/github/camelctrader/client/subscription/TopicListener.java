package io.github.camelctrader.client.subscription;

/** Notified when subscriptions begin, begin anew and end. Called on the connection's loop. */
public interface TopicListener {
    /** The first consumer wants it. */
    void begun(long accountId, Topic topic);

    /** The server has subscribed it: what it tells from now on begins from the start, and what it told before does not count. */
    void anew(long accountId, Topic topic);

    /** Nobody wants it any more. */
    void ended(long accountId, Topic topic);
}
