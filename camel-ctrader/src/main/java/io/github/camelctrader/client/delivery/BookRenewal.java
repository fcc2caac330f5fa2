package io.github.camelctrader.client.delivery;

/** Has the order book of a symbol begin anew, because a consumer lost changes of it. Called on the connection's loop. */
public interface BookRenewal {
    void renew(long accountId, long symbolId);
}
