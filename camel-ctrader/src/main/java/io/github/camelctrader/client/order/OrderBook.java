package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.OrderRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a connection: those under way, the outcomes of those before, and whose order is whose. Outcomes are kept
 * for the newest {@value #MOST_SETTLED} operations, those of orders that rest for all. Confined to the loop.
 */
final class OrderBook {
    static final int MOST_SETTLED = 10_000;

    private final Map<OrderRecord.Key, Operation> live = new LinkedHashMap<>();
    private final Map<OrderRecord.Key, OrderRecord> settled = new LinkedHashMap<>();
    private final Map<OrderRecord.Key, OrderRecord> resting = new LinkedHashMap<>();
    private final Map<OrderKey, OrderRecord.Key> owners = new LinkedHashMap<>();

    private Runnable whenEnded = () -> {};

    private record OrderKey(long accountId, long orderId) {}

    /** The operation under way with that key, or null. */
    @Nullable
    Operation live(OrderRecord.Key key) {
        return live.get(key);
    }

    List<Operation> live() {
        return List.copyOf(live.values());
    }

    List<Operation> live(long accountId) {
        List<Operation> found = new ArrayList<>();
        for (Operation operation : live.values()) {
            if (operation.accountId() == accountId) {
                found.add(operation);
            }
        }
        return found;
    }

    boolean isLive(Operation operation) {
        return live.get(operation.key()) == operation;
    }

    void begin(Operation operation) {
        forget(operation.key());
        live.put(operation.key(), operation);
    }

    /** Runs a task each time that an operation has ended, in the midst of what its end brings about. */
    void whenEnded(Runnable task) {
        whenEnded = task;
    }

    /** The operation is over, or its order rests and nobody waits for it. */
    void end(Operation operation) {
        OrderRecord record = operation.record();
        live.remove(operation.key());
        if (orderMadeBy(record.request(), record.outcome()) == 0) {
            owners.remove(new OrderKey(operation.accountId(), operation.orderId()));
        }
        keep(record);
        whenEnded.run();
    }

    /** The newest records of orders of an account that rest, with nobody waiting for them. */
    List<OrderRecord> resting(long accountId) {
        return resting.values().stream()
                .filter(record -> record.accountId() == accountId)
                .toList();
    }

    /** The accounts that have such orders. */
    Set<Long> restingAccounts() {
        return resting.values().stream().map(OrderRecord::accountId).collect(Collectors.toSet());
    }

    /** The outcome of an operation that is not under way; null when none is kept. */
    @Nullable
    OrderRecord outcome(OrderRecord.Key key) {
        OrderRecord record = settled.get(key);
        return record == null ? resting.get(key) : record;
    }

    /** Keeps an outcome in the place of the one before. */
    void keep(OrderRecord record) {
        forget(record.key());
        (record.phase() == OrderRecord.Phase.ACCEPTED ? resting : settled).put(record.key(), record);
        long orderId = orderMadeBy(record.request(), record.outcome());
        if (orderId != 0) {
            own(record.key(), orderId);
        }
        if (settled.size() > MOST_SETTLED) {
            OrderRecord oldest = settled.values().iterator().next();
            forget(oldest.key());
            owners.remove(new OrderKey(oldest.accountId(), orderMadeBy(oldest.request(), oldest.outcome())));
        }
    }

    /** An order turned out to be an operation's. */
    void own(OrderRecord.Key key, long orderId) {
        owners.put(new OrderKey(key.accountId(), orderId), key);
    }

    /** Whose order it is; null when it is nobody's of ours. */
    OrderRecord.@Nullable Key owner(long accountId, long orderId) {
        return owners.get(new OrderKey(accountId, orderId));
    }

    private void forget(OrderRecord.Key key) {
        settled.remove(key);
        resting.remove(key);
    }

    /** The order that a request made, as its outcome tells; 0 when it made none. */
    static long orderMadeBy(Message request, @Nullable Message outcome) {
        boolean makesOrders = request instanceof ProtoOANewOrderReq || request instanceof ProtoOAClosePositionReq;
        return makesOrders && outcome instanceof ProtoOAExecutionEvent event && event.hasOrder()
                ? event.getOrder().getOrderId()
                : 0;
    }
}
