package io.github.camelctrader.client.account;

import io.github.camelctrader.client.AccountTokens;
import java.time.Duration;

/** One grant in a store, and a connection whose accounts use it. */
final class GrantHarness {
    /** The life of an access token in seconds, as the server has it. */
    static final long MONTH = 2_628_000;

    /** Shortest time between two refreshes of one grant. */
    static final Duration GAP = Duration.ofMinutes(5);

    final MemoryStore store = new MemoryStore();
    final AccountTokens tokens = new AccountTokens("A1", "R1", store);
    final AccountsHarness accounts = new AccountsHarness();

    void use(long... accountIds) {
        for (long accountId : accountIds) {
            accounts.use(accountId, tokens);
        }
    }

    /** Account 17 works, with tokens that a refresh brought. */
    void refreshedTo(String accessToken, String refreshToken, long lifeSeconds) {
        use(17);
        accounts.sessions.restore();
        accounts.server.authorisation(17).refuse("OA_AUTH_TOKEN_EXPIRED");
        accounts.renew(accounts.refresh(), accessToken, refreshToken, lifeSeconds);
        accounts.server.authorise(17);
    }
}
