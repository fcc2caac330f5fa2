package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.math.BigDecimal;

/**
 * What a position brought, or would bring, in the deposit asset. Nothing is rounded; the server rounds what it books to its
 * {@code moneyDigits}.
 *
 * @param gross profit, or loss if negative, from the prices alone
 * @param swap usually negative
 * @param commission negative or zero
 * @param conversionFee of turning the profit into the deposit asset, zero or positive
 */
public record Profit(BigDecimal gross, BigDecimal swap, BigDecimal commission, BigDecimal conversionFee) {

    /**
     * What a closing deal brought. Its commission is that of the close, and that part of the opening one which belongs to the
     * closed volume. Whether the server writes the fee with a sign is not documented; a fee costs either way.
     */
    public static Profit of(ProtoOAClosePositionDetail close) {
        int digits = Money.digits(close.hasMoneyDigits(), close.getMoneyDigits());
        return new Profit(
                Money.of(close.getGrossProfit(), digits),
                Money.of(close.getSwap(), digits),
                Money.of(close.getCommission(), digits),
                Money.of(close.getPnlConversionFee(), digits).abs());
    }

    /**
     * What an open position would bring at a price. The commission of its close is not in it, as it is not in the server's own
     * net figure.
     *
     * @param closingPrice the bid for a position that was bought, the ask for one that was sold
     * @param quoteToDeposit deposit asset for one of the quote asset
     */
    public static Profit of(ProtoOAPosition position, BigDecimal closingPrice, BigDecimal quoteToDeposit) {
        int digits = Money.digits(position.hasMoneyDigits(), position.getMoneyDigits());
        BigDecimal gain = closingPrice.subtract(Prices.of(position.getPrice()));
        BigDecimal signed = position.getTradeData().getTradeSide() == ProtoOATradeSide.SELL ? gain.negate() : gain;
        return new Profit(
                signed.multiply(Volumes.units(position.getTradeData().getVolume()))
                        .multiply(quoteToDeposit),
                Money.of(position.getSwap(), digits),
                Money.of(position.getCommission(), digits),
                BigDecimal.ZERO);
    }

    /** Gross profit with swap and commission, less the fee. */
    public BigDecimal net() {
        return gross.add(swap).add(commission).subtract(conversionFee);
    }
}
