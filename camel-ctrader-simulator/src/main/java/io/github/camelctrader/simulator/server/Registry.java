package io.github.camelctrader.simulator.server;

import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatedTokens;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.market.Instruments;
import io.github.camelctrader.simulator.session.BrokerActions;
import io.github.camelctrader.simulator.session.Directory;
import io.github.camelctrader.simulator.session.Venue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Admits accounts, symbols and tokens while the simulator runs. Each either comes in whole or not at all. Confined to the simulator's thread. */
public final class Registry {
    private final UnaryOperator<SimulatedSymbol> calendar;
    private final Directory directory;
    private final Instruments instruments;
    private final Map<SimulatorEnvironment, Venue> venues;
    private final Map<SimulatorEnvironment, MarketOperation> markets;
    private final Map<SimulatorEnvironment, BrokerActions> brokers;

    /** The maps are filled later. Symbols that come get their market hours and holidays by the calendar. */
    Registry(
            UnaryOperator<SimulatedSymbol> calendar,
            Directory directory,
            Instruments instruments,
            Map<SimulatorEnvironment, Venue> venues,
            Map<SimulatorEnvironment, MarketOperation> markets,
            Map<SimulatorEnvironment, BrokerActions> brokers) {
        this.calendar = calendar;
        this.directory = directory;
        this.instruments = instruments;
        this.venues = venues;
        this.markets = markets;
        this.brokers = brokers;
    }

    /** All accounts of both environments, in the order in which they came. */
    public List<SimulatedAccount> accounts() {
        return directory.accounts();
    }

    /**
     * Opens an account.
     *
     * @param account the account, with a token that is there or a new one
     * @param refreshToken of a new token, or {@code null} for none
     * @return the account
     * @throws IllegalArgumentException when its number, tokens or deposit asset do not fit what is there
     */
    public SimulatedAccount open(SimulatedAccount account, @Nullable String refreshToken) {
        if (directory.account(account.accountId()).isPresent()) {
            throw new IllegalArgumentException("There is an account " + account.accountId() + " already");
        }
        Venue venue = Optional.ofNullable(venues.get(account.environment())).orElseThrow();
        venue.checkConversions(account);
        directory.grants().add(account, refreshToken);
        directory.add(account);
        venue.add(account);
        return account;
    }

    /**
     * Lists symbols on both environments, lets their prices walk, and tells clients.
     *
     * @param symbols the symbols; one may connect those after it to the deposit assets
     * @return the symbols as they are listed, with the market hours and holidays of all
     * @throws IllegalArgumentException when an id is there, or profits in the assets of one could not be turned into every deposit asset
     */
    public List<SimulatedSymbol> list(List<SimulatedSymbol> symbols) {
        check(symbols);
        List<SimulatedSymbol> listed = symbols.stream().map(calendar).toList();
        listed.forEach(this::list);
        return listed;
    }

    private void check(List<SimulatedSymbol> symbols) {
        Set<Long> ids = new HashSet<>();
        Set<String> connected = new HashSet<>();
        for (SimulatedSymbol symbol : symbols) {
            if (instruments.has(symbol.id()) || !ids.add(symbol.id())) {
                throw new IllegalArgumentException("Two symbols with id " + symbol.id());
            }
            List<String> assets = List.of(symbol.baseAsset(), symbol.quoteAsset());
            if (assets.stream().noneMatch(connected::contains)
                    && !venues.values().stream().allMatch(venue -> venue.couldTrade(symbol))) {
                throw new IllegalArgumentException("No symbols lead from the assets of " + symbol.name()
                        + " to the deposit asset of every account; add a symbol that connects them before");
            }
            if (!symbol.archived()) {
                connected.addAll(assets);
            }
        }
    }

    private void list(SimulatedSymbol symbol) {
        instruments.add(symbol);
        venues.values().forEach(venue -> venue.opened(symbol));
        instruments
                .find(symbol.id())
                .ifPresent(instrument -> markets.values().forEach(market -> market.add(instrument)));
        brokers.values().forEach(broker -> broker.listed(symbol.id()));
    }

    /**
     * Adds a pair of tokens for accounts of one cTrader ID; those that the accounts have work on.
     *
     * @param tokens the pair
     * @param mayTrade whether they open the accounts for trading, not for viewing alone
     * @param accountIds what they open
     * @return the pair
     * @throws IllegalArgumentException for an account that does not exist, accounts of several owners, or a token that is there
     */
    public SimulatedTokens grant(SimulatedTokens tokens, boolean mayTrade, List<Long> accountIds) {
        List<SimulatedAccount> accounts = accountIds.stream()
                .map(id -> directory.account(id).orElseThrow(() -> new IllegalArgumentException("No account " + id)))
                .toList();
        directory.grants().add(tokens, mayTrade, accounts);
        return tokens;
    }
}
