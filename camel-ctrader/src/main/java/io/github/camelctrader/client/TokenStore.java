package io.github.camelctrader.client;

import java.io.IOException;
import java.util.List;

/**
 * Keeps refreshed tokens beyond the life of the process. A refresh token works once: a process that loses the pair that a
 * refresh brought needs a new consent of the user. So the client saves the tokens with {@link StoredTokens#refreshInFlight()}
 * before it asks the server for new ones, and saves the new ones before it uses them. A store that cannot be written stops neither; what
 * it did not take is saved as soon as it does.
 *
 * <p>Called on threads that may block, and for each grant by one thread at a time. One store belongs to one process: two that
 * refresh the same grant take the tokens away from each other.
 */
public interface TokenStore {
    /**
     * All that was saved; null counts as nothing. Called when the first endpoint or account that uses this store is made known,
     * which waits for it for 5 s at most.
     *
     * @throws IOException when that cannot be read; it is tried five times within four seconds, then the endpoint or account is
     *     refused with this message
     */
    List<StoredTokens> load() throws IOException;

    /**
     * Saves the tokens of one grant in the place of what was saved for the same {@link StoredTokens#grantId()}, completely or
     * not at all, and returns when they would survive the end of the process.
     *
     * @throws IOException when that failed; it is tried again, the message is logged and must contain no token. What does not
     *     return within 5 s counts as failed too
     */
    void save(StoredTokens tokens) throws IOException;
}
