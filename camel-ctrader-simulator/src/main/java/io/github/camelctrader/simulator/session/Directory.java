package io.github.camelctrader.simulator.session;

import io.github.camelctrader.simulator.SimulatedAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what, on both environments: applications with their secrets, accounts, and the grants that open them. Confined to the simulator's
 * thread once it runs.
 */
public final class Directory {
    private final Map<String, String> applications;
    private final List<SimulatedAccount> accounts;
    private final Grants grants;

    /**
     * @param applications client ids with their secrets
     * @param accounts all accounts, demo and live
     * @param grants the tokens that open them
     */
    public Directory(Map<String, String> applications, Collection<SimulatedAccount> accounts, Grants grants) {
        this.applications = Map.copyOf(applications);
        this.accounts = new ArrayList<>(accounts);
        this.grants = grants;
    }

    /** The tokens that open the accounts. */
    public Grants grants() {
        return grants;
    }

    boolean knowsApplication(String clientId) {
        return applications.containsKey(clientId);
    }

    boolean knowsApplication(String clientId, String clientSecret) {
        return clientSecret.equals(applications.get(clientId));
    }

    /** Assets that balances are kept in. */
    public Set<String> depositAssets() {
        Set<String> assets = new LinkedHashSet<>();
        accounts.forEach(account -> assets.add(account.depositAsset()));
        return assets;
    }

    /** All accounts, demo and live. */
    public List<SimulatedAccount> accounts() {
        return List.copyOf(accounts);
    }

    /** Adds an account that is open and has a grant. */
    public void add(SimulatedAccount account) {
        accounts.add(account);
    }

    /** The account with an id, or nothing. */
    public Optional<SimulatedAccount> account(long accountId) {
        return accounts.stream()
                .filter(account -> account.accountId() == accountId)
                .findFirst();
    }

    /** Names nobody and nothing. */
    @Override
    public String toString() {
        return "Directory[" + applications.size() + " applications, " + accounts.size() + " accounts]";
    }
}
