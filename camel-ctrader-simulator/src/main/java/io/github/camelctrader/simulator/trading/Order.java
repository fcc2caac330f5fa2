package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import io.github.camelctrader.simulator.market.Instrument;

/** An order and what became of it. */
final class Order {
    private final long id;
    private final Instrument instrument;
    private final boolean closing;
    private final long opened;
    private OrderTerms terms;
    private long positionId;
    private ProtoOAOrderStatus status = ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED;
    private boolean executing;
    private long executionPrice;
    private long executedVolume;
    private long updated;
    private long ended;

    Order(long id, Instrument instrument, OrderTerms terms, long positionId, boolean closing, long now) {
        this.id = id;
        this.instrument = instrument;
        this.terms = terms;
        this.positionId = positionId;
        this.closing = closing;
        this.opened = now;
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

    /** Whether it can only reduce its position. */
    boolean closing() {
        return closing;
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

    /** Whether it met the market and is on its way to being filled; it can no longer be changed then. */
    boolean executing() {
        return executing;
    }

    void executing(boolean value) {
        executing = value;
    }

    /** In 1/100000; 0 while not filled. */
    long executionPrice() {
        return executionPrice;
    }

    long executedVolume() {
        return executedVolume;
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
        terms = newTerms;
        updated = now;
    }

    void fill(long volume, long price, long now) {
        executedVolume = volume;
        executionPrice = price;
        end(ProtoOAOrderStatus.ORDER_STATUS_FILLED, now);
    }

    void end(ProtoOAOrderStatus finalStatus, long now) {
        status = finalStatus;
        executing = false;
        updated = now;
        ended = now;
    }
}
