package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.PriceSwitch;
import io.github.camelctrader.simulator.market.BarHistory;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Quote;
import io.github.camelctrader.simulator.market.Tick;
import io.github.camelctrader.simulator.market.TickHistory;
import io.github.camelctrader.simulator.market.Trendbars;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars and ticks of the past. An answer holds the newest part of the window, or the oldest; {@code hasMore} says that rows were left out. */
final class HistoryRequests {
    private final Market market;
    private final Clock clock;
    private final int rows;
    private final PriceHistory prices;

    HistoryRequests(Venue venue, ServerRules rules) {
        this.market = venue.market();
        this.clock = venue.clock();
        this.rows = rules.limits().rows();
        this.prices = rules.prices();
    }

    void register(RequestTable table) {
        table.on(ProtoOAGetTrendbarsReq.getDefaultInstance(), Access.ACCOUNT, this::trendbars);
        table.on(ProtoOAGetTickDataReq.getDefaultInstance(), Access.ACCOUNT, this::ticks);
    }

    @SuppressWarnings("deprecation") // servers still fill the old timestamp field
    private void trendbars(Requester caller, ProtoOAGetTrendbarsReq request) {
        TimeWindow window = new TimeWindow(
                request.getFromTimestamp(),
                request.hasToTimestamp() ? request.getToTimestamp() : TimeWindow.END_OF_TIME);
        Optional<Instrument> instrument = find(caller, request.getSymbolId());
        if (instrument.isEmpty() || window.refused(caller)) {
            return;
        }
        int wanted = request.hasCount() && request.getCount() > 0
                ? Math.min(request.getCount(), prices.bars())
                : prices.bars();
        List<ProtoOATrendbar> bars = found(instrument.get(), request.getPeriod(), window, wanted + 1);
        caller.answer(ProtoOAGetTrendbarsRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .setPeriod(request.getPeriod())
                .setTimestamp(window.to())
                .setSymbolId(request.getSymbolId())
                .addAllTrendbar(shown(page(bars, wanted)))
                .setHasMore(saysMore(bars.size() > wanted))
                .build());
    }

    private List<ProtoOATrendbar> found(
            Instrument instrument, ProtoOATrendbarPeriod period, TimeWindow window, int most) {
        long to = prices.barLag().isZero() ? window.to() : Math.min(window.to(), lastToBeSeen(period));
        BarHistory history = new BarHistory(market.history(instrument), period, window.from(), to);
        return prices.is(PriceSwitch.PRICE_PAGES_START_OLD) ? history.oldest(most) : history.newest(most);
    }

    /** In which ms the last bar opened that ended long enough ago. */
    private long lastToBeSeen(ProtoOATrendbarPeriod period) {
        return Trendbars.open(clock.millis() - prices.barLag().toMillis(), period) - 1;
    }

    /** What an answer holds of rows that are oldest first. */
    private <T> List<T> page(List<T> found, int most) {
        int left = Math.max(0, found.size() - most);
        return prices.is(PriceSwitch.PRICE_PAGES_START_OLD)
                ? found.subList(0, found.size() - left)
                : found.subList(left, found.size());
    }

    private boolean saysMore(boolean cut) {
        return cut && !prices.is(PriceSwitch.HAS_MORE_NEVER_SAID);
    }

    private List<ProtoOATrendbar> shown(List<ProtoOATrendbar> bars) {
        return prices.is(PriceSwitch.DELTA_HIGH_LOST)
                ? bars.stream()
                        .map(bar -> bar.toBuilder().setDeltaHigh(0).build())
                        .toList()
                : bars;
    }

    private void ticks(Requester caller, ProtoOAGetTickDataReq request) {
        long to = request.hasToTimestamp() ? request.getToTimestamp() : clock.millis();
        TimeWindow window = new TimeWindow(
                request.hasFromTimestamp()
                        ? request.getFromTimestamp()
                        : to - prices.tickWindow().toMillis(),
                to);
        Optional<Instrument> instrument = find(caller, request.getSymbolId());
        if (instrument.isEmpty() || window.refused(caller, prices.tickWindow().toMillis())) {
            return;
        }
        TickHistory history = market.history(instrument.get());
        List<ProtoOATickData> changes = changes(
                history.between(window.from(), window.to()), request.getType(), history.quoteBefore(window.from()));
        caller.answer(ProtoOAGetTickDataRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .addAllTickData(chain(page(changes, rows)))
                .setHasMore(saysMore(changes.size() > rows))
                .build());
    }

    /** The ticks that changed one side, with absolute values, oldest first. */
    private static List<ProtoOATickData> changes(List<Tick> ticks, ProtoOAQuoteType side, Quote before) {
        List<ProtoOATickData> changes = new ArrayList<>();
        long last = side == ProtoOAQuoteType.BID ? before.bid() : before.ask();
        for (Tick tick : ticks) {
            long price = side == ProtoOAQuoteType.BID
                    ? tick.quote().bid()
                    : tick.quote().ask();
            if (price != last) {
                last = price;
                changes.add(ProtoOATickData.newBuilder()
                        .setTimestamp(tick.time())
                        .setTick(price)
                        .build());
            }
        }
        return changes;
    }

    /** Newest first; after the first, time and price are differences to the row before. */
    private static List<ProtoOATickData> chain(List<ProtoOATickData> oldestFirst) {
        List<ProtoOATickData> chain = new ArrayList<>();
        ProtoOATickData before =
                ProtoOATickData.newBuilder().setTimestamp(0).setTick(0).build();
        for (int index = oldestFirst.size() - 1; index >= 0; index--) {
            ProtoOATickData tick = oldestFirst.get(index);
            chain.add(ProtoOATickData.newBuilder()
                    .setTimestamp(tick.getTimestamp() - before.getTimestamp())
                    .setTick(tick.getTick() - before.getTick())
                    .build());
            before = tick;
        }
        return chain;
    }

    private Optional<Instrument> find(Requester caller, long symbolId) {
        Optional<Instrument> instrument = market.instruments().find(symbolId);
        if (instrument.isEmpty()) {
            caller.refuse(ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id " + symbolId);
        }
        return instrument;
    }
}
