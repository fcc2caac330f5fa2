package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.server.Registry;
import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events at the broker that no client of this simulator causes: the course of the next orders, trades of other clients, deposits
 * and charges, the closing of a market. All methods may be called from any thread and have acted when they return. Those that name
 * an account or a symbol throw {@link IllegalArgumentException} when there is none, those that take an amount when it is no number
 * or beyond 10 to the 12th.
 */
public final class SimulatedBroker {
    private final Supplier<SimulatorServer> server;

    /** @param server the one that runs at present */
    SimulatedBroker(Supplier<SimulatorServer> server) {
        this.server = server;
    }

    /**
     * Decides the course of the next order of an account: the next order or close request that is accepted and has no script yet.
     *
     * @param accountId of the account
     * @param script the course of the order
     */
    public void scriptNextOrder(long accountId, OrderScript script) {
        server.get().broker(accountId, actions -> actions.decide(accountId, brokerage -> brokerage.script(script)));
    }

    /**
     * Lets a fill of the whole order beat the next cancel request of an account. An order that rests is filled at the price it names.
     *
     * @param accountId of the account
     * @param race how the request is answered
     */
    public void raceNextCancel(long accountId, CancelRace race) {
        server.get().broker(accountId, actions -> actions.decide(accountId, brokerage -> brokerage.race(race)));
    }

    /**
     * Bounds what clients' orders of a symbol are filled with from now on, all accounts together, until it is set again. Orders that wait are
     * filled at once as far as the new bound allows. Protection, stop-outs and scripted orders do not need liquidity.
     *
     * @param environment whose market
     * @param symbolName which symbol
     * @param volume in 0.01 unit; 0 for none
     */
    public void liquidity(SimulatorEnvironment environment, String symbolName, long volume) {
        Checks.require(volume >= 0, "liquidity must not be negative: " + volume);
        server.get()
                .broker(environment, actions -> actions.change(symbolName, conditions -> conditions.liquidity(volume)));
    }

    /** Lifts the bound of {@link #liquidity}. */
    public void unlimitedLiquidity(SimulatorEnvironment environment, String symbolName) {
        server.get()
                .broker(
                        environment,
                        actions ->
                                actions.change(symbolName, conditions -> conditions.liquidity(Conditions.UNLIMITED)));
    }

    /**
     * Closes the market of a symbol, or leaves it to its schedule again. A closed market refuses market orders and closing with
     * {@code MARKET_CLOSED} and fills nothing; pending orders are taken. Quotes flow in any case.
     */
    public void marketOpen(SimulatorEnvironment environment, String symbolName, boolean open) {
        server.get().broker(environment, actions -> actions.change(symbolName, conditions -> conditions.open(open)));
    }

    /** Changes what may be done with a symbol; clients get {@code ProtoOASymbolChangedEvent}. */
    public void tradingMode(SimulatorEnvironment environment, String symbolName, ProtoOATradingMode mode) {
        server.get().broker(environment, actions -> actions.change(symbolName, conditions -> conditions.mode(mode)));
    }

    /**
     * Gives symbols other names, all at once; clients get one {@code ProtoOASymbolChangedEvent}. Methods of this simulator go on to
     * call a symbol by the name that it had from the start.
     */
    public void rename(SimulatorEnvironment environment, Map<Long, String> namesById) {
        Map<Long, String> names = Map.copyOf(namesById);
        server.get().broker(environment, actions -> actions.rename(names));
    }

    /**
     * Changes what may be done with an account; clients get {@code ProtoOATraderUpdatedEvent}. With {@code NO_LOGIN} nobody
     * can authorise the account any more ({@code RET_ACCOUNT_DISABLED}); connections that authorised it before may still read
     * it.
     */
    public void accessRights(long accountId, ProtoOAAccessRights rights) {
        server.get().broker(accountId, actions -> actions.act(accountId, brokerage -> brokerage.accessRights(rights)));
    }

    /** Bounds open positions and pending orders of an account together; one more is refused with {@code TOO_MANY_POSITIONS}. */
    public void maxPositions(long accountId, int bound) {
        Checks.require(bound >= 0, "bound must not be negative: " + bound);
        server.get()
                .broker(accountId, actions -> actions.decide(accountId, brokerage -> brokerage.maxPositions(bound)));
    }

    /**
     * Pays in: an execution event {@code DEPOSIT_WITHDRAW} without an order.
     *
     * @param accountId of the account
     * @param amount in units of the deposit asset, rounded to two decimals; negative to pay out
     */
    public void deposit(long accountId, String amount) {
        BigDecimal value = Checks.money(amount);
        server.get().broker(accountId, actions -> actions.act(accountId, brokerage -> brokerage.transfer(value)));
    }

    /** As {@link #deposit}, but a bonus, which is no part of the balance: {@code BONUS_DEPOSIT_WITHDRAW}. */
    public void bonus(long accountId, String amount) {
        BigDecimal value = Checks.money(amount);
        server.get().broker(accountId, actions -> actions.act(accountId, brokerage -> brokerage.bonus(value)));
    }

    /**
     * Books swap on an open position: an execution event {@code SWAP} without an order. It reaches the balance when the position is closed.
     *
     * @param accountId of the account
     * @param positionId of the position
     * @param amount in units of the deposit asset, rounded to two decimals; negative for a charge
     */
    public void swap(long accountId, long positionId, String amount) {
        BigDecimal value = Checks.money(amount);
        server.get()
                .broker(accountId, actions -> actions.act(accountId, brokerage -> brokerage.swap(positionId, value)));
    }

    /**
     * Trades as a client that is connected elsewhere, e.g. the trader's terminal. All connections that authorised the account get
     * the events; those that answer the request carry its id, which none of these connections sent.
     *
     * @param request a new order, a cancellation, an amendment or a close request; its account decides where it is traded
     * @param clientMsgId id of the request, or {@code null} for none
     * @throws IllegalArgumentException when it is no trade request, or is refused, naming the error code
     */
    public void trade(Message request, @Nullable String clientMsgId) {
        long accountId = PayloadTypes.accountId(request);
        server.get().broker(accountId, actions -> actions.trade(accountId, request, clientMsgId));
    }

    /**
     * Closes an open position at the market, as {@link #trade} does; the fill comes a fill delay later.
     *
     * @throws IllegalArgumentException when there is no such position, or it cannot be closed, naming the error code
     */
    public void closePosition(long accountId, long positionId) {
        long volume = state(accountId).getPositionList().stream()
                .filter(position -> position.getPositionId() == positionId)
                .mapToLong(position -> position.getTradeData().getVolume())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No open position " + positionId + " on account " + accountId));
        trade(
                ProtoOAClosePositionReq.newBuilder()
                        .setCtidTraderAccountId(accountId)
                        .setPositionId(positionId)
                        .setVolume(volume)
                        .build(),
                null);
    }

    /** Open positions and resting orders of an account at present, protection orders too, whatever the lags of the server. */
    public ProtoOAReconcileRes state(long accountId) {
        return server.get()
                .askBroker(accountId, actions -> actions.report(accountId).present());
    }

    /** An account as clients see it, with its balance. */
    public ProtoOATrader trader(long accountId) {
        return server.get()
                .askBroker(accountId, actions -> actions.report(accountId).trader());
    }

    /**
     * Opens one more account; clients see it when they list the accounts of its token.
     *
     * @param account the account; its token may be one that is there, or a new one of a new cTrader ID
     * @param refreshToken of a new token, or {@code null} for none
     * @throws IllegalArgumentException when its number is taken, a token is there for the other scope or with a refresh token, or no symbols lead
     *     to its deposit asset
     */
    public void addAccount(SimulatedAccount account, @Nullable String refreshToken) {
        server.get().askRegistry(registry -> registry.open(account, refreshToken));
    }

    /** Lists one more symbol, as {@link #addSymbols} does. */
    public void addSymbol(SimulatedSymbol symbol) {
        addSymbols(List.of(symbol));
    }

    /**
     * Lists more symbols on both environments, all of them or, when one does not fit, none; clients are told of each by a
     * {@code ProtoOASymbolChangedEvent}. Market hours and holidays that the simulator was built with hold for them too.
     *
     * @param symbols in this order; one may connect those that stand after it to the deposit assets
     * @throws IllegalArgumentException when an id is taken, or no symbols lead from the assets of one to the deposit asset of every account
     */
    public void addSymbols(List<SimulatedSymbol> symbols) {
        List<SimulatedSymbol> more = List.copyOf(symbols);
        server.get().askRegistry(registry -> registry.list(more));
    }

    /** All accounts, with the tokens of their start. */
    public List<SimulatedAccount> accounts() {
        return server.get().askRegistry(Registry::accounts);
    }

    /** Shows no state. */
    @Override
    public String toString() {
        return "SimulatedBroker";
    }
}
