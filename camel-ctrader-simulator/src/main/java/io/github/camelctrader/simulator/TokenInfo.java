package io.github.camelctrader.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An access token and what it opens, for those who are told how to reach a simulator.
 *
 * @param accessToken the token
 * @param mayTrade whether its scope is trading; else viewing
 * @param refreshToken that came with it, or {@code null}
 * @param accounts that it opens
 */
record TokenInfo(
        String accessToken, boolean mayTrade, @Nullable String refreshToken, List<SimulatedAccount> accounts) {
    static List<TokenInfo> of(Collection<SimulatedAccount> accounts, Map<String, String> refreshTokens) {
        Map<String, List<SimulatedAccount>> traded = new LinkedHashMap<>();
        Map<String, List<SimulatedAccount>> viewed = new LinkedHashMap<>();
        for (SimulatedAccount account : accounts) {
            traded.computeIfAbsent(account.accessToken(), token -> new ArrayList<>())
                    .add(account);
            String viewOnly = account.viewOnlyToken();
            if (viewOnly != null) {
                viewed.computeIfAbsent(viewOnly, token -> new ArrayList<>()).add(account);
            }
        }
        List<TokenInfo> tokens = new ArrayList<>();
        traded.forEach((token, of) -> tokens.add(new TokenInfo(token, true, refreshTokens.get(token), of)));
        viewed.forEach((token, of) -> tokens.add(new TokenInfo(token, false, refreshTokens.get(token), of)));
        return tokens;
    }

    /** Everything but the tokens. */
    @Override
    public String toString() {
        return "TokenInfo[" + (mayTrade ? "trading" : "viewing") + " of " + accounts + "]";
    }
}
