package io.github.camelctrader.client.recovery;

/**
 * A time in which events of an account, or of the connection, could not come in.
 *
 * @param fromNanos when the last message before it came in, or when the consumer began, in ns of the monotonic clock
 * @param within whether the consumer began, or the account came into use, while the interruption lasted
 * @param brief whether it lasted only while a session was renewed with another token, which is worth telling only if it hid
 *     something
 * @param cause in words
 */
public record Outage(long fromNanos, boolean within, boolean brief, String cause) {
    /** An outage of which the end is not known. */
    public Outage(long fromNanos, String cause) {
        this(fromNanos, false, false, cause);
    }

    /** An outage that ends as soon as the session is renewed. */
    public static Outage brief(long fromNanos, String cause) {
        return new Outage(fromNanos, false, true, cause);
    }

    /** This outage and the next one as one outage, which is brief only if both are. */
    public Outage goingOn(Outage next) {
        return brief && !next.brief ? new Outage(Math.min(fromNanos, next.fromNanos), within, false, next.cause) : this;
    }

    /** The same for one that began while it lasted. */
    Outage since(long beginNanos) {
        return new Outage(beginNanos, true, brief, cause);
    }
}
