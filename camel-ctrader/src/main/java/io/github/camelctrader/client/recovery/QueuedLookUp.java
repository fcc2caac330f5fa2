package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.ReadQueue;
import io.github.camelctrader.client.history.SendWatch;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One look-up of the history of an account, from its place in the queue to its end or to the loss that cuts it short. */
@OnLoop
final class QueuedLookUp {
    private final Reader reader;
    private final AccountExecutions account;
    private final @Nullable Outage outage;
    private final boolean withTransfers;
    private final boolean holdingsFirst;
    private final Consumer<QueuedLookUp> receiver;
    private final Consumer<Runnable> turn = this::begin;
    private final SendWatch sendings = new SendWatch(this::watch);
    private final AnswerClock clock;
    private final AccountHistory history;
    private @Nullable HistoryLookUp look;
    private Runnable endOfTurn = () -> {};
    private long from;
    private boolean begun;
    private boolean over;
    private boolean nothingMissed;

    /**
     * How histories are read.
     *
     * @param patience how long one look may wait for the server; what it waits for the limits does not count
     */
    record Reader(
            long accountId,
            AccountHistory history,
            Loop loop,
            Duration patience,
            ReadQueue turns,
            ServerMoments moments) {}

    /**
     * @param outage what is looked for; null for what was before the first session
     * @param withTransfers whether to look too at what moved the balance without a deal
     * @param holdingsFirst whether to look at the history only if what the account holds shows that something was missed
     * @param receiver called once when it has ended, unless it was abandoned before; has to close it
     */
    QueuedLookUp(
            Reader reader,
            AccountExecutions account,
            @Nullable Outage outage,
            boolean withTransfers,
            boolean holdingsFirst,
            Consumer<QueuedLookUp> receiver) {
        this.reader = reader;
        this.account = account;
        this.outage = outage;
        this.withTransfers = withTransfers;
        this.holdingsFirst = holdingsFirst;
        this.receiver = receiver;
        this.clock = new AnswerClock(reader.loop, reader.patience, this::end);
        this.history = reader.history.watchedBy(sendings);
    }

    /** @param waitedFor whether events wait for it */
    void queue(boolean waitedFor) {
        reader.turns.take(waitedFor, turn);
    }

    /** What it shows so far; null while it has not begun to read history. */
    @Nullable
    HistoryLookUp look() {
        return look;
    }

    /** Where its list of deals begins, in Unix ms of the server. */
    long from() {
        return from;
    }

    /** Whether what the account holds showed that nothing was missed, so that no history was read. */
    boolean nothingMissed() {
        return nothingMissed;
    }

    /** Whether it looks for what an interruption hid. */
    boolean isOfOutage() {
        return outage != null;
    }

    /** What was missed and is found by now. */
    int found() {
        return look == null ? 0 : look.search().found().size();
    }

    /** Ends it with what it found. */
    void end() {
        if (!over) {
            over = true;
            clock.run(false);
            receiver.accept(this);
        }
    }

    /** It is not wanted any more. */
    void abandon() {
        over = true;
        clock.run(false);
        reader.turns.forget(turn);
        endTurn();
    }

    /** What it has not asked for by now is not wanted any more, and others may look. */
    void close() {
        sendings.close();
        endTurn();
    }

    private void endTurn() {
        Runnable end = endOfTurn;
        endOfTurn = () -> {};
        end.run();
    }

    /** Others may look once all is out that it asks for: an account that is not answered keeps nobody waiting. */
    private void watch() {
        clock.run(!over && sendings.isAnyUnanswered());
        if (begun && !sendings.isAnyUnsent()) {
            endTurn();
        }
    }

    private void begin(Runnable ended) {
        endOfTurn = ended;
        account.looking();
        if (holdingsFirst) {
            check();
        } else {
            search();
        }
        begun = true;
        watch();
    }

    private void check() {
        HistoryLookUp.holdings(history, reader.accountId, holdings -> {
            if (over) {
                return;
            }
            if (holdings != null) {
                account.holds(holdings);
            }
            if (account.isExplained()) {
                nothingMissed = true;
                end();
            } else {
                search();
            }
        });
    }

    private void search() {
        from = reader.moments.searchFrom(since());
        HistoryLookUp searched = new HistoryLookUp(
                history,
                reader.accountId,
                from,
                outage == null ? account::mayBeNewsOfTheStart : account::mayBeNews,
                withTransfers);
        look = searched;
        searched.whenHoldingsAreKnown(holdings -> {
            if (!over) {
                account.holds(holdings);
            }
        });
        searched.whenEnded(this::end);
    }

    private long since() {
        if (outage != null) {
            return outage.fromNanos();
        }
        return account.isBased() ? account.beginNanos() : reader.loop.nanoTime();
    }
}
