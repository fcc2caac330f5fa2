package io.github.camelctrader.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one grant, which is the consent of one cTrader ID, as a {@link TokenStore} keeps them.
 *
 * @param grantId stays the same for as long as the grant lives: the SHA-256 of the token that was configured first
 * @param knownTokens SHA-256 of the tokens that the grant had, oldest first and bounded, so that a configuration that still names
 *     an old pair finds the newest one
 * @param accessToken the present one, a secret; null when none was got yet
 * @param refreshToken the present one, a secret; null when there is none
 * @param expiresAt when the access token ends, or null when that is not known
 * @param refreshInFlight whether a refresh was sent, or about to be, and its outcome is not known: the server may have replaced the
 *     pair by one that this client never received
 */
public record StoredTokens(
        String grantId,
        List<String> knownTokens,
        @Nullable String accessToken,
        @Nullable String refreshToken,
        @Nullable Instant expiresAt,
        boolean refreshInFlight) {
    private static final int KNOWN = 64;

    public StoredTokens {
        knownTokens = List.copyOf(knownTokens);
    }

    /** The same pair with another {@link #refreshInFlight()}. */
    public StoredTokens marked(boolean inFlight) {
        return new StoredTokens(grantId, knownTokens, accessToken, refreshToken, expiresAt, inFlight);
    }

    /**
     * The pair that took the place of this one; no refresh is in flight any more.
     *
     * @param fingerprints SHA-256 of what is new in it
     */
    public StoredTokens renewed(
            @Nullable String newAccessToken,
            String newRefreshToken,
            @Nullable Instant newExpiry,
            List<String> fingerprints) {
        List<String> known = new ArrayList<>(knownTokens);
        known.removeAll(fingerprints);
        known.addAll(fingerprints);
        return new StoredTokens(
                grantId,
                known.subList(Math.max(0, known.size() - KNOWN), known.size()),
                newAccessToken,
                newRefreshToken,
                newExpiry,
                false);
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "StoredTokens[expiresAt=" + expiresAt + ", refreshInFlight=" + refreshInFlight + "]";
    }
}
