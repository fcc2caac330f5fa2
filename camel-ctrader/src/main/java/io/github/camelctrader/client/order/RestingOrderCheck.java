package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.OnLoop;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds orders that rested with nobody waiting and that ended while this client was not there to see it, so that no journal
 * takes them for open for ever.
 */
@OnLoop
final class RestingOrderCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RestingOrderCheck.class);

    private final AccountHistory history;
    private final LongPredicate usable;
    private final OrderBook book;
    private final Consumer<OrderRecord> ended;

    /** @param ended gets the record of each order that is not open any more */
    RestingOrderCheck(AccountHistory history, LongPredicate usable, OrderBook book, Consumer<OrderRecord> ended) {
        this.history = history;
        this.usable = usable;
        this.book = book;
        this.ended = ended;
    }

    /** Call when events of the account may have been missed; a read that fails is made again the next time. */
    void look(long accountId) {
        List<OrderRecord> resting = book.resting(accountId);
        if (resting.isEmpty() || !usable.test(accountId)) {
            return;
        }
        Callbacks.whenDone(history.reconcile(accountId), (open, failure) -> {
            if (failure != null) {
                LOG.info("Account {}: whether orders ended unseen is not known yet: {}", accountId, failure.toString());
                return;
            }
            Set<Long> works =
                    open.getOrderList().stream().map(ProtoOAOrder::getOrderId).collect(Collectors.toSet());
            resting.stream()
                    .filter(record -> book.outcome(record.key()) == record)
                    .filter(record -> !works.contains(OrderBook.orderMadeBy(record.request(), record.outcome())))
                    .forEach(ended);
        });
    }
}
