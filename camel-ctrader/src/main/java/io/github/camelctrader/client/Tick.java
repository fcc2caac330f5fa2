package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of one side of a symbol's price.
 *
 * @param side bid or ask
 * @param time when it was made, Unix ms; several ticks may share one
 * @param price exact
 */
public record Tick(ProtoOAQuoteType side, long time, BigDecimal price) implements HistoryRow {
    /** The names of the columns of {@link #toCsv()}. */
    public static final String CSV_HEADER = "time,side,price";

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("side", side.name());
        map.put("time", time);
        map.put("price", price);
        return map;
    }

    @Override
    public String toCsv() {
        return time + "," + side.name() + "," + price.toPlainString();
    }
}
