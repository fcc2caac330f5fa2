package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import io.github.camelctrader.simulator.OrderScript;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import io.github.camelctrader.simulator.market.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** An order and what became of it. */
final class Order {
    /** Which position an order acts on. */
    enum Aim {
        /** One of its own, or the one its account keeps for the symbol. */
        OPEN,
        /** The one the client named, and no other. */
        NAMED,
        /** The one it takes volume from; it never opens any. */
        CLOSE,
        /** As {@link #CLOSE}, for want of margin. */
        STOP_OUT
    }

    private static final int PRICE_DECIMALS = 10;

    private final long id;
    private final Instrument instrument;
    private final Aim aim;
    private final long opened;
    private OrderScript script = OrderScript.NONE;
    private OrderTerms terms;
    private long positionId;
    private ProtoOAOrderStatus status = ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED;
    private boolean executing;
    private long started;
    private Levels left = Levels.NONE;
    private boolean triggered;
    private int quotesAtStop;
    private int fills;
    private BigDecimal paid = BigDecimal.ZERO;
    private long executedVolume;
    private long updated;
    private long ended;

    Order(long id, Instrument instrument, OrderTerms terms, long positionId, Aim aim, long now) {
        this.id = id;
        this.instrument = instrument;
        this.terms = terms;
        this.positionId = positionId;
        this.aim = aim;
        this.opened = now;
        this.started = now;
        this.updated = now;
    }

    long id() {
        return id;
    }

    Instrument instrument() {
        return instrument;
    }

    OrderTerms terms() {
        return terms;
    }

    Aim aim() {
        return aim;
    }

    /** Whether it can only reduce its position. */
    boolean closing() {
        return aim == Aim.CLOSE || aim == Aim.STOP_OUT;
    }

    boolean isProtection() {
        return terms.type() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT;
    }

    long positionId() {
        return positionId;
    }

    void moveTo(Position position) {
        positionId = position.id();
    }

    ProtoOAOrderStatus status() {
        return status;
    }

    boolean isAlive() {
        return status == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED;
    }

    /** Whether it met the market and is on its way to being filled; it can no longer be changed then. */
    boolean executing() {
        return executing;
    }

    void executing(boolean value) {
        executing = value;
    }

    void start(long now) {
        started = now;
    }

    /** When it met the market last, Unix ms; what a deal calls its creation. */
    long started() {
        return started;
    }

    /** The levels that its position has while it is being closed; lists of orders show them. */
    Levels left() {
        return left;
    }

    void leave(Levels levels) {
        left = levels;
    }

    /** Whether its stop was reached; stays so until it is amended. */
    boolean triggered() {
        return triggered;
    }

    /** Lets its stop see the present quote. */
    void see(Quote quote) {
        if (!triggered) {
            quotesAtStop = terms.reachesStop(quote) ? quotesAtStop + 1 : 0;
            triggered = quotesAtStop >= terms.entry().quotesNeeded();
        }
    }

    /** Error code it is to be rejected with, or volume that is offered to it, as far as a test decided. */
    OrderScript script() {
        return script;
    }

    void follow(OrderScript decided) {
        script = decided;
    }

    /** What the script offers to the next fill. */
    OptionalLong offer() {
        return script.offer(fills);
    }

    /** Average price of what was executed, in units of the quote asset; zero while nothing was. */
    BigDecimal executionPrice() {
        return executedVolume == 0
                ? BigDecimal.ZERO
                : paid.divide(BigDecimal.valueOf(executedVolume), PRICE_DECIMALS, RoundingMode.HALF_UP);
    }

    long executedVolume() {
        return executedVolume;
    }

    /** Volume not executed yet. */
    long remaining() {
        return terms.volume() - executedVolume;
    }

    long opened() {
        return opened;
    }

    long updated() {
        return updated;
    }

    /** Unix ms; 0 while it stands. */
    long ended() {
        return ended;
    }

    void amend(OrderTerms newTerms, long now) {
        follow(newTerms);
        updated = now;
    }

    /** Takes other terms that nobody asked for, which is no update. */
    void follow(OrderTerms newTerms) {
        terms = newTerms;
        triggered = false;
        quotesAtStop = 0;
    }

    /** Adds a fill; one that completes the order ends it. */
    void fill(long volume, long price, long now) {
        executedVolume += volume;
        paid = paid.add(Prices.toDecimal(price).multiply(BigDecimal.valueOf(volume)));
        fills++;
        updated = now;
        if (remaining() == 0) {
            end(ProtoOAOrderStatus.ORDER_STATUS_FILLED, now);
        }
    }

    void end(ProtoOAOrderStatus finalStatus, long now) {
        status = finalStatus;
        executing = false;
        updated = now;
        ended = now;
    }
}
