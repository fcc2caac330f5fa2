package io.github.camelctrader.client.delivery;

import java.util.Set;

/**
 * The deals of one account that a lane could not keep.
 *
 * @param from execution time of the first by the server's clock, in Unix ms
 * @param to of the last
 */
public record DealRange(long accountId, long from, long to, Set<Long> dealIds) {
    public DealRange {
        dealIds = Set.copyOf(dealIds);
    }
}
