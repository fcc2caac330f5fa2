package io.github.camelctrader.simulator.control;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.OrderScript;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedBroker;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a broker does, and other people who trade the same account. */
final class BrokerRoutes {
    private static final String UNLIMITED = "unlimited";

    private final CTraderSimulator simulator;

    BrokerRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                act(
                        "/broker/close",
                        "account position",
                        "closes an open position at the market",
                        call -> broker().closePosition(call.needNumber("account"), call.needNumber("position"))),
                act(
                        "/broker/order",
                        "account symbol side volume limit stop clientOrderId",
                        "trades as somebody elsewhere; volume in 0.01 unit",
                        this::order),
                act("/broker/cancel", "account order", "cancels a resting order likewise", this::cancel),
                act(
                        "/broker/deposit",
                        "account amount",
                        "pays in, or out if negative",
                        call -> broker().deposit(call.needNumber("account"), call.need("amount"))),
                act(
                        "/broker/bonus",
                        "account amount",
                        "gives a bonus, or takes it back",
                        call -> broker().bonus(call.needNumber("account"), call.need("amount"))),
                act(
                        "/broker/swap",
                        "account position amount",
                        "books swap on a position",
                        call -> broker().swap(
                                        call.needNumber("account"), call.needNumber("position"), call.need("amount"))),
                act(
                        "/broker/symbol",
                        "symbol environment mode open name liquidity",
                        "one of: what may be done with a symbol, whether its market is open, another name, a bound of fills",
                        this::symbol),
                act(
                        "/broker/account",
                        "account rights maxPositions",
                        "one of: what may be done with an account, a bound of positions",
                        this::account),
                act(
                        "/broker/next-order",
                        "account portions rejection",
                        "fills the next order in portions (100000,50000), or rejects it with a code",
                        this::nextOrder),
                act(
                        "/broker/next-cancel",
                        "account race",
                        "lets a fill beat the next cancellation",
                        call -> broker().raceNextCancel(
                                        call.needNumber("account"),
                                        call.findConstant("race", CancelRace.values())
                                                .orElseThrow(() -> new IllegalArgumentException("race is missing")))));
    }

    private static Route act(String path, String parameters, String help, Consumer<Call> action) {
        return Route.of("POST", path, parameters, help, call -> {
            action.accept(call);
            return Answer.done();
        });
    }

    private SimulatedBroker broker() {
        return simulator.broker();
    }

    private void order(Call call) {
        long accountId = call.needNumber("account");
        SimulatorEnvironment environment = broker().accounts().stream()
                .filter(account -> account.accountId() == accountId)
                .map(SimulatedAccount::environment)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No account " + accountId));
        ProtoOANewOrderReq.Builder order = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setSymbolId(symbolId(environment, call.need("symbol")))
                .setTradeSide(call.findConstant("side", ProtoOATradeSide.values())
                        .orElseThrow(() -> new IllegalArgumentException("side is missing")))
                .setVolume(call.needNumber("volume"))
                .setOrderType(ProtoOAOrderType.MARKET);
        call.find("clientOrderId").ifPresent(order::setClientOrderId);
        call.find("stop")
                .ifPresent(price -> order.setStopPrice(price("stop", price)).setOrderType(ProtoOAOrderType.STOP));
        call.find("limit")
                .ifPresent(price -> order.setLimitPrice(price("limit", price)).setOrderType(ProtoOAOrderType.LIMIT));
        if (order.hasStopPrice() && order.hasLimitPrice()) {
            throw new IllegalArgumentException("limit and stop are both there; an order has one of them, or none");
        }
        broker().trade(order.build(), null);
    }

    private static double price(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " " + text + " is no number", e);
        }
    }

    private void cancel(Call call) {
        broker().trade(
                        ProtoOACancelOrderReq.newBuilder()
                                .setCtidTraderAccountId(call.needNumber("account"))
                                .setOrderId(call.needNumber("order"))
                                .build(),
                        null);
    }

    private long symbolId(SimulatorEnvironment environment, String name) {
        return simulator.market(environment).symbols().stream()
                .filter(symbol -> symbol.name().equals(name))
                .mapToLong(SimulatedSymbol::id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No symbol " + name));
    }

    private void symbol(Call call) {
        SimulatorEnvironment environment = call.environment();
        String symbol = call.need("symbol");
        long id = symbolId(environment, symbol);
        requireOne(call, "mode", "open", "name", "liquidity");
        call.findFlag("open").ifPresent(open -> broker().marketOpen(environment, symbol, open));
        call.findConstant("mode", ProtoOATradingMode.values())
                .ifPresent(mode -> broker().tradingMode(environment, symbol, mode));
        call.find("name").ifPresent(name -> broker().rename(environment, Map.of(id, name)));
        if (call.find("liquidity").filter(UNLIMITED::equals).isPresent()) {
            broker().unlimitedLiquidity(environment, symbol);
        } else {
            call.findNumber("liquidity").ifPresent(volume -> broker().liquidity(environment, symbol, volume));
        }
    }

    private void account(Call call) {
        long accountId = call.needNumber("account");
        requireOne(call, "rights", "maxPositions");
        call.findConstant("rights", ProtoOAAccessRights.values())
                .ifPresent(rights -> broker().accessRights(accountId, rights));
        call.findNumber("maxPositions")
                .ifPresent(bound -> broker().maxPositions(accountId, (int) Math.min(bound, Integer.MAX_VALUE)));
    }

    private void nextOrder(Call call) {
        requireOne(call, "portions", "rejection");
        OrderScript script = call.find("rejection")
                .map(OrderScript::rejected)
                .orElseGet(() -> new OrderScript(call.needNumbers("portions"), null));
        broker().scriptNextOrder(call.needNumber("account"), script);
    }

    /** These exclude each other, so that a refusal never leaves half of a change behind. */
    private static void requireOne(Call call, String... names) {
        long given = List.of(names).stream()
                .filter(name -> call.find(name).isPresent())
                .count();
        if (given != 1) {
            throw new IllegalArgumentException("needs one of " + String.join(", ", names) + ", not " + given);
        }
    }
}
