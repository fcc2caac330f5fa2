package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests that count as not carried out: the ids that they went out with, and which of them were judged so recently that they may
 * still take effect. The newest {@value #MOST} of each are kept.
 */
@OnLoop
final class JudgedRequests {
    private static final int MOST = 1_000;

    private final Ticker ticker;
    private final Map<String, OrderRecord.Key> sentAs = newest();
    private final Map<OrderRecord.Key, Long> judgedNanos = newest();

    JudgedRequests(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A request is over. */
    void ended(OrderOperation operation, boolean notCarriedOut) {
        String clientMsgId = operation.clientMsgId();
        if (clientMsgId != null && notCarriedOut) {
            sentAs.put(clientMsgId, operation.key());
        }
        // What was looked into once more is as old as it was before.
        if (operation.sent() && !operation.isReopened() && RejectionRecords.isJudgement(operation.record())) {
            judgedNanos.put(operation.key(), ticker.nanoTime());
        }
    }

    /** A request that an earlier process judged: its age is told by the clock, as far as that was not set meanwhile. */
    void remembered(OrderRecord judged) {
        Duration age = Duration.between(judged.updatedAt(), ticker.now());
        if (age.compareTo(LookUpEvaluator.LISTS_CATCH_UP) <= 0) {
            judgedNanos.put(judged.key(), ticker.nanoTime() - (age.isNegative() ? 0 : age.toNanos()));
        }
    }

    /** The request that went out with this id, or null. */
    OrderRecord.@Nullable Key sentAs(@Nullable String clientMsgId) {
        return clientMsgId == null ? null : sentAs.get(clientMsgId);
    }

    /** Whether a request was judged, after it was looked for, so recently that its effect may have been on its way. */
    boolean isRecent(OrderRecord.Key key) {
        Long since = judgedNanos.get(key);
        return since != null && ticker.nanoTime() - since <= LookUpEvaluator.LISTS_CATCH_UP.toNanos();
    }

    /** All such requests of an account, the one that was judged first before the others. */
    List<OrderRecord.Key> recent(long accountId) {
        return judgedNanos.keySet().stream()
                .filter(key -> key.accountId() == accountId && isRecent(key))
                .toList();
    }

    private static <K, V> Map<K, V> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
