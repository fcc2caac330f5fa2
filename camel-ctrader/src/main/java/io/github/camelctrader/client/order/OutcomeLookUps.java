package io.github.camelctrader.client.order;

import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.ReadQueue;
import io.github.camelctrader.client.history.SendWatch;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up what became of operations: at once when one becomes unknown, again after every reconnect, and again and again, less
 * and less often, as long as one is left. One look-up serves all operations of an account, so that many of them ask for no
 * more of the server's limit on history than one. Look-ups of many accounts begin in turn: each reads several lists, and of those that
 * begin together none ends before all of them have read all but their last.
 */
@OnLoop
final class OutcomeLookUps {
    /** Stands for all accounts. */
    static final long ALL = 0;

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLookUps.class);

    private final OutcomeSettings settings;
    private final Loop loop;
    private final AccountHistory history;
    private final ReadQueue turns;
    private final SendTimes times;
    private final LongPredicate usable;
    private final LongFunction<List<OrderOperation>> unknown;
    private final Found found;
    private final Map<Long, LookUps> accounts = new HashMap<>();
    private int link;
    private boolean closed;

    /** Gets what was read of the account of some operations. */
    interface Found {
        void accept(List<OrderOperation> operations, AccountSnapshot snapshot, long begunNanos);
    }

    /**
     * @param usable whether an account can be asked now
     * @param unknown the operations of an account, or of {@link #ALL}, that are to be looked up
     */
    OutcomeLookUps(
            OutcomeSettings settings,
            Loop loop,
            AccountHistory history,
            SendTimes times,
            LongPredicate usable,
            LongFunction<List<OrderOperation>> unknown,
            Found found) {
        this.settings = settings;
        this.loop = loop;
        this.history = history;
        this.turns = new ReadQueue(loop);
        this.times = times;
        this.usable = usable;
        this.unknown = unknown;
        this.found = found;
    }

    /** Something of the account may have become unknown, or possible to look up. */
    void look(long accountId) {
        if (!closed) {
            accounts.computeIfAbsent(accountId, LookUps::new).soon();
        }
    }

    /** The same for all accounts. */
    void lookAgain() {
        unknown.apply(ALL).stream().map(OrderOperation::accountId).distinct().forEach(this::look);
    }

    /** What is being read comes to nothing. */
    void linkLost() {
        link++;
        // All leave the queue before one of them gives its turn to the next.
        accounts.values().forEach(each -> turns.forget(each.turn));
        accounts.values().forEach(LookUps::stop);
        accounts.clear();
    }

    void close() {
        closed = true;
        linkLost();
    }

    /** The look-ups of one account on one link. */
    private final class LookUps {
        private final long accountId;
        private final Consumer<Runnable> turn = this::begin;
        private Runnable endOfTurn = () -> {};
        private Duration delay = settings.firstDelay();
        private Loop.@Nullable Timer timer;
        private long notBefore = loop.nanoTime();

        /** Or waits for its turn. */
        private boolean reading;

        private LookUps(long accountId) {
            this.accountId = accountId;
        }

        /** There is news: look as soon as the pace allows it. */
        private void soon() {
            delay = settings.firstDelay();
            if (!reading) {
                arm(notBefore - loop.nanoTime());
            }
        }

        private void arm(long nanos) {
            stop();
            timer = loop.schedule(Duration.ofNanos(Math.max(0, nanos)), this::queue);
        }

        private void stop() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
            endTurn();
        }

        private void queue() {
            timer = null;
            reading = true;
            turns.take(true, turn);
        }

        private void endTurn() {
            Runnable end = endOfTurn;
            endOfTurn = () -> {};
            end.run();
        }

        private void begin(Runnable ended) {
            List<OrderOperation> wanted = unknown.apply(accountId);
            if (wanted.isEmpty() || !usable.test(accountId)) {
                reading = false;
                ended.run();
                return;
            }
            endOfTurn = ended;
            int begunOn = link;
            long begun = loop.nanoTime();
            notBefore = begun + settings.firstDelay().toNanos();
            long from = wanted.stream().mapToLong(times::readFrom).min().orElseThrow();
            List<Long> orders = wanted.stream()
                    .map(operation -> operation.task().wantedOrder(operation.orderId()))
                    .toList();
            // The next one's turn comes when the first request of this one has left: an account that is not answered
            // keeps nobody waiting.
            AccountSnapshotReader reader = new AccountSnapshotReader(history.watchedBy(new SendWatch(this::endTurn)));
            Callbacks.whenDone(reader.read(accountId, from, times.readTo(), orders), (snapshot, failure) -> {
                reading = false;
                if (begunOn != link) {
                    return;
                }
                if (failure == null) {
                    found.accept(wanted, snapshot, begun);
                } else {
                    LOG.info("A look-up of orders of account {} came to nothing: {}", accountId, failure.toString());
                }
                next();
            });
        }

        private void next() {
            List<OrderOperation> left = unknown.apply(accountId);
            if (left.isEmpty()) {
                return;
            }
            long wait = untilNext(left);
            delay = Duration.ofNanos(Math.min(
                    settings.maxDelay().toNanos(), delay.multipliedBy(2).toNanos()));
            arm(Math.max(wait, notBefore - loop.nanoTime()));
        }

        /** The delay, or less when an absence can be proven before. */
        private long untilNext(List<OrderOperation> left) {
            long grace = settings.absenceGrace().toNanos();
            return left.stream()
                    .mapToLong(operation -> operation.onItsWaySinceNanos() + grace - loop.nanoTime())
                    .filter(remaining -> remaining > 0)
                    .reduce(delay.toNanos(), Math::min);
        }
    }
}
