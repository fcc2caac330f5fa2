package io.github.camelctrader.simulator.market;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.SimulatedSymbol;

/** Under which conditions a symbol is traded at present. Confined to one thread. */
public final class Conditions {
    /** Stands for no bound. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final SimulatedSymbol symbol;
    private String name;
    private ProtoOATradingMode mode;
    private boolean open = true;
    private long liquidity = UNLIMITED;

    Conditions(SimulatedSymbol symbol) {
        this.symbol = symbol;
        this.name = symbol.name();
        this.mode =
                symbol.enabled() ? ProtoOATradingMode.ENABLED : ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION;
    }

    /** The name under which clients see the symbol. */
    public String name() {
        return name;
    }

    /** Gives the symbol another name. */
    public void name(String newName) {
        name = newName;
    }

    /** What may be done with the symbol. */
    public ProtoOATradingMode mode() {
        return mode;
    }

    /** Changes what may be done with the symbol. */
    public void mode(ProtoOATradingMode newMode) {
        mode = newMode;
    }

    /** Whether its market is open: not closed by {@link #open(boolean)}, and within its schedule. */
    public boolean isOpen(long now) {
        return open && symbol.isScheduled(now);
    }

    /** Closes the market, or leaves it to its schedule again. */
    public void open(boolean value) {
        open = value;
    }

    /** Volume the market still takes, in 0.01 unit; {@link #UNLIMITED} unless it was set. */
    public long liquidity() {
        return liquidity;
    }

    /** Sets what the market takes from now on, in 0.01 unit. */
    public void liquidity(long volume) {
        liquidity = volume;
    }

    /** Uses liquidity up. */
    public void take(long volume) {
        if (liquidity != UNLIMITED) {
            liquidity -= volume;
        }
    }

    /** Whether pending orders and protection are filled. */
    public boolean fillsPending() {
        return mode != ProtoOATradingMode.DISABLED_WITHOUT_PENDINGS_EXECUTION;
    }
}
