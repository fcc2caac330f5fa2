package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One look at the history of an account, from its place in the queue to its end or to the loss that cuts it short. */
@OnLoop
final class Round {
    private final Reader reader;
    private final AccountExecutions account;
    private final @Nullable Outage outage;
    private final boolean withTransfers;
    private final boolean holdingsFirst;
    private final Consumer<Round> receiver;
    private final Consumer<Runnable> turn = this::begin;
    private @Nullable HistoryLook look;
    private Runnable endOfTurn = () -> {};
    private Loop.Timer timer = () -> {};
    private long from;
    private boolean over;
    private boolean nothingMissed;

    /**
     * How histories are read.
     *
     * @param patience how long one look may take, from its turn on
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
    Round(
            Reader reader,
            AccountExecutions account,
            @Nullable Outage outage,
            boolean withTransfers,
            boolean holdingsFirst,
            Consumer<Round> receiver) {
        this.reader = reader;
        this.account = account;
        this.outage = outage;
        this.withTransfers = withTransfers;
        this.holdingsFirst = holdingsFirst;
        this.receiver = receiver;
    }

    /** @param waitedFor whether events wait for it */
    void queue(boolean waitedFor) {
        reader.turns.take(waitedFor, turn);
    }

    /** What it shows so far; null while it has not begun to read history. */
    @Nullable
    HistoryLook look() {
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
            receiver.accept(this);
        }
    }

    /** It is not wanted any more. */
    void abandon() {
        over = true;
        reader.turns.forget(turn);
        close();
    }

    /** Others may look now. */
    void close() {
        timer.cancel();
        Runnable end = endOfTurn;
        endOfTurn = () -> {};
        end.run();
    }

    private void begin(Runnable ended) {
        endOfTurn = ended;
        timer = reader.loop.schedule(reader.patience, this::end);
        account.looking();
        if (holdingsFirst) {
            check();
        } else {
            search();
        }
    }

    private void check() {
        HistoryLook.holdings(reader.history, reader.accountId, holdings -> {
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
        HistoryLook begun = new HistoryLook(
                reader.history,
                reader.accountId,
                from,
                outage == null ? account::mayBeNewsOfTheStart : account::mayBeNews,
                withTransfers);
        look = begun;
        begun.whenHoldingsAreKnown(holdings -> {
            if (!over) {
                account.holds(holdings);
            }
        });
        begun.whenEnded(this::end);
    }

    private long since() {
        if (outage != null) {
            return outage.fromNanos();
        }
        return account.isBased() ? account.beginNanos() : reader.loop.nanoTime();
    }
}
