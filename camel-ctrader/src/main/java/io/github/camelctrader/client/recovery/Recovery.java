package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.recovery.MissedExecutions.Found;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what an account executed while nobody listened, once it is authorised again, and tells of it before anything newer.
 * The server's list may lag behind its executions; what it does not show at that time is not found. Confined to the loop.
 */
public final class Recovery {
    /** How far before the last known execution the search begins, since lists and events may be out of step. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** How far our clock may be ahead of the server's where no execution tells the server's time. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final AccountHistory history;
    private final Loop loop;
    private final Duration patience;
    private final Consumer<ClientEvent> publisher;
    private final Map<Long, AccountExecutions> accounts = new HashMap<>();
    private final Map<Long, Round> rounds = new HashMap<>();

    /**
     * @param patience how long an account may be kept waiting for a search
     * @param publisher gets live events in their place among the others
     */
    public Recovery(AccountHistory history, Loop loop, Duration patience, Consumer<ClientEvent> publisher) {
        this.history = history;
        this.loop = loop;
        this.patience = patience;
        this.publisher = publisher;
    }

    /** Takes a live event of the server: it passes now, or after what is being recovered. */
    public void take(ClientEvent event) {
        boolean ofMarket = event.quote() != null || event.body() instanceof ProtoOADepthEvent;
        if (ofMarket || event.accountId() == 0) {
            publisher.accept(event);
        } else if (!account(event.accountId()).take(event)) {
            LOG.warn("Account {}: too much happens for a recovery, which is given up", event.accountId());
            giveUp(event.accountId());
            account(event.accountId()).take(event);
        }
    }

    /** The account was authorised: its live events wait until {@link #recover} is done or {@link #giveUp} is called. */
    public void hold(long accountId) {
        abandon(accountId);
        account(accountId).hold();
    }

    /**
     * Searches for what was missed.
     *
     * @param from when the interruption began, by our clock
     * @param receiver gets each execution found, before the live events that waited
     * @return whether everything was found; never completes when the account is lost meanwhile, since then whoever waits
     *     for it waits for its next authorisation
     */
    public CompletableFuture<Boolean> recover(long accountId, Instant from, Consumer<ProtoOAExecutionEvent> receiver) {
        Round round = new Round(accountId, receiver);
        rounds.put(accountId, round);
        DealMemory memory = account(accountId).memory();
        long begin = Math.max(memory.newest(), from.minus(MOST_AHEAD).toEpochMilli()) - OVERLAP.toMillis();
        round.timer = loop.schedule(patience, () -> round.end(round.search.soFar()));
        Callbacks.whenDone(
                round.search.search(Math.max(begin, memory.begin()), Long.MAX_VALUE, deal -> !memory.knows(deal)),
                (found, never) -> round.end(found));
        return round.result;
    }

    /** Tells of an execution that was read elsewhere, if nobody was told of it yet. */
    public void tell(ProtoOAExecutionEvent execution, Consumer<ProtoOAExecutionEvent> receiver) {
        account(execution.getCtidTraderAccountId()).recovered(List.of(execution), receiver);
    }

    /** Ends a search without its result; live events that waited pass. */
    public void giveUp(long accountId) {
        Round round = rounds.get(accountId);
        if (round != null) {
            round.end(new Found(round.search.soFar().executions(), false));
        } else if (accounts.containsKey(accountId)) {
            account(accountId).release();
        }
    }

    public void giveUpAll() {
        accounts.keySet().forEach(this::giveUp);
    }

    /** The account's session ended: what waits goes on waiting for the next search. */
    public void abandon(long accountId) {
        Round round = rounds.remove(accountId);
        if (round != null) {
            round.timer.cancel();
        }
    }

    public void abandonAll() {
        rounds.values().forEach(round -> round.timer.cancel());
        rounds.clear();
    }

    private AccountExecutions account(long accountId) {
        return accounts.computeIfAbsent(
                accountId, id -> new AccountExecutions(loop.now().toEpochMilli(), publisher));
    }

    /** One search and what waits for it. */
    private final class Round {
        private final long accountId;
        private final Consumer<ProtoOAExecutionEvent> receiver;
        private final MissedExecutions search;
        private final CompletableFuture<Boolean> result = new CompletableFuture<>();
        private Loop.Timer timer = () -> {};

        private Round(long accountId, Consumer<ProtoOAExecutionEvent> receiver) {
            this.accountId = accountId;
            this.receiver = receiver;
            this.search = new MissedExecutions(history, accountId);
        }

        private void end(Found found) {
            if (!rounds.remove(accountId, this)) {
                return;
            }
            timer.cancel();
            if (!found.complete()) {
                LOG.warn("Account {}: its history could not be read whole, executions may be missing", accountId);
            } else if (!found.executions().isEmpty()) {
                LOG.info(
                        "Account {}: {} missed executions are recovered",
                        accountId,
                        found.executions().size());
            }
            account(accountId).recovered(found.executions(), receiver);
            account(accountId).release();
            result.complete(found.complete());
        }
    }
}
