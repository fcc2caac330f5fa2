package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A position, from the acceptance of the order that may open it to its end. */
final class Position {
    private static final int ENTRY_DECIMALS = 10;

    /**
     * What belonged to the volume that was taken away, in 0.01 of the deposit asset.
     *
     * @param commission opening commission, negative
     * @param swap positive or negative
     */
    record Share(long commission, long swap) {}

    private final long id;
    private final Instrument instrument;
    private final Texts texts;
    private final long opened;
    private ProtoOATradeSide side;
    private ProtoOAPositionStatus status = ProtoOAPositionStatus.POSITION_STATUS_CREATED;
    private long volume;
    private BigDecimal entryPrice = BigDecimal.ZERO;
    private BigDecimal marginRate = BigDecimal.ZERO;
    private long commission;
    private long swap;
    private long updated;
    private long ended;
    private @Nullable Order protection;
    private long trailingDistance;
    private final Lots lots = new Lots();

    Position(long id, Instrument instrument, OrderTerms terms, long now) {
        this.id = id;
        this.instrument = instrument;
        this.side = terms.side();
        this.texts = terms.texts().ofPosition();
        this.opened = now;
        this.updated = now;
    }

    long id() {
        return id;
    }

    Instrument instrument() {
        return instrument;
    }

    Texts texts() {
        return texts;
    }

    ProtoOATradeSide side() {
        return side;
    }

    ProtoOAPositionStatus status() {
        return status;
    }

    boolean isOpen() {
        return status == ProtoOAPositionStatus.POSITION_STATUS_OPEN;
    }

    /** In 0.01 unit. */
    long volume() {
        return volume;
    }

    /** Average price of the open volume, in units of the quote asset. */
    BigDecimal entryPrice() {
        return entryPrice;
    }

    /** Worth of the base asset in the deposit asset at the last opening fill. */
    BigDecimal marginRate() {
        return marginRate;
    }

    /** Opening commission of the open volume, negative, in 0.01 of the deposit asset. */
    long commission() {
        return commission;
    }

    /** Swap of the open volume, in 0.01 of the deposit asset. */
    long swap() {
        return swap;
    }

    void addSwap(long amount, long now) {
        swap += amount;
        updated = now;
    }

    /** The deals the open volume came from. */
    Lots lots() {
        return lots;
    }

    long opened() {
        return opened;
    }

    long updated() {
        return updated;
    }

    /** Unix ms; 0 while it lives. */
    long ended() {
        return ended;
    }

    /** The one order that holds both levels, or {@code null} when neither is set. */
    @Nullable
    Order protection() {
        return protection;
    }

    Levels levels() {
        return protection == null
                ? Levels.NONE
                : new Levels(
                        protection.terms().entry().stop(),
                        protection.terms().entry().limit());
    }

    /** How its stop loss behaves. */
    StopMode stopMode() {
        return protection == null
                ? StopMode.PLAIN
                : protection.terms().bracket().mode();
    }

    /** What a trailing stop loss keeps between itself and the market, in 1/100000. */
    long trailingDistance() {
        return trailingDistance;
    }

    void trailingDistance(long distance) {
        trailingDistance = distance;
    }

    void protect(@Nullable Order order, long now) {
        protection = order;
        updated = now;
    }

    /** Opens the position, adds to it, or turns it round when it was closed by the same fill. */
    void open(ProtoOATradeSide newSide, long added, long price, long addedCommission, BigDecimal rate, long now) {
        BigDecimal worth = entryPrice
                .multiply(BigDecimal.valueOf(volume))
                .add(Prices.toDecimal(price).multiply(BigDecimal.valueOf(added)));
        side = newSide;
        volume += added;
        entryPrice = worth.divide(BigDecimal.valueOf(volume), ENTRY_DECIMALS, RoundingMode.HALF_UP);
        commission += addedCommission;
        marginRate = rate;
        status = ProtoOAPositionStatus.POSITION_STATUS_OPEN;
        updated = now;
    }

    /**
     * Takes volume away.
     *
     * @return the commission and swap that belonged to it
     */
    Share reduce(long closed, long now) {
        Share share = new Share(part(commission, closed), part(swap, closed));
        volume -= closed;
        commission -= share.commission();
        swap -= share.swap();
        updated = now;
        if (volume == 0) {
            entryPrice = BigDecimal.ZERO;
        }
        return share;
    }

    private long part(long amount, long closed) {
        return closed == volume
                ? amount
                : BigDecimal.valueOf(amount)
                        .multiply(BigDecimal.valueOf(closed))
                        .divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    void close(long now) {
        status = ProtoOAPositionStatus.POSITION_STATUS_CLOSED;
        updated = now;
        ended = now;
    }
}
