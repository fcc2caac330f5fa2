package io.github.camelctrader.client.token;

import io.github.camelctrader.client.CTraderException;

/** Notified when the tokens of a grant change or a refresh fails. Called on any thread. */
public interface TokenListener {
    /** The access token is another one now; once more when it is saved, if it could not be at first. */
    void renewed(Grant grant, boolean saved);

    /** The refresh that was under way brought nothing. */
    void notRenewed(Grant grant, CTraderException cause);
}
