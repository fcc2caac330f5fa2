package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.TradingSwitch;
import java.time.Duration;
import java.util.Set;

/**
 * Behaviour of the server that is not known for certain.
 *
 * @param on switches that differ from the default
 * @param cancelRace how a cancel request is answered whose order is being filled
 * @param historyRows how many deals or orders one history answer holds
 * @param historyLag how old deals and ended orders are when history begins to show them
 */
public record TradingRules(Set<TradingSwitch> on, CancelRace cancelRace, int historyRows, Duration historyLag) {
    /** Takes a copy of the switches. */
    public TradingRules {
        on = Set.copyOf(on);
    }

    /** Whether a switch is turned on. */
    public boolean is(TradingSwitch wanted) {
        return on.contains(wanted);
    }
}
