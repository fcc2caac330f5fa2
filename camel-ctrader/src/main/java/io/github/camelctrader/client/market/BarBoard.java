package io.github.camelctrader.client.market;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.Trendbar;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live bars of a connection. cTrader Open API: spot events carry the bars that are being formed, one of each period that is
 * subscribed, without a close, which is the bid of the same event. So bars are completed here, before any event has to wait for a
 * consumer and is merged with others.
 */
@OnLoop
public final class BarBoard {
    private final Requests requests;
    private final Loop loop;
    private final ServerTime serverTime;
    private final BarListener listener;
    private final Map<BarKey, BarLine> lines = new HashMap<>();

    /**
     * @param requests how history is read
     * @param listener takes the bars
     */
    public BarBoard(Requests requests, Loop loop, ServerTime serverTime, BarListener listener) {
        this.requests = requests;
        this.loop = loop;
        this.serverTime = serverTime;
        this.listener = listener;
    }

    /** A consumer wants these bars; none are delivered before. */
    public void begin(BarKey key) {
        loop.check();
        lines.computeIfAbsent(key, wanted -> new BarLine(wanted, requests, loop, serverTime, listener));
    }

    /** Nobody wants them any more. */
    public void end(BarKey key) {
        loop.check();
        BarLine line = lines.remove(key);
        if (line != null) {
            line.end();
        }
    }

    /** Takes the bars out of an event. */
    public void received(ProtoOASpotEvent spot, @Nullable Quote quote) {
        loop.check();
        if (spot.getTrendbarCount() == 0) {
            return;
        }
        Map<ProtoOATrendbarPeriod, ProtoOATrendbar> newest = new EnumMap<>(ProtoOATrendbarPeriod.class);
        for (ProtoOATrendbar bar : spot.getTrendbarList()) {
            // One of a period that is newer than the schema has none.
            if (bar.hasPeriod()) {
                newest.merge(
                        bar.getPeriod(),
                        bar,
                        (one, other) -> Trendbar.openTime(one) > Trendbar.openTime(other) ? one : other);
            }
        }
        newest.forEach((period, bar) -> {
            BarLine line = lines.get(new BarKey(spot.getCtidTraderAccountId(), spot.getSymbolId(), period));
            Trendbar complete = complete(bar, quote);
            if (line != null && complete != null) {
                line.shown(complete);
            }
        });
    }

    /** A bar without any price to close it with is left out: the next event brings one. */
    private static @Nullable Trendbar complete(ProtoOATrendbar bar, @Nullable Quote quote) {
        if (quote != null && quote.bid() != null) {
            return Trendbar.of(bar, bar.getPeriod(), quote.bid(), false);
        }
        return bar.hasDeltaClose() ? Trendbar.ofHistory(bar, bar.getPeriod(), false) : null;
    }

    /** The bar that is being formed; null when it is not known. */
    public @Nullable Trendbar forming(BarKey key) {
        loop.check();
        BarLine line = lines.get(key);
        return line == null ? null : line.forming();
    }

    /** The link is gone: bars may close unnoticed. */
    public void interrupted() {
        loop.check();
        lines.values().forEach(BarLine::interrupted);
    }

    /** The same for one account. */
    public void interrupted(long accountId) {
        loop.check();
        lines.forEach((key, line) -> {
            if (key.accountId() == accountId) {
                line.interrupted();
            }
        });
    }
}
