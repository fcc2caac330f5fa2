package io.github.camelctrader.examples.quickstart;

/**
 * What opens one account. All but the account id are secrets.
 *
 * @param clientId Open API application id
 * @param clientSecret Open API application secret
 * @param accessToken OAuth access token that grants the account
 * @param accountId {@code ctidTraderAccountId}
 */
record Credentials(String clientId, String clientSecret, String accessToken, String accountId) {
    @Override
    public String toString() {
        return "Credentials[account " + accountId + "]";
    }
}
