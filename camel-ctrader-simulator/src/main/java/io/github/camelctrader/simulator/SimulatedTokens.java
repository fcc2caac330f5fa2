package io.github.camelctrader.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The present pair of tokens of a grant.
 *
 * @param accessToken gives access to the accounts of the grant
 * @param refreshToken works once; {@code null} for a grant that cannot be refreshed
 */
public record SimulatedTokens(String accessToken, @Nullable String refreshToken) {
    /** Shows neither token. */
    @Override
    public String toString() {
        return refreshToken == null ? "SimulatedTokens[access]" : "SimulatedTokens[access, refresh]";
    }
}
