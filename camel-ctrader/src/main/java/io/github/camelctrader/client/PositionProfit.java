package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an open position would bring if it were closed now, in the deposit asset of its account.
 *
 * @param positionId the position
 * @param gross profit, or loss if negative, from the prices alone; null when it is not known
 * @param net gross with the swap and commission so far, without the commission that closing will cost; null when it is not known
 * @param unknown why it is not known, in words; null when it is
 */
public record PositionProfit(
        long positionId,
        @Nullable BigDecimal gross,
        @Nullable BigDecimal net,
        @Nullable String unknown) implements Facts {

    /** The profit as the server reports it, both figures known. */
    static PositionProfit reported(long positionId, BigDecimal gross, BigDecimal net) {
        return new PositionProfit(positionId, gross, net, null);
    }

    /**
     * What a position would bring at a price, as {@link Profit#of(ProtoOAPosition, BigDecimal, BigDecimal)} says, its gross
     * profit rounded to the digits of the position's money.
     */
    public static PositionProfit computed(
            ProtoOAPosition position, BigDecimal closingPrice, BigDecimal quoteToDeposit) {
        Profit profit = Profit.of(position, closingPrice, quoteToDeposit);
        BigDecimal gross = profit.gross()
                .setScale(Money.digits(position.hasMoneyDigits(), position.getMoneyDigits()), RoundingMode.HALF_UP);
        return new PositionProfit(
                position.getPositionId(), gross, gross.add(profit.swap()).add(profit.commission()), null);
    }

    /** A profit that is not known, and why. */
    public static PositionProfit unknown(ProtoOAPosition position, String why) {
        return new PositionProfit(position.getPositionId(), null, null, why);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("positionId", positionId);
        if (gross != null && net != null) {
            map.put("gross", gross);
            map.put("net", net);
        }
        if (unknown != null) {
            map.put("unknown", unknown);
        }
        return map;
    }
}
