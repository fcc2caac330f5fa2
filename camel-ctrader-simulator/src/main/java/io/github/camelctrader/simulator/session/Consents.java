package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.SimulatedTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What owners of cTrader IDs consent to by a browser: codes that an application exchanges for a pair of tokens, once and within a minute. Confined to
 * the simulator's thread.
 */
public final class Consents {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    private record Code(String clientId, String redirectUri, boolean mayTrade, long accountId, long expiresAt) {}

    private final Directory directory;
    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();

    /**
     * @param directory applications, accounts and their tokens
     * @param clock decides when a code is too old
     */
    public Consents(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Lets an owner consent. What was granted before stays valid until the code is exchanged.
     *
     * @param clientId the application
     * @param redirectUri where the code goes
     * @param mayTrade whether the scope is trading, not viewing
     * @param accountId an account of the owner
     * @return the code
     * @throws IllegalArgumentException for an application or an account that does not exist
     */
    public String consent(String clientId, String redirectUri, boolean mayTrade, long accountId) {
        if (!directory.knowsApplication(clientId)) {
            throw new IllegalArgumentException("client_id: there is no such application");
        }
        if (directory.account(accountId).isEmpty()) {
            throw new IllegalArgumentException("No account " + accountId);
        }
        long now = clock.millis();
        codes.values().removeIf(code -> now >= code.expiresAt());
        String code = directory.grants().newToken();
        codes.put(code, new Code(clientId, redirectUri, mayTrade, accountId, now + CODE_LIFETIME.toMillis()));
        return code;
    }

    /**
     * Exchanges a code. The pair that the owner had for the scope is dead, and what it authorised is over.
     *
     * @return the new pair
     * @throws IllegalArgumentException for wrong credentials, and for a code that is unknown, used, too old, or of another application or address;
     *     a code that was shown is used up in any case
     */
    public SimulatedTokens exchange(String clientId, String clientSecret, String code, String redirectUri) {
        requireApplication(clientId, clientSecret);
        Code given = codes.remove(code);
        if (given == null
                || clock.millis() >= given.expiresAt()
                || !given.clientId().equals(clientId)
                || !given.redirectUri().equals(redirectUri)) {
            throw new IllegalArgumentException(
                    "code is unknown, used, older than a minute, or of another client_id or redirect_uri");
        }
        return directory.grants().consent(given.accountId(), given.mayTrade());
    }

    /**
     * Exchanges a refresh token; the old pair is dead, and those who used it are told.
     *
     * @return the new pair
     * @throws IllegalArgumentException for wrong credentials or a refresh token that opens nothing
     */
    public SimulatedTokens refresh(String clientId, String clientSecret, String refreshToken) {
        requireApplication(clientId, clientSecret);
        Grants grants = directory.grants();
        Grant grant = grants.findByRefreshToken(refreshToken)
                .orElseThrow(() -> new IllegalArgumentException("refresh_token is unknown or used"));
        SimulatedTokens next = grants.renew(grant);
        grants.announceRefresh(grant);
        return next;
    }

    /** Life of an access token, in seconds. */
    public long lifetimeSeconds() {
        return directory.grants().lifetimeSeconds();
    }

    private void requireApplication(String clientId, String clientSecret) {
        if (!directory.knowsApplication(clientId, clientSecret)) {
            throw new IllegalArgumentException("client_id or client_secret is incorrect");
        }
    }
}
