package io.github.camelctrader.client;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bar of a symbol, made of its bids. The server streams bars while they are being formed, without a close; this client adds
 * the close, and sends each bar once, in order, when it is closed. A period without a tick has no bar.
 *
 * @param environment demo or live
 * @param time when the bar reached this state, by the server's clock as far as that is known
 * @param accountId {@code ctidTraderAccountId}
 * @param symbolId the symbol
 * @param symbolName its name, or null when it is not known yet
 * @param period the bar's length
 * @param openTime when the bar begins, in Unix ms
 * @param open the first price
 * @param high the highest price
 * @param low the lowest price
 * @param close the last price so far, or of all if it is closed
 * @param tickVolume how many ticks there were
 * @param closed whether nothing is added to it any more
 * @param recovered whether it closed unnoticed, and was read from history afterwards
 * @param repaired whether the server's numbers contradicted each other, so that high and low were widened to hold open
 *     and close
 */
public record TrendbarEvent(
        Environment environment,
        Instant time,
        long accountId,
        long symbolId,
        @Nullable String symbolName,
        ProtoOATrendbarPeriod period,
        long openTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        long tickVolume,
        boolean closed,
        boolean recovered,
        boolean repaired)
        implements ComponentEvent {

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("accountId", accountId);
        map.put("symbolId", symbolId);
        if (symbolName != null) {
            map.put("symbolName", symbolName);
        }
        map.put("period", period.name());
        map.put("openTime", openTime);
        map.put("open", open);
        map.put("high", high);
        map.put("low", low);
        map.put("close", close);
        map.put("tickVolume", tickVolume);
        map.put("closed", closed);
        map.put("recovered", recovered);
        map.put("repaired", repaired);
        map.put("timestamp", time.toEpochMilli());
        return map;
    }
}
