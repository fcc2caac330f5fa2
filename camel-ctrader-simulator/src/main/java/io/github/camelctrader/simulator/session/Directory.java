package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClientPermissionScope;
import io.github.camelctrader.simulator.SimulatedAccount;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who may do what, on both environments: applications with their secrets, accounts with their tokens. */
public final class Directory {
    private final Map<String, String> applications;
    private final List<SimulatedAccount> accounts;

    /**
     * @param applications client ids with their secrets
     * @param accounts all accounts, demo and live
     */
    public Directory(Map<String, String> applications, Collection<SimulatedAccount> accounts) {
        this.applications = Map.copyOf(applications);
        this.accounts = List.copyOf(accounts);
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

    List<SimulatedAccount> accounts() {
        return accounts;
    }

    Optional<SimulatedAccount> account(long accountId) {
        return accounts.stream()
                .filter(account -> account.accountId() == accountId)
                .findFirst();
    }

    /** What a token opens, or nothing for a token nobody granted. */
    Optional<Grant> grant(String accessToken) {
        List<SimulatedAccount> traded = accounts.stream()
                .filter(account -> account.accessToken().equals(accessToken))
                .toList();
        if (!traded.isEmpty()) {
            return Optional.of(new Grant(userId(traded), ProtoOAClientPermissionScope.SCOPE_TRADE, traded));
        }
        List<SimulatedAccount> viewed = accounts.stream()
                .filter(account -> Objects.equals(account.viewOnlyToken(), accessToken))
                .toList();
        return viewed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grant(userId(viewed), ProtoOAClientPermissionScope.SCOPE_VIEW, viewed));
    }

    /** Accounts with one trading token belong to one cTrader ID; ids follow the order of the accounts, from 1. */
    private long userId(List<SimulatedAccount> of) {
        Set<String> owners = new LinkedHashSet<>();
        for (SimulatedAccount account : accounts) {
            owners.add(account.accessToken());
            if (account.equals(of.get(0))) {
                break;
            }
        }
        return owners.size();
    }

    /** Names nobody and nothing. */
    @Override
    public String toString() {
        return "Directory[" + applications.size() + " applications, " + accounts.size() + " accounts]";
    }
}
