package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.ProtoOAGetPositionUnrealizedPnLRes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the open positions of an account would bring if they were closed now, in its deposit asset.
 *
 * @param accountId {@code ctidTraderAccountId}
 * @param computed true if this client computed it from quotes, false if the server reported it
 * @param positions each open position
 */
public record AccountProfit(long accountId, boolean computed, List<PositionProfit> positions) implements Facts {
    public AccountProfit {
        positions = List.copyOf(positions);
    }

    /** The profit as the server reports it. */
    public static AccountProfit of(ProtoOAGetPositionUnrealizedPnLRes answer) {
        int digits = answer.getMoneyDigits();
        return new AccountProfit(
                answer.getCtidTraderAccountId(),
                false,
                answer.getPositionUnrealizedPnLList().stream()
                        .map(position -> PositionProfit.reported(
                                position.getPositionId(),
                                Money.of(position.getGrossUnrealizedPnL(), digits),
                                Money.of(position.getNetUnrealizedPnL(), digits)))
                        .toList());
    }

    /** The gross profit of all positions together; null when that of one is not known. */
    public @Nullable BigDecimal gross() {
        return sum(PositionProfit::gross);
    }

    /** The net profit of all positions together; null when that of one is not known. */
    public @Nullable BigDecimal net() {
        return sum(PositionProfit::net);
    }

    private @Nullable BigDecimal sum(Function<PositionProfit, @Nullable BigDecimal> part) {
        BigDecimal sum = BigDecimal.ZERO;
        for (PositionProfit position : positions) {
            BigDecimal amount = part.apply(position);
            if (amount == null) {
                return null;
            }
            sum = sum.add(amount);
        }
        return sum;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("accountId", accountId);
        map.put("computed", computed);
        BigDecimal gross = gross();
        BigDecimal net = net();
        if (gross != null && net != null) {
            map.put("gross", gross);
            map.put("net", net);
        }
        map.put("positions", positions.stream().map(PositionProfit::toMap).toList());
        return map;
    }
}
