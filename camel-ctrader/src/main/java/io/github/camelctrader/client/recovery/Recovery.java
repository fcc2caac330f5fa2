package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.ReadQueue;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.ServerTimestamps;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads executions that happened while an account was not heard, and delivers them before anything newer. Only events about the
 * orders of such an account wait for that.
 */
@OnLoop
public final class Recovery {
    private final AccountHistory history;
    private final Loop loop;
    private final Duration patience;
    private final ServerMoments moments;
    private final ExecutionListener listener;
    private final ReadQueue turns;
    private final Map<Long, HistoryLookUps> accounts = new HashMap<>();
    private @Nullable Outage ofLink;

    /**
     * @param patience how long one look at a history may take, from its first request
     * @param listener is told of what the server tells of accounts, and of what history shows
     */
    public Recovery(
            AccountHistory history, Loop loop, Duration patience, ServerMoments moments, ExecutionListener listener) {
        this.history = history;
        this.loop = loop;
        this.patience = patience;
        this.moments = moments;
        this.listener = listener;
        this.turns = new ReadQueue(loop);
    }

    /** The account came into use, or a consumer wants its events: from now on none of its executions is to be missed. */
    public void use(long accountId) {
        loop.check();
        account(accountId).wanted();
    }

    /**
     * Takes an event of the server: it passes now, or after what is being recovered.
     *
     * @param now when it came in, in ns of the monotonic clock
     */
    public void take(ClientEvent event, long now) {
        loop.check();
        moments.awake(now);
        boolean timeKnown = event.body() instanceof ProtoOAExecutionEvent execution
                && moments.sawLive(ServerTimestamps.latest(execution));
        if (event.body() instanceof ProtoOAExecutionEvent
                || event.body() instanceof ProtoOAOrderErrorEvent && event.accountId() != 0) {
            account(event.accountId()).take(event);
        } else {
            listener.live(event);
        }
        if (timeKnown) {
            List.copyOf(accounts.values()).forEach(HistoryLookUps::timeKnown);
        }
    }

    /** Takes an execution that was read elsewhere; it is told if nobody was told of it yet. */
    public void tell(ProtoOAExecutionEvent execution) {
        loop.check();
        account(execution.getCtidTraderAccountId()).account().readElsewhere(execution);
    }

    /** The account was authorised. Returns whether it had no session before, so that all of it has to be put in place. */
    public boolean authorised(long accountId) {
        loop.check();
        return account(accountId).authorised();
    }

    /** The consumers of the account are ready: reads the executions that were missed. */
    public void look(long accountId) {
        loop.check();
        account(accountId).begin();
    }

    /** The account's session ended; ignored when it had none. */
    public void lost(long accountId, Outage outage) {
        loop.check();
        account(accountId).lost(outage);
    }

    /** The account did not get a session. */
    public void refused(long accountId, Outage outage) {
        loop.check();
        account(accountId).lost(outage);
        account(accountId).refused(outage);
    }

    /** The link is lost, or an attempt to make one failed. */
    public void linkLost(Outage outage) {
        loop.check();
        ofLink = ofLink == null ? outage : ofLink;
        accounts.values().forEach(account -> account.linkLost(outage));
    }

    /** The connection is ready. */
    public void ready() {
        loop.check();
        ofLink = null;
    }

    /** The account cannot be used for now: nothing has to wait for it longer than a look-up may take. */
    public void giveUp(long accountId) {
        loop.check();
        account(accountId).notUsable();
    }

    public void giveUpAll() {
        loop.check();
        List.copyOf(accounts.values()).forEach(HistoryLookUps::giveUp);
    }

    private HistoryLookUps account(long accountId) {
        return accounts.computeIfAbsent(accountId, id -> {
            QueuedLookUp.Reader reader = new QueuedLookUp.Reader(id, history, loop, patience, turns, moments);
            HistoryLookUps looks = new HistoryLookUps(reader, listener);
            if (ofLink != null) {
                looks.refused(ofLink);
            }
            return looks;
        });
    }
}
