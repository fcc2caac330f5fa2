package io.github.camelctrader.client.market;

/** Receives the changes of order books. Called on the connection's loop. */
public interface DepthListener {
    /** The server told of a change, which is in the book. */
    void changed(long accountId, long symbolId, DepthBook book);

    /**
     * A book is about to be emptied, since what the server told so far does not count any more.
     *
     * @param book as it was
     */
    void emptying(long accountId, long symbolId, DepthBook book);

    /** A book was crossed for longer than one is: it is wrong. */
    void crossed(long accountId, long symbolId);
}
