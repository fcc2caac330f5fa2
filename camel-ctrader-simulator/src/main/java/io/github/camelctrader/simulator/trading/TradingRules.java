package io.github.camelctrader.simulator.trading;

import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.TradingSwitch;
import java.util.Set;

/**
 * Behaviour of the server that is not known for certain.
 *
 * @param on switches that differ from the default
 * @param cancelRace how a cancel request is answered whose order is being filled
 * @param historyRows how many deals or orders one history answer holds
 * @param delays until what happened is shown
 */
public record TradingRules(Set<TradingSwitch> on, CancelRace cancelRace, int historyRows, Delays delays) {
    /** Takes a copy of the switches. */
    public TradingRules {
        on = Set.copyOf(on);
    }

    /** Whether a switch is turned on. */
    public boolean is(TradingSwitch wanted) {
        return on.contains(wanted);
    }
}
