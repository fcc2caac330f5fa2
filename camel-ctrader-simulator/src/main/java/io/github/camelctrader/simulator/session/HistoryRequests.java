package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Tick;
import io.github.camelctrader.simulator.market.Trendbars;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars and ticks of the past. An answer holds the newest part of the window; {@code hasMore} says that older rows were left out. */
final class HistoryRequests {
    private static final long MINUTE = 60_000;

    private final Market market;
    private final Clock clock;
    private final int rows;
    private final int barRows;

    HistoryRequests(Venue venue, ServerRules rules) {
        this.market = venue.market();
        this.clock = venue.clock();
        this.rows = rules.limits().pages().rows();
        this.barRows = rules.limits().pages().bars();
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
        long firstOpen = Trendbars.open(window.from(), request.getPeriod());
        List<Tick> ticks = market.history(instrument.get()).between(firstOpen, TimeWindow.END_OF_TIME);
        List<ProtoOATrendbar> bars = Trendbars.of(ticks, request.getPeriod()).stream()
                .filter(bar -> open(bar) >= window.from() && open(bar) <= window.to())
                .toList();
        int wanted = request.hasCount() && request.getCount() > 0 ? Math.min(request.getCount(), barRows) : barRows;
        int first = Math.max(0, bars.size() - wanted);
        caller.answer(ProtoOAGetTrendbarsRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .setPeriod(request.getPeriod())
                .setTimestamp(window.to())
                .setSymbolId(request.getSymbolId())
                .addAllTrendbar(bars.subList(first, bars.size()))
                .setHasMore(first > 0)
                .build());
    }

    private static long open(ProtoOATrendbar bar) {
        return bar.getUtcTimestampInMinutes() * MINUTE;
    }

    private void ticks(Requester caller, ProtoOAGetTickDataReq request) {
        long to = request.hasToTimestamp() ? request.getToTimestamp() : clock.millis();
        TimeWindow window =
                new TimeWindow(request.hasFromTimestamp() ? request.getFromTimestamp() : to - TimeWindow.WEEK, to);
        Optional<Instrument> instrument = find(caller, request.getSymbolId());
        if (instrument.isEmpty() || window.refused(caller, TimeWindow.WEEK)) {
            return;
        }
        // Whether the first tick of the window changed anything is told by the one before it.
        List<ProtoOATickData> changes =
                changes(market.history(instrument.get()).between(0, window.to()), request.getType()).stream()
                        .filter(tick -> tick.getTimestamp() >= window.from())
                        .toList();
        int first = Math.max(0, changes.size() - rows);
        caller.answer(ProtoOAGetTickDataRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .addAllTickData(chain(changes.subList(first, changes.size())))
                .setHasMore(first > 0)
                .build());
    }

    /** The ticks that changed one side, with absolute values, oldest first. */
    private static List<ProtoOATickData> changes(List<Tick> ticks, ProtoOAQuoteType side) {
        List<ProtoOATickData> changes = new ArrayList<>();
        long last = Prices.NONE;
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
