package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the history of one account is looked at: once it is authorised after an interruption, while its live executions wait,
 * and again afterwards, since lists may lag behind what was executed.
 */
@OnLoop
final class HistoryLookUps {
    private static final String FIRST_SESSION = "the account had no session yet";
    private static final Logger LOG = LoggerFactory.getLogger(HistoryLookUps.class);

    private final long accountId;
    private final QueuedLookUp.Reader reader;
    private final Loop loop;
    private final Duration patience;
    private final ExecutionListener listener;
    private final AccountExecutions account;
    private final LookUpSchedule schedule = new LookUpSchedule();
    private boolean live;
    private boolean givenUp;
    private boolean first;
    private boolean filled;
    /** Whether a gap says that executions of before the first session may be missing. */
    private boolean announced;
    /** Whether a loss came before the last look for what was missed earlier. */
    private boolean unfinished;

    private @Nullable Outage outage;
    private @Nullable QueuedLookUp round;
    /** The one that found most of those that a loss cut short, while events wait. */
    private @Nullable QueuedLookUp cutShort;

    /** Whether events passed during the outage that ones which it hid may precede. */
    private boolean passed;

    private Loop.@Nullable Timer overdue;
    private Loop.@Nullable Timer next;
    private Loop.@Nullable Timer pass;

    /** @param reader its patience is how long events wait after a loss that cut a look-up short, too */
    HistoryLookUps(QueuedLookUp.Reader reader, ExecutionListener listener) {
        this.accountId = reader.accountId();
        this.reader = reader;
        this.loop = reader.loop();
        this.patience = reader.patience();
        this.listener = listener;
        this.account = new AccountExecutions(reader.moments(), listener, loop.nanoTime());
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
            reportLooked(true);
            wanted();
        } else if (listener.wants(accountId)) {
            if (passed) {
                reportLooked(false);
            }
            passed = false;
            look(true);
        } else {
            passed = false;
            account.forget(loop.nanoTime());
            release();
            reportLooked(false);
            finish();
        }
    }

    /** A consumer wants executions of the account. */
    void wanted() {
        if (live && !first && outage == null && round == null && !account.isBased() && listener.wants(accountId)) {
            look(false);
        }
    }

    /** The server's time is known: it tells which executions of before the first session are news. */
    void timeKnown() {
        boolean idle = live && !first && outage == null && round == null;
        if (idle && account.awaitsTime() && listener.wants(accountId)) {
            cancelNext();
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
        if (round != null && round.look() != null) {
            round.end();
            return;
        }
        boolean waited = account.isWaitedFor();
        HistoryLookUp found = cutShort == null ? null : cutShort.look();
        if (cutShort != null && found != null) {
            account.tell(found, cutShort.from());
        }
        release();
        if (live && !first) {
            reportLooked(false);
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
        boolean holdingsFirst = outage != null && outage.brief() && schedule.isFirst();
        boolean withTransfers = outage == null || !account.hasBaseline() || !filled && !schedule.isFirst();
        QueuedLookUp begun = new QueuedLookUp(reader, account, outage, withTransfers, holdingsFirst, this::ended);
        round = begun;
        begun.queue(waitedFor);
    }

    private void abandon() {
        QueuedLookUp abandoned = round;
        round = null;
        unfinished |= abandoned != null || next != null;
        if (abandoned != null) {
            abandoned.abandon();
            if (abandoned.isOfOutage() && (cutShort == null || abandoned.found() >= cutShort.found())) {
                cutShort = abandoned;
            }
        }
        cancelNext();
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void ended(QueuedLookUp ended) {
        round = null;
        HistoryLookUp look = ended.look();
        if (ended.nothingMissed()) {
            filled = true;
            reportLooked(true);
            release();
            if (unfinished) {
                again(schedule.next(true), () -> look(false));
            } else {
                finish();
            }
        } else if (look == null) {
            release();
            reportLooked(false);
            again(schedule.next(false), () -> look(false));
        } else if (outage == null) {
            lookedAtStart(look, ended.from());
        } else if (!listener.wants(accountId)) {
            account.forget(loop.nanoTime());
            release();
            finish();
        } else {
            looked(outage, look, ended.from());
        }
        ended.close();
    }

    private void looked(Outage missed, HistoryLookUp look, long from) {
        int found = look.search().found().size();
        boolean once = filled;
        List<ProtoOAExecutionEvent> late = account.late(look.search());
        if (!late.isEmpty()) {
            boolean older = !account.isBased() || account.anyBefore(late, missed.fromNanos());
            listener.late(accountId, older ? firstSession() : missed, late);
        }
        filled = account.tell(look, from);
        log(found);
        reportLooked(filled);
        release();
        if (filled && once && found == 0) {
            finish();
        } else {
            again(schedule.next(filled), () -> look(false));
        }
    }

    /** What was executed before the first session cannot wait to be told in its place: newer executions passed long ago. */
    private void lookedAtStart(HistoryLookUp look, long from) {
        boolean once = filled;
        List<ProtoOAExecutionEvent> late = account.news(look.search());
        if (!late.isEmpty()) {
            announced = true;
            listener.late(accountId, firstSession(), late);
        }
        filled = account.base(look, from);
        // What is missing of a gap that was told must not become part of what later looks are compared with.
        account.rebase(filled || !announced);
        if (announced) {
            reportLooked(filled);
        }
        if (!account.isBased()) {
            again(schedule.next(false), this::wanted);
        } else if (filled && once && late.isEmpty() || !listener.wants(accountId)) {
            finish();
        } else {
            again(announced ? schedule.next(filled) : schedule.nextOfStart(), () -> look(false));
        }
    }

    private Outage firstSession() {
        return new Outage(account.beginNanos(), FIRST_SESSION);
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

    private void again(@Nullable Duration wait, Runnable look) {
        if (wait == null) {
            (outage == null && !announced && account.isBased() ? LOG.atDebug() : LOG.atWarn())
                    .log(
                            "Account {}: its history is not looked at again, {}",
                            accountId,
                            filled ? "all is told" : "which does not explain what it holds: executions may be missing");
            account.rebase(true);
            finish();
            return;
        }
        next = loop.schedule(wait, () -> {
            next = null;
            look.run();
        });
    }

    private void reportLooked(boolean all) {
        listener.looked(accountId, all);
    }

    private void finish() {
        boolean start = outage == null;
        outage = null;
        announced = false;
        unfinished = false;
        listener.lookedForTheLastTime(accountId);
        if (!start) {
            timeKnown();
        }
    }
}
