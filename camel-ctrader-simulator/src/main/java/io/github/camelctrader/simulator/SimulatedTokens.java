package io.github.camelctrader.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The pair of tokens that a grant has at a moment.
 *
 * @param accessToken opens the accounts of the grant
 * @param refreshToken works once; {@code null} for a grant that cannot be refreshed
 */
public record SimulatedTokens(String accessToken, @Nullable String refreshToken) {
    /** Neither of them. */
    @Override
    public String toString() {
        return refreshToken == null ? "SimulatedTokens[access]" : "SimulatedTokens[access, refresh]";
    }
}
