package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.CancelRace;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SymbolCosts;
import io.github.camelctrader.simulator.TradingHours;
import io.github.camelctrader.simulator.TradingSwitch;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Conversion;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Instruments;
import io.github.camelctrader.simulator.market.Market;
import io.github.camelctrader.simulator.market.Quote;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An account with a market whose quotes and time are set by the test: EURUSD 1.10000/1.10010, USDJPY 150.000/150.010. */
final class AccountHarness {
    static final long EURUSD = 1;
    static final long USDJPY = 2;
    static final long CLOSED = 3;
    /** 1.25000/1.25010, with guaranteed stop losses. */
    static final long GUARANTEED = 4;
    /** 0.60000/0.60010, without short selling, open on Tuesdays. */
    static final long LONG_ONLY = 5;

    /** 0.90000/0.90010, with levels at least 100 points from the market. */
    static final long DISTANT = 6;

    /** 10.00000/10.00010, with tiers of leverage of up to 20,000 USD at 1:50, then 1:20, and swaps of -1.5 and 0.5 pips a day. */
    static final long TIERED = 7;

    static final long LOT = 10_000_000;
    static final SimulatedAccount ACCOUNT = SimulatedAccount.demo(1001, "token");

    /** Time that moves when told to. */
    static final class TestClock extends Clock {
        /** A Tuesday, 22:13:20 UTC. */
        private long now = 1_700_000_000_000L;

        void advance(long millis) {
            now += millis;
        }

        @Override
        public long millis() {
            return now;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final TestClock clock;
    final Market market;
    final TradingAccount account;
    /** Orders that the market came to while {@link #fillsLate} was set. */
    final List<Long> triggered = new ArrayList<>();

    boolean fillsLate;
    private final List<AccountEvent> happened = new ArrayList<>();

    AccountHarness(SimulatedAccount description, TradingRules rules) {
        this(description, rules, new TestClock());
    }

    private AccountHarness(SimulatedAccount description, TradingRules rules, TestClock clock) {
        this.clock = clock;
        Instruments instruments = new Instruments(
                List.of(
                        SimulatedSymbol.forex(EURUSD, "EURUSD", "1.10000", "0.00010"),
                        SimulatedSymbol.forex(USDJPY, "USDJPY", "150.000", "0.010"),
                        SimulatedSymbol.forex(CLOSED, "GBPUSD", "1.25000", "0.00010")
                                .withEnabled(false),
                        SimulatedSymbol.forex(DISTANT, "USDCHF", "0.90000", "0.00010")
                                .withStopDistance(100),
                        SimulatedSymbol.forex(TIERED, "USDNOK", "10.00000", "0.00010")
                                .withLeverage(new LeverageTier(20_000, 50), new LeverageTier(50_000, 20))
                                .withCosts(SymbolCosts.percent("0").withSwap("-1.5", "0.5", DayOfWeek.WEDNESDAY)),
                        SimulatedSymbol.forex(GUARANTEED, "USDCAD", "1.25000", "0.00010")
                                .withGuaranteedStops(true),
                        SimulatedSymbol.forex(LONG_ONLY, "NZDUSD", "0.60000", "0.00010")
                                .withShortSelling(false)
                                .withSchedule(TradingHours.on(DayOfWeek.TUESDAY, Duration.ZERO, Duration.ofHours(24)))),
                List.of(description.depositAsset()));
        market = new Market(instruments, 1, Duration.ofDays(30), clock.millis(), (instrument, tick) -> {});
        account = new TradingAccount(
                description, market, new Conversion(market), new Identifiers(), rules, clock, this::postpone);
    }

    private boolean postpone(long orderId) {
        return fillsLate && triggered.add(orderId);
    }

    /** The default rules with some switches turned on. */
    static TradingRules rules(TradingSwitch... on) {
        return new TradingRules(Set.of(on), CancelRace.CANCEL_REJECTED, 1000, current());
    }

    /** Nothing is shown late. */
    static Delays current() {
        return new Delays(Clock.systemUTC(), Duration.ZERO, Duration.ZERO);
    }

    /** A server that shows what happened late, by the clock of the test. */
    static AccountHarness late(Duration history, Duration state) {
        TestClock clock = new TestClock();
        return new AccountHarness(
                ACCOUNT,
                new TradingRules(Set.of(), CancelRace.CANCEL_REJECTED, 1000, new Delays(clock, history, state)),
                clock);
    }

    static AccountHarness hedged(TradingSwitch... on) {
        return new AccountHarness(ACCOUNT, rules(on));
    }

    static AccountHarness netted() {
        return new AccountHarness(ACCOUNT.asNetted(), rules());
    }

    static ProtoOANewOrderReq.Builder order(ProtoOAOrderType type, ProtoOATradeSide side, long volume) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setSymbolId(EURUSD)
                .setOrderType(type)
                .setTradeSide(side)
                .setVolume(volume);
    }

    static ProtoOANewOrderReq.Builder market(ProtoOATradeSide side, long volume) {
        return order(ProtoOAOrderType.MARKET, side, volume);
    }

    static ProtoOANewOrderReq.Builder limit(ProtoOATradeSide side, double price) {
        return order(ProtoOAOrderType.LIMIT, side, LOT / 10).setLimitPrice(price);
    }

    static ProtoOANewOrderReq.Builder stop(ProtoOATradeSide side, double price) {
        return order(ProtoOAOrderType.STOP, side, LOT / 10).setStopPrice(price);
    }

    static ProtoOAClosePositionReq close(long positionId, long volume) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setPositionId(positionId)
                .setVolume(volume)
                .build();
    }

    static ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setOrderId(orderId)
                .build();
    }

    static List<String> types(List<ProtoOAExecutionEvent> events) {
        return events.stream().map(event -> event.getExecutionType().name()).toList();
    }

    Conditions conditions(long symbolId) {
        return market.conditions(market.instruments().find(symbolId).orElseThrow());
    }

    static ProtoOAAmendPositionSLTPReq.Builder protection(long positionId) {
        return ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(1001)
                .setPositionId(positionId);
    }

    /** Notes what an outcome brought, executes its order as long as there is more to execute, and returns all of it. */
    List<ProtoOAExecutionEvent> run(Outcome outcome) {
        List<AccountEvent> events = new ArrayList<>(outcome.events());
        Outcome present = outcome;
        while (present.orderToExecute().isPresent()) {
            present = account.execute(present.orderToExecute().getAsLong());
            events.addAll(present.events());
        }
        return note(events);
    }

    List<ProtoOAExecutionEvent> place(ProtoOANewOrderReq.Builder request) throws TradeRefusedException {
        return run(account.place(request.build()));
    }

    /** Sets a quote and returns the executions it brought about. */
    List<ProtoOAExecutionEvent> quote(long symbolId, long bid, long ask) {
        return note(quoteAll(symbolId, bid, ask));
    }

    /** Sets a quote and returns all it brought about. */
    List<AccountEvent> quoteAll(long symbolId, long bid, long ask) {
        Instrument instrument = market.instruments().find(symbolId).orElseThrow();
        market.set(instrument, new Quote(bid, ask), clock.millis());
        return account.quoted(instrument);
    }

    List<ProtoOAExecutionEvent> note(List<AccountEvent> events) {
        happened.addAll(events);
        return events.stream()
                .map(AccountEvent::event)
                .filter(ProtoOAExecutionEvent.class::isInstance)
                .map(ProtoOAExecutionEvent.class::cast)
                .toList();
    }

    List<ProtoOAExecutionEvent> note(Outcome outcome) {
        return note(outcome.events());
    }

    /** Whether each event so far carries the id of the request that caused it. */
    List<Boolean> answers() {
        return happened.stream().map(AccountEvent::answer).toList();
    }

    /** Buys 0.1 lot at the market and returns the position. */
    long open() throws TradeRefusedException {
        return open(ProtoOATradeSide.BUY, LOT / 10);
    }

    long openGuaranteed(ProtoOATradeSide side) throws TradeRefusedException {
        return last(place(market(side, LOT / 10).setSymbolId(GUARANTEED)))
                .getPosition()
                .getPositionId();
    }

    long open(ProtoOATradeSide side, long volume) throws TradeRefusedException {
        return last(place(market(side, volume))).getPosition().getPositionId();
    }

    static ProtoOAExecutionEvent last(List<ProtoOAExecutionEvent> events) {
        return events.get(events.size() - 1);
    }

    long balance() {
        return account.report().trader().getBalance();
    }
}
