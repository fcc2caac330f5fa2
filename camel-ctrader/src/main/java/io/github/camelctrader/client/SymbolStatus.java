package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A symbol as people ask for it: what it is, and whether its market is open.
 *
 * @param accountId whose symbol it is, {@code ctidTraderAccountId}
 * @param symbolId its id
 * @param symbolName its name
 * @param description in words; empty when the broker gives none
 * @param baseAsset short name of what is bought, such as EUR; null when the account does not list it
 * @param quoteAsset short name of what it is paid in; null when the account does not list it
 * @param category name of its category; null when the account does not list it
 * @param assetClass name of the class that its category belongs to; null when the account does not list it
 * @param digits decimals of its price
 * @param lotSize one lot, in units; null when the server does not say
 * @param tradingMode whether it may be traded, apart from the hours of its market
 * @param time for which {@code open} holds, by the clock of the server as far as it is known
 * @param open whether its market is open by its sessions and holidays
 * @param nextOpen when its market opens next after {@code time}; null when it does not within a year
 * @param nextClose when its market closes next after {@code time}; null when it does not within a year
 * @param timeZone of its sessions, for instance {@code America/New_York}
 * @param leverage the tiers of its dynamic leverage; empty when it has none
 */
public record SymbolStatus(
        long accountId,
        long symbolId,
        String symbolName,
        String description,
        @Nullable String baseAsset,
        @Nullable String quoteAsset,
        @Nullable String category,
        @Nullable String assetClass,
        int digits,
        @Nullable BigDecimal lotSize,
        ProtoOATradingMode tradingMode,
        Instant time,
        boolean open,
        @Nullable Instant nextOpen,
        @Nullable Instant nextClose,
        String timeZone,
        List<Tier> leverage)
        implements Facts {

    /**
     * A step of a dynamic leverage.
     *
     * @param volume its upper end, as the server tells it
     * @param leverage within it
     */
    public record Tier(long volume, int leverage) {}

    public SymbolStatus {
        leverage = List.copyOf(leverage);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("accountId", accountId);
        map.put("symbolId", symbolId);
        map.put("symbolName", symbolName);
        map.put("description", description);
        put(map, "baseAsset", baseAsset);
        put(map, "quoteAsset", quoteAsset);
        put(map, "category", category);
        put(map, "assetClass", assetClass);
        map.put("digits", digits);
        put(map, "lotSize", lotSize);
        map.put("tradingMode", tradingMode.name());
        map.put("timestamp", time.toEpochMilli());
        map.put("open", open);
        put(map, "nextOpen", nextOpen == null ? null : nextOpen.toEpochMilli());
        put(map, "nextClose", nextClose == null ? null : nextClose.toEpochMilli());
        map.put("timeZone", timeZone);
        map.put(
                "leverage",
                leverage.stream()
                        .map(tier -> Map.of("volume", tier.volume, "leverage", tier.leverage))
                        .toList());
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
