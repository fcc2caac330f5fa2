package io.github.camelctrader.simulator;

import io.github.camelctrader.simulator.server.MarketOperation;
import io.github.camelctrader.simulator.server.SimulatorServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one environment. All methods may be called from any thread and have acted when they return; those that name a symbol throw
 * {@link IllegalArgumentException} when there is none with that name from the start.
 */
public final class SimulatedMarket {
    private final Supplier<SimulatorServer> server;
    private final SimulatorEnvironment environment;

    /** @param server the one that runs at present */
    SimulatedMarket(Supplier<SimulatorServer> server, SimulatorEnvironment environment) {
        this.server = server;
        this.environment = environment;
    }

    /** All symbols but archived ones, as they were from the start. */
    public List<SimulatedSymbol> symbols() {
        return server.get().askMarket(environment, MarketOperation::symbols);
    }

    /** The present bid. */
    public BigDecimal bid(String symbolName) {
        return server.get()
                .askMarket(environment, market -> market.prices(symbolName).get(0));
    }

    /** The present ask. */
    public BigDecimal ask(String symbolName) {
        return server.get()
                .askMarket(environment, market -> market.prices(symbolName).get(1));
    }

    /**
     * Sets a quote that stays: the seeded walk of the symbol stops until {@link CTraderSimulator#resumeFeed}.
     *
     * @param symbolName which symbol
     * @param bid decimal price, or {@code null} to leave it
     * @param ask decimal price, or {@code null} to leave it
     * @throws IllegalArgumentException for a price off its grid, or an ask below the bid
     */
    public void fix(String symbolName, @Nullable String bid, @Nullable String ask) {
        server.get().market(environment, market -> {
            market.quote(symbolName, bid, ask);
            market.hold(symbolName);
        });
    }

    /** Stops the seeded walk of one symbol, so that a quote that is set stays, until {@link CTraderSimulator#resumeFeed}. */
    public void hold(String symbolName) {
        server.get().market(environment, market -> market.hold(symbolName));
    }

    /**
     * Sets recorded quotes one after the other, as far apart as they were, or closer; those of the first moment at once. Ticks are stamped with the
     * server's time. The symbols that occur stand still afterwards, until {@link CTraderSimulator#resumeFeed}.
     *
     * @param ticks the quotes, oldest first
     * @param speed 1 for as recorded, 10 for ten times faster; {@link Double#POSITIVE_INFINITY} for all at once
     * @throws IllegalArgumentException for a tick that cannot be set, naming it, or a speed that is none; nothing is set then
     */
    public void replay(List<RecordedTick> ticks, double speed) {
        Checks.require(speed > 0, "speed must be positive: " + speed);
        List<RecordedTick> all = List.copyOf(ticks);
        server.get().market(environment, market -> market.replay(all, speed));
    }

    /** How many quotes of {@link #replay} are still to come. */
    public int replayLeft() {
        return server.get().askMarket(environment, MarketOperation::replayLeft);
    }

    /** Ends all replays where they are. */
    public void stopReplay() {
        server.get().market(environment, MarketOperation::stopReplays);
    }

    /** Names the environment. */
    @Override
    public String toString() {
        return "SimulatedMarket[" + environment + "]";
    }
}
