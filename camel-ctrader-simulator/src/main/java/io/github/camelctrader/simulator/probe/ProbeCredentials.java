package io.github.camelctrader.simulator.probe;

import java.util.List;
import java.util.Map;

/**
 * What opens an account, from the environment so that it is in no history of commands.
 *
 * @param clientId of the application
 * @param clientSecret of the application
 * @param accessToken of the account's owner
 * @param accountId {@code ctidTraderAccountId}
 */
record ProbeCredentials(String clientId, String clientSecret, String accessToken, long accountId) {
    static final List<String> VARIABLES =
            List.of("CTRADER_CLIENT_ID", "CTRADER_CLIENT_SECRET", "CTRADER_ACCESS_TOKEN", "CTRADER_ACCOUNT_ID");

    /** @throws IllegalArgumentException naming the variables that are missing or are no number, never their values */
    static ProbeCredentials of(Map<String, String> environment) {
        List<String> missing = VARIABLES.stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "The probe takes its credentials from the environment; set " + String.join(", ", missing));
        }
        List<String> values = VARIABLES.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .toList();
        if (!values.get(3).matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    VARIABLES.get(3) + " is no number; set it to the ctidTraderAccountId of a demo account");
        }
        return new ProbeCredentials(values.get(0), values.get(1), values.get(2), Long.parseLong(values.get(3)));
    }

    /** What no report may show. */
    List<String> secrets() {
        return List.of(clientId, clientSecret, accessToken);
    }

    @Override
    public String toString() {
        return "ProbeCredentials[masked]";
    }
}
