package io.github.camelctrader.examples.quickstart;

import io.github.camelctrader.CTraderConstants;
import java.math.BigDecimal;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The smallest rule that deserves the name: after ten quotes, once, go with the way that the bid has gone. */
public final class MomentumRule {
    private static final int QUOTES = 10;

    private final Console console;
    private final References references;
    private @Nullable BigDecimal first;
    private int quotes;
    private boolean decided;

    MomentumRule(Console console, References references) {
        this.console = console;
        this.references = references;
    }

    /**
     * Called by the route, one quote after the other.
     *
     * @return BUY or SELL, or null when there is nothing to do
     */
    public @Nullable String side(
            @Header(CTraderConstants.SYMBOL_NAME) String symbol,
            @Header(CTraderConstants.SYMBOL_ID) long symbolId,
            @Header(CTraderConstants.BID) BigDecimal bid) {
        quotes++;
        if (first == null) {
            first = bid;
        }
        BigDecimal change = references.pips(symbolId, bid.subtract(first));
        if (decided || quotes < QUOTES || change.signum() == 0) {
            return null;
        }
        decided = true;
        boolean rise = change.signum() > 0;
        console.tell(
                "!!  %s %s %s pips in %d quotes: %s",
                symbol, rise ? "rose" : "fell", change.abs(), quotes, rise ? "buy" : "sell");
        return rise ? "BUY" : "SELL";
    }
}
