package io.github.camelctrader.client.subscription;

import org.jspecify.annotations.Nullable;

/** The names of symbols, for messages to people. */
@FunctionalInterface
public interface SymbolNames {
    /** The name of a symbol of an account, or null when it is not known yet. */
    @Nullable
    String nameOf(long accountId, long symbolId);
}
