package io.github.camelctrader.simulator.session;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTickDataRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOATickData;
import java.util.ArrayList;
import java.util.List;

/** Cuts history answers to a few rows and says so. */
final class HistoryPages {
    private static final String HAS_MORE = "hasMore";
    private static final String BARS = "trendbar";

    private HistoryPages() {}

    /** An answer with the newest or oldest rows only; the message itself if it is no history answer or short enough. */
    static Message cut(Message answer, int rows, boolean newest) {
        FieldDescriptor hasMore = answer.getDescriptorForType().findFieldByName(HAS_MORE);
        if (hasMore == null) {
            return answer;
        }
        FieldDescriptor field = answer.getDescriptorForType().getFields().stream()
                .filter(FieldDescriptor::isRepeated)
                .findFirst()
                .orElseThrow();
        List<?> all = (List<?>) answer.getField(field);
        if (all.size() <= rows) {
            return answer;
        }
        // Bars come oldest first, all others newest first.
        boolean fromTheStart = newest != field.getName().equals(BARS);
        int from = fromTheStart ? 0 : all.size() - rows;
        List<?> kept = all.subList(from, from + rows);
        Message.Builder cut = answer.toBuilder().clearField(field).setField(hasMore, true);
        kept.forEach(row -> cut.addRepeatedField(field, row));
        return answer instanceof ProtoOAGetTickDataRes ticks && from > 0
                ? ((ProtoOAGetTickDataRes) cut.build())
                        .toBuilder().setTickData(0, absolute(ticks, from)).build()
                : cut.build();
    }

    /** The first row of a page holds sums, the others differences. */
    private static ProtoOATickData absolute(ProtoOAGetTickDataRes ticks, int row) {
        List<ProtoOATickData> before = new ArrayList<>(ticks.getTickDataList().subList(0, row + 1));
        return ProtoOATickData.newBuilder()
                .setTimestamp(
                        before.stream().mapToLong(ProtoOATickData::getTimestamp).sum())
                .setTick(before.stream().mapToLong(ProtoOATickData::getTick).sum())
                .build();
    }
}
