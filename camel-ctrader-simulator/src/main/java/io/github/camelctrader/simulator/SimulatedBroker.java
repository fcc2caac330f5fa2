package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.server.SimulatorServer;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the broker without a client of this simulator asking for it: how the next orders fare, what other clients
 * trade, what is paid in or charged, when a market closes. All methods may be called from any thread and have acted when they return.
 * Those that name an account or a symbol throw {@link IllegalArgumentException} when there is none, those that take an amount when it is
 * no number or beyond 10 to the 12th.
 */
public final class SimulatedBroker {
    private final SimulatorServer server;

    SimulatedBroker(SimulatorServer server) {
        this.server = server;
    }

    /**
     * Decides what becomes of the next order of an account: the next order or close request that is accepted and has no script yet.
     *
     * @param accountId of the account
     * @param script what becomes of the order
     */
    public void scriptNextOrder(long accountId, OrderScript script) {
        server.broker(accountId, desk -> desk.decide(accountId, brokerage -> brokerage.script(script)));
    }

    /**
     * Lets a fill of the whole order beat the next cancel request of an account. An order that rests is filled at the price it names.
     *
     * @param accountId of the account
     * @param race how the request is answered
     */
    public void raceNextCancel(long accountId, CancelRace race) {
        server.broker(accountId, desk -> desk.decide(accountId, brokerage -> brokerage.race(race)));
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
        server.broker(environment, desk -> desk.change(symbolName, conditions -> conditions.liquidity(volume)));
    }

    /** Lifts the bound of {@link #liquidity}. */
    public void unlimitedLiquidity(SimulatorEnvironment environment, String symbolName) {
        server.broker(
                environment, desk -> desk.change(symbolName, conditions -> conditions.liquidity(Conditions.UNLIMITED)));
    }

    /**
     * Closes the market of a symbol, or leaves it to its schedule again. A closed market refuses market orders and closing with
     * {@code MARKET_CLOSED} and fills nothing; pending orders are taken. Quotes flow in any case.
     */
    public void marketOpen(SimulatorEnvironment environment, String symbolName, boolean open) {
        server.broker(environment, desk -> desk.change(symbolName, conditions -> conditions.open(open)));
    }

    /** Changes what may be done with a symbol; clients get {@code ProtoOASymbolChangedEvent}. */
    public void tradingMode(SimulatorEnvironment environment, String symbolName, ProtoOATradingMode mode) {
        server.broker(environment, desk -> desk.change(symbolName, conditions -> conditions.mode(mode)));
    }

    /**
     * Gives symbols other names, all at once; clients get one {@code ProtoOASymbolChangedEvent}. Methods of this simulator go on to
     * call a symbol by the name that it had from the start.
     */
    public void rename(SimulatorEnvironment environment, Map<Long, String> namesById) {
        Map<Long, String> names = Map.copyOf(namesById);
        server.broker(environment, desk -> desk.rename(names));
    }

    /**
     * Changes what may be done with an account; clients get {@code ProtoOATraderUpdatedEvent}. With {@code NO_LOGIN} nobody can authorise the
     * account any more ({@code RET_ACCOUNT_DISABLED}); those who did so before may go on looking.
     */
    public void accessRights(long accountId, ProtoOAAccessRights rights) {
        server.broker(accountId, desk -> desk.act(accountId, brokerage -> brokerage.accessRights(rights)));
    }

    /** Bounds open positions and pending orders of an account together; one more is refused with {@code TOO_MANY_POSITIONS}. */
    public void maxPositions(long accountId, int bound) {
        Checks.require(bound >= 0, "bound must not be negative: " + bound);
        server.broker(accountId, desk -> desk.decide(accountId, brokerage -> brokerage.maxPositions(bound)));
    }

    /**
     * Pays in: an execution event {@code DEPOSIT_WITHDRAW} without an order.
     *
     * @param accountId of the account
     * @param amount in units of the deposit asset, rounded to two decimals; negative to pay out
     */
    public void deposit(long accountId, String amount) {
        BigDecimal value = Checks.money(amount);
        server.broker(accountId, desk -> desk.act(accountId, brokerage -> brokerage.transfer(value)));
    }

    /** As {@link #deposit}, but a bonus, which is no part of the balance: {@code BONUS_DEPOSIT_WITHDRAW}. */
    public void bonus(long accountId, String amount) {
        BigDecimal value = Checks.money(amount);
        server.broker(accountId, desk -> desk.act(accountId, brokerage -> brokerage.bonus(value)));
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
        server.broker(accountId, desk -> desk.act(accountId, brokerage -> brokerage.swap(positionId, value)));
    }

    /**
     * Trades as somebody who is connected elsewhere, e.g. in the trader's terminal. Everybody who watches the account gets the events; those
     * that answer the request carry its id, which none of them ever sent.
     *
     * @param request a new order, a cancellation, an amendment or a close request; its account decides where it is traded
     * @param clientMsgId id of the request, or {@code null} for none
     * @throws IllegalArgumentException when it is no trade request, or is refused, naming the error code
     */
    public void trade(Message request, @Nullable String clientMsgId) {
        long accountId = PayloadTypes.accountId(request);
        server.broker(accountId, desk -> desk.trade(accountId, request, clientMsgId));
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "SimulatedBroker";
    }
}
