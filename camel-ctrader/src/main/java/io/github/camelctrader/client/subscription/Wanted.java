package io.github.camelctrader.client.subscription;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one user wants of some symbols. Spots are always included, since the server gives nothing else without them.
 *
 * @param symbolIds the symbols, in the order in which they are asked for
 * @param timestamps whether the server shall put its time into spot events
 * @param periods of live bars
 * @param depth whether the order book is wanted
 */
public record Wanted(Set<Long> symbolIds, boolean timestamps, Set<ProtoOATrendbarPeriod> periods, boolean depth) {
    Set<Topic> topics() {
        Set<Topic> topics = new LinkedHashSet<>();
        symbolIds.forEach(symbolId -> topics.add(Topic.spots(symbolId)));
        symbolIds.forEach(symbolId -> periods.forEach(period -> topics.add(Topic.bars(symbolId, period))));
        if (depth) {
            symbolIds.forEach(symbolId -> topics.add(Topic.depth(symbolId)));
        }
        return topics;
    }
}
