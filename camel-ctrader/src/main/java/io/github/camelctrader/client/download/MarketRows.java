package io.github.camelctrader.client.download;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAQuoteType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import io.github.camelctrader.client.Prices;
import io.github.camelctrader.client.Tick;
import io.github.camelctrader.client.Trendbar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers about the market as rows. */
final class MarketRows {
    private MarketRows() {}

    /**
     * Bars, each opening time once. A bar is closed when there is a later one, or when it lasted as long as it can.
     *
     * @param past a time that the server's clock has certainly reached, Unix ms
     */
    static @Nullable Page<Trendbar> bars(Message answer, Window window, long past) {
        if (!(answer instanceof ProtoOAGetTrendbarsRes list)) {
            return null;
        }
        TreeMap<Long, ProtoOATrendbar> byTime = new TreeMap<>();
        list.getTrendbarList().forEach(bar -> byTime.put(Trendbar.openTime(bar), bar));
        long longest = BarPeriods.longest(list.getPeriod());
        List<Trendbar> rows = new ArrayList<>(byTime.size());
        byTime.forEach((openTime, bar) -> rows.add(Trendbar.ofHistory(
                bar,
                list.getPeriod(),
                window.followed() || openTime < byTime.lastKey() || openTime + longest <= past)));
        return new Page<>(rows, list.getHasMore());
    }

    /** Ticks come newest first, times and prices after the first as signed differences to the row before. */
    static @Nullable Page<Tick> ticks(Message answer, ProtoOAQuoteType side) {
        if (!(answer instanceof ProtoOAGetTickDataRes list)) {
            return null;
        }
        List<Tick> rows = new ArrayList<>(list.getTickDataCount());
        long time = 0;
        long price = 0;
        for (ProtoOATickData tick : list.getTickDataList()) {
            time += tick.getTimestamp();
            price += tick.getTick();
            rows.add(new Tick(side, time, Prices.of(price)));
        }
        Collections.reverse(rows);
        // Those of one ms stay in the server's order.
        rows.sort(Comparator.comparingLong(Tick::time));
        return new Page<>(rows, list.getHasMore());
    }
}
