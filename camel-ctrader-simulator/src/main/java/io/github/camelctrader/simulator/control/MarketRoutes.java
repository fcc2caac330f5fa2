package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.RecordedTick;
import io.github.camelctrader.simulator.SimulatedMarket;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SymbolCsv;
import java.util.List;

/** Prices and symbols. */
final class MarketRoutes {
    private static final String AT_ONCE = "max";

    private final CTraderSimulator simulator;

    MarketRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/quotes", "symbol environment", "the present quote of a symbol", this::quote),
                Route.of(
                        "POST",
                        "/quotes",
                        "symbol bid ask environment",
                        "sets one or both prices, which stay until /feed/resume",
                        this::setQuote),
                Route.of("POST", "/feed/pause", "", "stops the walk of all prices", call -> {
                    simulator.pauseFeed();
                    return Answer.done();
                }),
                Route.of("POST", "/feed/resume", "", "lets all prices walk", call -> {
                    simulator.resumeFeed();
                    return Answer.done();
                }),
                Route.withBody(
                        "POST",
                        "/replay",
                        "symbol speed environment",
                        "CSV, time,symbol,bid,ask or with symbol time,bid,ask",
                        "plays recorded quotes; speed 1 as recorded, 10 ten times faster, max at once",
                        this::replay),
                Route.of("GET", "/replay", "environment", "how many recorded quotes are still to come", this::left),
                Route.of("DELETE", "/replay", "environment", "stops all replays", this::stop),
                Route.of("GET", "/symbols", "environment", "all symbols", this::symbols),
                Route.withBody(
                        "POST",
                        "/symbols",
                        "",
                        "CSV, id,name,category,base,quote,digits,bid,spread[,lot,min,max,step]",
                        "adds symbols on both environments",
                        this::addSymbols));
    }

    private SimulatedMarket market(Call call) {
        return simulator.market(call.environment());
    }

    private Answer quote(Call call) {
        String symbol = call.need("symbol");
        return Answer.json(Json.object(
                "symbol",
                symbol,
                "bid",
                market(call).bid(symbol).toPlainString(),
                "ask",
                market(call).ask(symbol).toPlainString()));
    }

    private Answer setQuote(Call call) {
        String symbol = call.need("symbol");
        if (call.find("bid").isEmpty() && call.find("ask").isEmpty()) {
            throw new IllegalArgumentException("bid or ask is missing");
        }
        market(call).fix(symbol, call.orNull("bid"), call.orNull("ask"));
        return quote(call);
    }

    private Answer replay(Call call) {
        List<RecordedTick> ticks = RecordedTick.parse(call.text(), call.orNull("symbol"));
        market(call).replay(ticks, call.find("speed").map(MarketRoutes::speed).orElse(1.0));
        return Answer.json(Json.object(
                "ok", true, "ticks", ticks.size(), "left", market(call).replayLeft()));
    }

    private static double speed(String text) {
        try {
            return text.equals(AT_ONCE) ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("speed " + text + " is neither a number nor " + AT_ONCE, e);
        }
    }

    private Answer left(Call call) {
        return Answer.json(Json.object("left", market(call).replayLeft()));
    }

    private Answer stop(Call call) {
        market(call).stopReplay();
        return Answer.done();
    }

    private Answer symbols(Call call) {
        return Answer.json(market(call).symbols().stream()
                .map(symbol -> Json.object(
                        "id", symbol.id(),
                        "name", symbol.name(),
                        "category", symbol.category(),
                        "base", symbol.baseAsset(),
                        "quote", symbol.quoteAsset(),
                        "digits", symbol.digits(),
                        "minVolume", symbol.minVolume(),
                        "maxVolume", symbol.maxVolume(),
                        "stepVolume", symbol.stepVolume(),
                        "lotSize", symbol.lotSize()))
                .toList());
    }

    private Answer addSymbols(Call call) {
        List<SimulatedSymbol> symbols = SymbolCsv.parse(call.text());
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("the body has no symbol");
        }
        simulator.broker().addSymbols(symbols);
        return Answer.done();
    }
}
