package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import io.github.camelctrader.client.JournalBounds;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.journal.SettledRecords;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a connection: those under way, the outcomes of those before, and whose order is whose. Outcomes are kept
 * within the bounds of the journal, those of orders that rest for all.
 */
@OnLoop
final class OrderBook {
    private final Map<OrderRecord.Key, OrderOperation> live = new LinkedHashMap<>();
    private final SettledRecords settled;
    private final AnswersInMemory answers;
    private final Map<OrderRecord.Key, OrderRecord> resting = new LinkedHashMap<>();
    private final Map<OrderKey, OrderRecord.Key> owners = new LinkedHashMap<>();

    private Runnable whenEnded = () -> {};
    private Consumer<OrderOperation> whenOver = operation -> {};

    private record OrderKey(long accountId, long orderId) {}

    OrderBook(JournalBounds bounds, Ticker ticker) {
        settled = new SettledRecords(bounds, ticker, this::disown);
        answers = new AnswersInMemory(bounds.retention(), ticker);
    }

    /** The outcomes, for any thread. */
    AnswersInMemory answers() {
        return answers;
    }

    /** The operation under way with that key, or null. */
    @Nullable
    OrderOperation live(OrderRecord.Key key) {
        return live.get(key);
    }

    List<OrderOperation> live() {
        return List.copyOf(live.values());
    }

    /** By account, the operations under way, and those whose order rests, as far as is known. */
    Map<Long, List<String>> open() {
        return Stream.concat(live.values().stream().map(OrderOperation::record), resting.values().stream())
                .collect(Collectors.groupingBy(
                        OrderRecord::accountId,
                        TreeMap::new,
                        Collectors.mapping(OrderRecord::operationId, Collectors.toList())));
    }

    List<OrderOperation> live(long accountId) {
        List<OrderOperation> found = new ArrayList<>();
        for (OrderOperation operation : live.values()) {
            if (operation.accountId() == accountId) {
                found.add(operation);
            }
        }
        return found;
    }

    boolean isLive(OrderOperation operation) {
        return live.get(operation.key()) == operation;
    }

    void begin(OrderOperation operation) {
        OrderRecord before = outcome(operation.key());
        if (before != null && RejectionRecords.isJudgement(before)) {
            operation.repeats(before);
        }
        forget(operation.key());
        live.put(operation.key(), operation);
    }

    /** Runs a task each time that an operation has ended, in the midst of what its end brings about. */
    void whenEnded(Runnable task) {
        whenEnded = task;
    }

    /** Tells of each operation that has ended, before anything that its end brings about. */
    void whenOver(Consumer<OrderOperation> listener) {
        whenOver = listener;
    }

    /** The operation is over, or its order rests and nobody waits for it. */
    void end(OrderOperation operation) {
        OrderRecord record = operation.record();
        live.remove(operation.key());
        if (orderMadeBy(record.request(), record.outcome()) == 0) {
            owners.remove(new OrderKey(operation.accountId(), operation.orderId()));
        }
        keep(record);
        whenOver.accept(operation);
        whenEnded.run();
    }

    /**
     * The operation is not to be carried out any more.
     *
     * @param instead puts in its place what has to be known of it, before others get the turn that it had
     */
    void withdraw(OrderOperation operation, Runnable instead) {
        live.remove(operation.key());
        instead.run();
        whenEnded.run();
    }

    /** The newest records of orders of an account that rest, with nobody waiting for them. */
    List<OrderRecord> resting(long accountId) {
        return resting.values().stream()
                .filter(record -> record.accountId() == accountId)
                .toList();
    }

    /** The same for all accounts. */
    List<OrderRecord> resting() {
        return List.copyOf(resting.values());
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

    /** The settled outcomes of an account. */
    List<OrderRecord> settled(long accountId) {
        return settled.all().stream()
                .filter(record -> record.accountId() == accountId)
                .toList();
    }

    /** The outcomes that are still to be told. */
    List<OrderRecord> untold() {
        return Stream.concat(settled.all().stream(), resting.values().stream())
                .filter(OrderRecord::untold)
                .toList();
    }

    /** Keeps an outcome in the place of the one before. */
    void keep(OrderRecord record) {
        forget(record.key());
        answers.put(record);
        if (record.phase() == OrderRecord.Phase.ACCEPTED) {
            resting.put(record.key(), record);
        } else {
            settled.put(record);
        }
        long orderId = orderMadeBy(record.request(), record.outcome());
        if (orderId != 0) {
            own(record.key(), orderId);
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

    private void disown(OrderRecord forgotten) {
        answers.remove(forgotten.key());
        owners.remove(new OrderKey(forgotten.accountId(), orderMadeBy(forgotten.request(), forgotten.outcome())));
    }

    private void forget(OrderRecord.Key key) {
        answers.remove(key);
        settled.remove(key);
        resting.remove(key);
    }

    /** The order that a request made, as its outcome tells; 0 when it made none. */
    static long orderMadeBy(Message request, @Nullable Message outcome) {
        boolean makesOrders = request instanceof ProtoOANewOrderReq || request instanceof ProtoOAClosePositionReq;
        return makesOrders && outcome instanceof ProtoOAExecutionEvent event
                ? event.getOrder().getOrderId()
                : 0;
    }
}
