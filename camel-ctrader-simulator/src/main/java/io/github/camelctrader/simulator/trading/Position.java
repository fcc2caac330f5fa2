package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.simulator.market.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A position, from the acceptance of the order that may open it to its end. */
final class Position {
    /**
     * What belonged to the volume that was taken away, in 0.01 of the deposit asset.
     *
     * @param commission opening commission, negative
     * @param swap positive or negative
     * @param lots what the volume had come from
     */
    record Share(long commission, long swap, List<Lots.Lot> lots) {}

    private final long id;
    private final Instrument instrument;
    private final OrderTexts texts;
    private ProtoOATradeSide side;
    private long opened;
    private ProtoOAPositionStatus status = ProtoOAPositionStatus.POSITION_STATUS_CREATED;
    private long volume;
    private long commission;
    private long swap;
    private long updated;
    private long ended;
    private @Nullable Order protection;
    private long trailingDistance;
    private Bracket bracket;
    private final Lots lots = new Lots();

    Position(long id, Instrument instrument, OrderTerms terms) {
        this.id = id;
        this.instrument = instrument;
        this.side = terms.side();
        this.texts = terms.texts().ofPosition();
        this.bracket = terms.bracket();
    }

    long id() {
        return id;
    }

    Instrument instrument() {
        return instrument;
    }

    OrderTexts texts() {
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
        return lots.price();
    }

    /** Worth of the base asset in the deposit asset when the open volume was opened, on average. */
    BigDecimal marginRate() {
        return lots.marginRate();
    }

    /** Margin of the open volume, in 0.01 of the deposit asset. */
    long usedMargin() {
        return Money.cents(lots.usedMargin());
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

    /** When it was filled first, Unix ms; 0 while it was not. */
    long opened() {
        return opened;
    }

    /** Unix ms; 0 while nothing was filled and it was not closed. */
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

    /** What is asked for by the order that may open it, as long as it was not filled. */
    Bracket bracket() {
        return bracket;
    }

    /** Takes note that the order that may open it asks for other protection. */
    void await(Bracket wanted) {
        bracket = opened == 0 ? wanted : bracket;
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
    void open(ProtoOATradeSide newSide, Lots.Lot added, long addedCommission, long now) {
        side = newSide;
        volume += added.volume();
        lots.open(added);
        commission += addedCommission;
        opened = opened == 0 ? now : opened;
        status = ProtoOAPositionStatus.POSITION_STATUS_OPEN;
        updated = now;
    }

    /**
     * Takes volume away.
     *
     * @return what belonged to it
     */
    Share reduce(long closed, long now) {
        Share share = new Share(part(commission, closed), part(swap, closed), lots.close(closed));
        volume -= closed;
        commission -= share.commission();
        swap -= share.swap();
        updated = now;
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

    /** Says of a position whose volume is gone that it is not open, until its protection is gone too. */
    void empty() {
        status = ProtoOAPositionStatus.POSITION_STATUS_CREATED;
    }

    void close(long now) {
        status = ProtoOAPositionStatus.POSITION_STATUS_CLOSED;
        updated = now;
        ended = now;
    }
}
