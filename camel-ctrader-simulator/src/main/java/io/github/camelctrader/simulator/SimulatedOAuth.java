package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.session.Consents;
import java.util.function.Supplier;

/**
 * The OAuth flow from a user's consent to tokens, without HTTP; {@code control.ControlServer} serves it over HTTP. All methods may
 * be called from any thread and have acted when they return.
 */
public final class SimulatedOAuth {
    private final Supplier<SimulatorServer> server;

    /** @param server the one that runs at present */
    SimulatedOAuth(Supplier<SimulatorServer> server) {
        this.server = server;
    }

    /**
     * Lets the owner of an account consent.
     *
     * @param clientId the application
     * @param redirectUri the address that receives the code
     * @param mayTrade whether the scope is trading, not viewing
     * @param accountId an account of the owner
     * @return the code: good for a minute of the server's clock, once
     * @throws IllegalArgumentException for an application or an account that does not exist
     */
    public String consent(String clientId, String redirectUri, boolean mayTrade, long accountId) {
        return server.get().askConsents(consents -> consents.consent(clientId, redirectUri, mayTrade, accountId));
    }

    /**
     * Exchanges a code for a pair of tokens; the pair that the owner had for the scope is no longer valid.
     *
     * @throws IllegalArgumentException for wrong credentials, and for a code that is unknown, used, too old, or of another
     *     application or address
     */
    public SimulatedTokens exchange(String clientId, String clientSecret, String code, String redirectUri) {
        return server.get().askConsents(consents -> consents.exchange(clientId, clientSecret, code, redirectUri));
    }

    /**
     * Exchanges a refresh token for a pair of tokens; the old pair is no longer valid.
     *
     * @throws IllegalArgumentException for wrong credentials or a refresh token that opens nothing
     */
    public SimulatedTokens refresh(String clientId, String clientSecret, String refreshToken) {
        return server.get().askConsents(consents -> consents.refresh(clientId, clientSecret, refreshToken));
    }

    /** Life of an access token, in seconds. */
    public long lifetimeSeconds() {
        return server.get().askConsents(Consents::lifetimeSeconds);
    }

    /** Shows no state. */
    @Override
    public String toString() {
        return "SimulatedOAuth";
    }
}
