package io.github.camelctrader.simulator.control;

/** Scopes of tokens by the names of the consent page. */
final class Scope {
    private Scope() {}

    /** @throws IllegalArgumentException for a scope that there is not */
    static boolean mayTrade(String scope) {
        return switch (scope) {
            case "trading" -> true;
            case "accounts" -> false;
            default -> throw new IllegalArgumentException("scope " + scope + " is neither trading nor accounts");
        };
    }
}
