package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * One account: takes requests and quotes, answers with events. Confined to one thread; holds no timers, the caller decides when
 * an accepted order is executed.
 */
public final class TradingAccount {
    private final Market market;
    private final Book book = new Book();
    private final Protections protections;
    private final ProtectionAmendments protectionAmendments;
    private final Permissions permissions;
    private final OrderEntry orderEntry;
    private final Cancellations cancellations;
    private final Matching matching;
    private final Trailing trailing;
    private final StopOut stopOut;
    private final Margins margins;
    private final MarginCalls marginCalls;
    private final Endings endings;
    private final AccountReport report;
    private final HistoryReport historyReport;
    private final Brokerage brokerage;
    private final Rollover rollover;
    private final Memory memory;
    private final StepClock clock;
    private final Supplier<AccountEvents> newEvents;

    /**
     * Opens the account with its deposit.
     *
     * @param account what kind of account
     * @param market where prices come from
     * @param conversion between assets, on the same market
     * @param identifiers of the environment
     * @param rules behaviour that is not known for certain
     * @param time of events
     * @param triggered takes an order that the market came to if it is to be filled a while later, by {@link #execute}
     */
    public TradingAccount(
            SimulatedAccount account,
            Market market,
            Conversion conversion,
            Identifiers identifiers,
            TradingRules rules,
            Clock time,
            LongPredicate triggered) {
        this.market = market;
        clock = new StepClock(time);
        long depositAssetId = market.instruments().assetId(account.depositAsset());
        Valuation valuation = new Valuation(market, conversion, depositAssetId, account.leverage());
        Ledger ledger = new Ledger(Money.cents(account.balance()), clock.millis());
        TradeHistory history = new TradeHistory();
        Views views = new Views();
        margins = new Margins(book, ledger, valuation);
        Scripts scripts = new Scripts();
        PriceReader prices = new PriceReader(rules.is(TradingSwitch.OFF_GRID_PRICES_ROUNDED));
        StopReader stops = new StopReader(prices, account.limitedRisk());
        newEvents = () -> new AccountEvents(account.accountId(), views);
        endings = new Endings(book, history, views, clock);
        permissions = new Permissions(book, market, clock);
        protections = new Protections(book, endings, market, identifiers, clock);
        protectionAmendments = new ProtectionAmendments(stops, market);
        Executions executions = new Executions(
                book,
                history,
                new Booking(ledger, history, valuation, margins, identifiers, clock),
                margins,
                endings,
                views,
                protections,
                identifiers,
                rules,
                account.netted(),
                clock);
        matching = new Matching(book, market, executions, endings, rules, clock, triggered);
        orderEntry = new OrderEntry(
                book,
                history,
                market,
                new OrderReader(prices, stops, rules, clock),
                new Amendments(prices, stops, clock),
                permissions,
                margins,
                matching,
                scripts,
                identifiers,
                rules,
                account.netted(),
                clock,
                newEvents);
        cancellations = new Cancellations(book, matching, endings, scripts, rules, newEvents);
        trailing = new Trailing(book, market, protections);
        stopOut =
                new StopOut(book, market, valuation, margins, executions, identifiers, account.stopOutPercent(), clock);
        marginCalls = new MarginCalls(clock);
        memory = new Memory(rules.delays(), () -> look(views, history));
        report = new AccountReport(
                account, depositAssetId, book, ledger, valuation, margins, views, permissions, market, memory, clock);
        historyReport = new HistoryReport(account.accountId(), book, ledger, history, views, memory, rules);
        rollover = new Rollover(book, valuation, clock);
        brokerage = new Brokerage(book, ledger, margins, permissions, scripts, report, clock, newEvents);
        memory.note();
    }

    private Memory.Look look(Views views, TradeHistory history) {
        return new Memory.Look(
                book.orders().stream().map(views::listed).toList(),
                report.present(),
                history.orderCount(),
                history.dealCount());
    }

    /** Records the present state of the account, for a server that shows it later. Also called before the delays change. */
    public void note() {
        memory.note();
    }

    private Outcome noted(Outcome outcome) {
        memory.note();
        return outcome;
    }

    private List<AccountEvent> noted(AccountEvents events) {
        List<AccountEvent> happened = events.list();
        if (!happened.isEmpty()) {
            memory.note();
        }
        return happened;
    }

    /** What the account looks like at present. */
    public AccountReport report() {
        return report;
    }

    /** What happened on the account. */
    public HistoryReport history() {
        return historyReport;
    }

    /** The margin levels the account is warned at. */
    public MarginCalls marginCalls() {
        return marginCalls;
    }

    /** What the broker does to the account without being asked. */
    public Brokerage brokerage() {
        clock.step();
        return brokerage;
    }

    /** Whether the broker lets clients authorise it at present. */
    public boolean mayLogIn() {
        return permissions.rights() != ProtoOAAccessRights.NO_LOGIN;
    }

    /** Places an order: accepted, and to be executed if it goes to the market at once. */
    public Outcome place(ProtoOANewOrderReq request) throws TradeRefusedException {
        clock.step();
        return noted(orderEntry.place(request));
    }

    /** Closes a position or a part of it: accepted, and to be executed. */
    public Outcome close(ProtoOAClosePositionReq request) throws TradeRefusedException {
        clock.step();
        return noted(orderEntry.close(request));
    }

    /** Replaces the attributes of a pending order, which then may meet the market. */
    public Outcome amend(ProtoOAAmendOrderReq request) throws TradeRefusedException {
        clock.step();
        return noted(orderEntry.amend(request));
    }

    /** Cancels a pending order, unless a fill comes first. */
    public Outcome cancel(ProtoOACancelOrderReq request) throws TradeRefusedException {
        clock.step();
        return noted(cancellations.cancel(request));
    }

    /** Replaces both levels of a position. */
    public Outcome protect(ProtoOAAmendPositionSLTPReq request) throws TradeRefusedException {
        clock.step();
        Position position = book.openPosition(request.getPositionId());
        permissions.checkTrading(position.instrument(), true);
        Order protection = position.protection();
        if (protection != null && protection.executing()) {
            throw OrderValidator.ofOrder(ProtoOAErrorCode.PENDING_EXECUTION, "The market has order", protection.id());
        }
        ProtectionAmendments.Wanted wanted = protectionAmendments.of(position, request);
        AccountEvents events = newEvents.get();
        protections.set(position, wanted.levels(), wanted.mode(), Cause.CLIENT, events);
        return noted(Outcome.of(events));
    }

    /** Executes an order that was accepted before, as far as it can be; nothing happens if it is gone. */
    public Outcome execute(long orderId) {
        clock.step();
        AccountEvents events = newEvents.get();
        Optional<Order> order = book.order(orderId).filter(Order::executing);
        order.ifPresent(found -> matching.step(found, events));
        return noted(order.map(found -> Outcome.of(events, found)).orElseGet(() -> Outcome.of(events)));
    }

    /** Checks pending orders, protection and margin against the present quote of a symbol. */
    public List<AccountEvent> quoted(Instrument instrument) {
        clock.step();
        AccountEvents events = newEvents.get();
        if (market.conditions(instrument).isOpen(clock.millis())) {
            matching.quoted(instrument, events);
            trailing.quoted(instrument, events);
            double level = margins.level();
            marginCalls.check(level, events);
            stopOut.check(level, events);
        }
        return noted(events);
    }

    /** Lets time pass: pending orders whose time is over end, and swaps are booked when a trading day ends. */
    public List<AccountEvent> pass() {
        clock.step();
        AccountEvents events = newEvents.get();
        for (Order order : List.copyOf(book.orders())) {
            long expiration = order.terms().expiration();
            if (expiration != 0 && expiration <= clock.millis() && !order.executing()) {
                endings.expire(order, events);
            }
        }
        rollover.check(events);
        return noted(events);
    }
}
