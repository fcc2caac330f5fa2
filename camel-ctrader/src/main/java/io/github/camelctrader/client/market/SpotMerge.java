package io.github.camelctrader.client.market;

import com.google.protobuf.UnknownFieldSet;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges a newer spot event of a symbol into an older one, so that nothing the older one said is lost unless the newer
 * one says it anew. cTrader Open API: a side, a session close or a timestamp that is absent is unchanged; the bars in an
 * event are the current ones, one per subscribed period.
 */
public final class SpotMerge {
    private SpotMerge() {}

    /** The two events as one. */
    public static ProtoOASpotEvent merge(ProtoOASpotEvent older, ProtoOASpotEvent newer) {
        ProtoOASpotEvent.Builder merged = older.toBuilder();
        mergeInto(merged, newer);
        return merged.buildPartial();
    }

    /** Merges without making a message, for updates that come faster than anybody looks at them. */
    public static void mergeInto(ProtoOASpotEvent.Builder older, ProtoOASpotEvent newer) {
        List<ProtoOATrendbar> bars = older.getTrendbarCount() > 0 && newer.getTrendbarCount() > 0
                ? List.copyOf(older.getTrendbarList())
                : List.of();
        UnknownFieldSet unknown = older.getUnknownFields();
        older.mergeFrom(newer);
        if (!bars.isEmpty()) {
            older.clearTrendbar().addAllTrendbar(newestPerPeriod(bars, newer.getTrendbarList()));
        }
        if (!unknown.asMap().isEmpty() && !newer.getUnknownFields().asMap().isEmpty()) {
            older.setUnknownFields(newestPerNumber(unknown, newer.getUnknownFields()));
        }
    }

    private static Iterable<ProtoOATrendbar> newestPerPeriod(List<ProtoOATrendbar> older, List<ProtoOATrendbar> newer) {
        Map<Long, ProtoOATrendbar> bars = new LinkedHashMap<>();
        older.forEach(bar -> bars.put(periodOf(bar), bar));
        newer.forEach(bar -> bars.put(periodOf(bar), bar));
        return bars.values();
    }

    /** A period newer than the schema ends up among the unknown fields, and must not be taken for the default, M1. */
    private static long periodOf(ProtoOATrendbar bar) {
        List<Long> unknown = bar.getUnknownFields()
                .getField(ProtoOATrendbar.PERIOD_FIELD_NUMBER)
                .getVarintList();
        return bar.hasPeriod() || unknown.isEmpty() ? bar.getPeriod().getNumber() : unknown.get(unknown.size() - 1);
    }

    private static UnknownFieldSet newestPerNumber(UnknownFieldSet older, UnknownFieldSet newer) {
        Map<Integer, UnknownFieldSet.Field> fields = new LinkedHashMap<>(older.asMap());
        fields.putAll(newer.asMap());
        UnknownFieldSet.Builder merged = UnknownFieldSet.newBuilder();
        fields.forEach(merged::addField);
        return merged.build();
    }
}
