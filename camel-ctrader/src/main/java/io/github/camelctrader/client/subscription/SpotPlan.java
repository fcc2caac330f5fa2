package io.github.camelctrader.client.subscription;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the next request on the way from what stands at the server to what is wanted. */
final class SpotPlan {
    /**
     * Symbols in one request. The Open API names no bound; a hundred keeps the request small, and an account with all its
     * symbols still needs few.
     */
    static final int BATCH = 100;

    private SpotPlan() {}

    /** One request and the symbols that it is about. */
    record Step(SpotChange change, List<SpotSubscription> spots) {
        Message request(long accountId) {
            return change.request(
                    accountId, spots.stream().map(SpotSubscription::symbolId).toList());
        }
    }

    /** Batches come first: symbols that need a request of their own make nobody else wait. Null when nothing is left. */
    static @Nullable Step next(Collection<SpotSubscription> spots) {
        for (SpotChange change : SpotChange.values()) {
            List<SpotSubscription> batch = new ArrayList<>();
            for (SpotSubscription spot : spots) {
                if (!spot.alone() && !spot.blocked() && spot.change() == change && batch.size() < BATCH) {
                    batch.add(spot);
                }
            }
            if (!batch.isEmpty()) {
                return new Step(change, batch);
            }
        }
        for (SpotSubscription spot : spots) {
            SpotChange change = spot.change();
            if (spot.alone() && !spot.blocked() && change != null) {
                return new Step(change, List.of(spot));
            }
        }
        return null;
    }
}
