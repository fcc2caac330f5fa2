package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;
import java.util.List;

/**
 * One account: takes requests and quotes, answers with events. Confined to one thread; holds no timers, the caller decides when
 * an accepted order is executed.
 */
public final class TradingAccount {
    private final SimulatedAccount account;
    private final Market market;
    private final Book book = new Book();
    private final Protections protections;
    private final OrderDesk desk;
    private final Views views;
    private final AccountReport report;

    /**
     * Opens the account with its deposit.
     *
     * @param account what kind of account
     * @param market where prices come from
     * @param conversion between assets, on the same market
     * @param identifiers of the environment
     * @param rules behaviour that is not known for certain
     * @param clock time of events
     */
    public TradingAccount(
            SimulatedAccount account,
            Market market,
            Conversion conversion,
            Identifiers identifiers,
            TradingRules rules,
            Clock clock) {
        this.account = account;
        this.market = market;
        long depositAssetId = market.instruments().assetId(account.depositAsset());
        Valuation valuation = new Valuation(market, conversion, depositAssetId, account.leverage());
        Ledger ledger = new Ledger(Money.cents(account.balance()), clock.millis());
        TradeHistory history = new TradeHistory();
        views = new Views(valuation);
        protections = new Protections(book, history, views, identifiers, clock);
        Executions executions = new Executions(
                book, ledger, history, valuation, views, protections, identifiers, rules, account.netted(), clock);
        desk = new OrderDesk(
                book, history, market, views, executions, identifiers, account.netted(), clock, this::newEvents);
        report = new AccountReport(
                account, depositAssetId, book, ledger, history, valuation, views, rules, market, clock);
    }

    /** Everything that can be asked without changing anything. */
    public AccountReport report() {
        return report;
    }

    /** Places an order: accepted, and to be executed if it meets the market. */
    public Outcome place(ProtoOANewOrderReq request) throws TradeRefusedException {
        return desk.place(request);
    }

    /** Closes a position or a part of it: accepted, and to be executed. */
    public Outcome close(ProtoOAClosePositionReq request) throws TradeRefusedException {
        return desk.close(request);
    }

    /** Replaces the attributes of a pending order, which then may meet the market. */
    public Outcome amend(ProtoOAAmendOrderReq request) throws TradeRefusedException {
        return desk.amend(request);
    }

    /** Cancels a pending order. */
    public List<AccountEvent> cancel(ProtoOACancelOrderReq request) throws TradeRefusedException {
        return desk.cancel(request);
    }

    /** Replaces both levels of a position. */
    public List<AccountEvent> protect(ProtoOAAmendPositionSLTPReq request) throws TradeRefusedException {
        Position position = book.position(request.getPositionId())
                .filter(Position::isOpen)
                .orElseThrow(() -> OrderChecks.refusal(
                        ProtoOAErrorCode.POSITION_NOT_FOUND, "Position not found with id %d", request.getPositionId()));
        Levels levels = Amendments.of(position, request, market.quote(position.instrument()));
        AccountEvents events = newEvents();
        protections.set(position, levels, Cause.CLIENT, events);
        return events.list();
    }

    /** Executes an order that was accepted before; nothing happens if it is gone. */
    public List<AccountEvent> execute(long orderId) {
        return desk.execute(orderId);
    }

    /** Lets pending orders and protection meet the new quote of a symbol. */
    public List<AccountEvent> quoted(Instrument instrument) {
        return desk.quoted(instrument);
    }

    /** Ends pending orders whose time is over. */
    public List<AccountEvent> expire() {
        return desk.expire();
    }

    private AccountEvents newEvents() {
        return new AccountEvents(account.accountId(), views);
    }
}
