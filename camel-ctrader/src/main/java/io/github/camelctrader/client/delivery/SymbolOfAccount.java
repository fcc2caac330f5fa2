package io.github.camelctrader.client.delivery;

/** A symbol as one account sees it. */
record SymbolOfAccount(long accountId, long symbolId) {}
