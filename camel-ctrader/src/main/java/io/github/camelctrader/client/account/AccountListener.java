package io.github.camelctrader.client.account;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.TokenRefreshedEvent;
import io.github.camelctrader.client.connection.DisconnectCause;
import java.util.concurrent.CompletableFuture;

/** Notified when the state of an account changes. Called on the loop. */
public interface AccountListener {
    /**
     * The server authorised the account, which may have had a session all along, as when its token was refreshed: put its
     * subscriptions in place; completes when they are.
     */
    CompletableFuture<Void> authorised(long accountId);

    /** A refusal says that the account's session, which was in place, has ended: it is authorised anew. */
    void sessionLost(long accountId);

    /** The account is usable, refused or tried again later: its waiting requests can be decided upon. */
    void settled(long accountId);

    /** Whether something of the account waits for it, so that it must not be forgotten. */
    boolean isNeeded(long accountId);

    /** The account cannot be used until the user removes the cause. */
    void refused(long accountId, CTraderException cause);

    /** The account works, but stops working unless the user acts. */
    void problem(long accountId, CTraderException cause);

    /** The tokens of some accounts were refreshed. */
    void tokenRefreshed(TokenRefreshedEvent event);

    /** The server forgot that the application is authorised on this link: authorise it and the accounts anew. */
    void applicationLost();

    /** The link does not work for any account: give it up. */
    void linkUseless(DisconnectCause failure);
}
