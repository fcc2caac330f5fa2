package io.github.camelctrader.client;

import org.jspecify.annotations.Nullable;

/**
 * The request was not carried out, and may be sent again. {@link #isLookedUp()} distinguishes two cases:
 *
 * <ul>
 *   <li>It never left this process: not connected in time, the queue was full, or the client is closing. No byte was handed to
 *       the socket.
 *   <li>It was sent, no answer came, and complete look-ups did not find it at the server: a judgement, which rests on the
 *       assumptions that {@code docs/orders.md} names. A repetition keeps the id of the first attempt. If the server reports the
 *       first attempt after all, before the repetition was sent, that report is the answer to the repetition.
 * </ul>
 */
public class NotSentException extends CTraderException {
    private static final long serialVersionUID = 1L;

    private final boolean lookedUp;

    /** It never left this process. */
    public NotSentException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    /** @param lookedUp see {@link #isLookedUp()} */
    public NotSentException(String message, @Nullable Throwable cause, boolean lookedUp) {
        super(message, Retryability.SAFE, cause);
        this.lookedUp = lookedUp;
    }

    /** False: the request never left this process. True: it was sent, looked up, and not found at the server. */
    public boolean isLookedUp() {
        return lookedUp;
    }
}
