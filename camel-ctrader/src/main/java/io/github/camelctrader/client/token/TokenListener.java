package io.github.camelctrader.client.token;

import io.github.camelctrader.client.CTraderException;

/** Notified when the tokens of a grant change or a refresh fails. Called on any thread. */
public interface TokenListener {
    /** The access token was replaced. Called again when the new one is saved, if that failed at first. */
    void renewed(Grant grant, boolean saved);

    /** The refresh that was under way brought no tokens. */
    void notRenewed(Grant grant, CTraderException cause);
}
