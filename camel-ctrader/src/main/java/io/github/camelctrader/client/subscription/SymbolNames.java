package io.github.camelctrader.client.subscription;

import org.jspecify.annotations.Nullable;

/** What symbols are called, for messages that people read. */
@FunctionalInterface
public interface SymbolNames {
    /** The name of a symbol of an account, or null when it is not known yet. */
    @Nullable
    String nameOf(long accountId, long symbolId);
}
