package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the history of one account is looked at: once it is authorised after an interruption, while its live executions wait,
 * and again afterwards, since lists may lag behind what was executed.
 */
@OnLoop
final class HistoryLooks {
    private static final String FIRST_SESSION = "the account had no session yet";
    private static final Logger LOG = LoggerFactory.getLogger(HistoryLooks.class);

    private final long accountId;
    private final AccountHistory history;
    private final Loop loop;
    private final Duration patience;
    private final ReadQueue turns;
    private final ServerMoments moments;
    private final ExecutionListener listener;
    private final AccountExecutions account;
    private final LookSchedule schedule = new LookSchedule();
    private boolean live;
    private boolean givenUp;
    private boolean first;
    private boolean filled;
    private @Nullable Outage outage;
    private @Nullable Round round;
    /** The one that found most of those that a loss cut short, while events wait. */
    private @Nullable Round cutShort;

    /** Whether events passed during the outage that ones which it hid may precede. */
    private boolean passed;

    private Loop.@Nullable Timer overdue;
    private Loop.@Nullable Timer next;
    private Loop.@Nullable Timer pass;

    /** @param patience how long one look may take, and how long events wait after a loss that cut one short */
    HistoryLooks(
            long accountId,
            AccountHistory history,
            Loop loop,
            Duration patience,
            ReadQueue turns,
            ServerMoments moments,
            ExecutionListener listener) {
        this.accountId = accountId;
        this.history = history;
        this.loop = loop;
        this.patience = patience;
        this.turns = turns;
        this.moments = moments;
        this.listener = listener;
        this.account = new AccountExecutions(moments, listener, loop.nanoTime());
    }

    AccountExecutions account() {
        return account;
    }

    /** Takes a live event of the account. */
    void take(ClientEvent event) {
        if (!live && outage != null && listener.wants(accountId)) {
            // The server tells of an account that it authorised before its answer to that comes.
            if (givenUp) {
                passed = true;
            } else {
                account.hold();
            }
        }
        if (!account.take(event)) {
            LOG.warn("Account {}: too much happens for a recovery, which goes on while events pass", accountId);
            letPass();
            account.take(event);
        }
    }

    /** The account has no session any more. */
    void lost(Outage lost) {
        if (live) {
            live = false;
            givenUp = false;
            outage = outage == null || filled ? lost : outage.goingOn(lost);
            abandon();
        } else if (outage != null) {
            outage = outage.goingOn(lost);
        }
        if (overdue == null && account.isWaitedFor()) {
            overdue = loop.schedule(patience, this::letPass);
        }
    }

    /** The same since the link is lost, or an attempt to make one failed. */
    void linkLost(Outage lost) {
        lost(lost);
        givenUp = false;
        refused(lost);
    }

    /** The account has none, and could not get one. */
    void refused(Outage refused) {
        if (!live) {
            outage = outage == null ? refused.since(account.beginNanos()) : outage;
        }
    }

    /** The account has a session. Returns whether it had none, so that all of it has to be put in place. */
    boolean authorised() {
        if (live) {
            return false;
        }
        live = true;
        givenUp = false;
        if (pass != null) {
            pass.cancel();
            pass = null;
        }
        first = true;
        filled = false;
        schedule.restart();
        if (outage != null && listener.wants(accountId)) {
            account.hold();
        }
        return true;
    }

    /** Looks at what was missed, now that it can be told; or at what was before, when nothing was. */
    void begin() {
        if (!live || !first) {
            return;
        }
        first = false;
        if (outage == null) {
            told(true);
            wanted();
        } else if (listener.wants(accountId)) {
            if (passed) {
                told(false);
            }
            passed = false;
            look(true);
        } else {
            passed = false;
            account.forget(loop.nanoTime());
            release();
            told(false);
            finish();
        }
    }

    /** A consumer wants executions of the account. */
    void wanted() {
        if (live && !first && outage == null && round == null && !account.isBased() && listener.wants(accountId)) {
            look(false);
        }
    }

    /** The account cannot be used for now: nothing waits for it. */
    void giveUp() {
        if (!live) {
            letPass();
        }
    }

    /**
     * The account cannot be used although there is a connection. It may be tried again soon, so that what waits does so for as long as a
     * look may take, and comes in order; from then on what the server still tells of it passes.
     */
    void notUsable() {
        if (!live && !givenUp && pass == null) {
            pass = loop.schedule(patience, () -> {
                pass = null;
                givenUp = true;
                letPass();
            });
        }
    }

    /** What waits is told now, with what was found, in the order of execution; what is found from now on is late. */
    private void letPass() {
        if (round != null && round.look != null) {
            round.end();
            return;
        }
        boolean waited = account.isWaitedFor();
        if (cutShort != null && cutShort.look != null) {
            account.tell(cutShort.look, cutShort.from);
        }
        release();
        if (live && !first) {
            told(false);
        } else {
            passed |= waited;
        }
    }

    private void release() {
        cutShort = null;
        if (overdue != null) {
            overdue.cancel();
            overdue = null;
        }
        account.release();
    }

    private void look(boolean waitedFor) {
        Round begun = new Round();
        round = begun;
        turns.take(waitedFor, begun.turn);
    }

    private void abandon() {
        Round abandoned = round;
        round = null;
        if (abandoned != null) {
            turns.forget(abandoned.turn);
            abandoned.close();
            if (cutShort == null || abandoned.found() >= cutShort.found()) {
                cutShort = abandoned;
            }
        }
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void ended(Round ended) {
        round = null;
        HistoryLook look = ended.look;
        if (look == null) {
            release();
            told(false);
            again(() -> look(false));
        } else if (outage == null) {
            List<ProtoOAExecutionEvent> late = account.news(look.search());
            if (!late.isEmpty()) {
                listener.late(accountId, firstSession(), late);
            }
            account.base(look, ended.from);
            if (!late.isEmpty()) {
                told(look.search().complete());
            }
            if (!account.isBased()) {
                again(this::wanted);
            }
        } else if (!listener.wants(accountId)) {
            account.forget(loop.nanoTime());
            release();
            finish();
        } else {
            int missed = look.search().found().size();
            boolean once = filled;
            List<ProtoOAExecutionEvent> late = account.late(look.search());
            if (!late.isEmpty()) {
                listener.late(accountId, account.isBased() ? outage : firstSession(), late);
            }
            filled = account.tell(look, ended.from);
            log(missed);
            told(filled);
            release();
            if (filled && once && missed == 0) {
                finish();
            } else {
                again(() -> look(false));
            }
        }
        ended.close();
    }

    private Outage firstSession() {
        return new Outage(account.beginNanos(), FIRST_SESSION);
    }

    private void nothingMissed(Round ended) {
        round = null;
        told(true);
        release();
        finish();
        ended.close();
    }

    private void log(int missed) {
        if (missed > 0) {
            LOG.info("Account {}: {} missed executions are recovered", accountId, missed);
        }
        if (!filled && schedule.isFirst()) {
            LOG.warn(
                    "Account {}: its history does not explain yet what it holds, executions may be missing", accountId);
        }
    }

    private void again(Runnable look) {
        Duration wait = schedule.next(filled);
        if (wait == null) {
            LOG.warn(
                    "Account {}: its history is not looked at again, {}",
                    accountId,
                    filled ? "all is told" : "which does not explain what it holds: executions may be missing");
            account.rebase();
            finish();
            return;
        }
        next = loop.schedule(wait, () -> {
            next = null;
            look.run();
        });
    }

    private void told(boolean all) {
        listener.looked(accountId, all);
    }

    private void finish() {
        outage = null;
        listener.lookedForTheLastTime(accountId);
    }

    /** One look, from its place in the queue to its end. */
    private final class Round {
        private final Consumer<Runnable> turn = this::begin;
        private @Nullable HistoryLook look;
        private Runnable endOfTurn = () -> {};
        private Loop.Timer timer = () -> {};
        private long from;

        private void begin(Runnable ended) {
            if (round != this) {
                ended.run();
                return;
            }
            endOfTurn = ended;
            timer = loop.schedule(patience, this::end);
            account.looking();
            if (outage != null && outage.brief() && schedule.isFirst()) {
                check();
            } else {
                search();
            }
        }

        private void check() {
            HistoryLook.holdings(history, accountId, holdings -> {
                if (round != this) {
                    return;
                }
                if (holdings != null) {
                    account.holds(holdings);
                }
                if (account.isExplained()) {
                    nothingMissed(this);
                } else {
                    search();
                }
            });
        }

        private void search() {
            Outage missed = outage;
            from = moments.searchFrom(missed == null ? loop.nanoTime() : missed.fromNanos());
            HistoryLook begun =
                    new HistoryLook(history, accountId, from, deal -> !account.knows(deal), !account.hasBaseline());
            look = begun;
            begun.whenHoldingsAreKnown(holdings -> {
                if (round == this) {
                    account.holds(holdings);
                }
            });
            begun.whenEnded(this::end);
        }

        private void end() {
            if (round == this) {
                ended(this);
            }
        }

        private int found() {
            return look == null ? 0 : look.search().found().size();
        }

        private void close() {
            timer.cancel();
            Runnable end = endOfTurn;
            endOfTurn = () -> {};
            end.run();
        }
    }
}
