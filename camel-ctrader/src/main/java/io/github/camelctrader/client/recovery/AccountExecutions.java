package io.github.camelctrader.client.recovery;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one account: which of its deals somebody was told of, what waits to be told, and what the account should
 * hold after all that was told.
 */
@OnLoop
final class AccountExecutions {
    private static final Logger LOG = LoggerFactory.getLogger(AccountExecutions.class);

    private final ServerMoments moments;
    private final ExecutionListener listener;
    private final DeliveredDeals memory = new DeliveredDeals();
    private final HeldEvents held = new HeldEvents();
    private final List<ProtoOAExecutionEvent> readElsewhere = new ArrayList<>();
    private final Set<Long> heldInActual = new HashSet<>();
    private long beginNanos;
    private boolean holding;

    /** Whether the deals of some moment since the begin are known, so that others are news. */
    private boolean based;

    private long basedFrom;

    /** The highest number and the latest time of the deals that were told. */
    private long newestId;

    private long newestTime;

    /** What the account should hold by what was told; null while it is not known what it held before. */
    private @Nullable Holdings told;

    /** What it should hold at the present look-up, and does. */
    private @Nullable Holdings expected;

    private @Nullable Holdings seen;

    /** What it holds by the last look-up and what was told live since then. */
    private @Nullable Holdings actual;

    /** @param beginNanos when the account came into use: what was executed before is no news */
    AccountExecutions(ServerMoments moments, ExecutionListener listener, long beginNanos) {
        this.moments = moments;
        this.listener = listener;
        this.beginNanos = beginNanos;
    }

    long beginNanos() {
        return beginNanos;
    }

    boolean isBased() {
        return based;
    }

    /** Whether it is known what the account should hold. */
    boolean hasBaseline() {
        return told != null;
    }

    boolean mayBeNews(ProtoOADeal deal) {
        return !memory.knows(deal);
    }

    /** The same of what may have been executed before the first session. */
    boolean mayBeNewsOfTheStart(ProtoOADeal deal) {
        return mayBeNews(deal)
                || memory.isUntimed(deal) && moments.timing(deal, beginNanos) != ServerMoments.Timing.UNKNOWN;
    }

    /** Whether there are deals of which only the server's time can tell whether they are news. */
    boolean awaitsTime() {
        return moments.isKnown() && memory.hasUntimed();
    }

    /** From now on live executions wait. */
    void hold() {
        holding = true;
    }

    /** Whether something waits to be told. */
    boolean isWaitedFor() {
        return !held.isEmpty() || !readElsewhere.isEmpty();
    }

    /** Takes a live event; returns false when no more can wait. */
    boolean take(ClientEvent event) {
        if (!holding) {
            publish(event);
            return true;
        }
        return held.add(event);
    }

    /** Takes an execution that was read outside of a search. */
    void readElsewhere(ProtoOAExecutionEvent execution) {
        ProtoOADeal deal = execution.getDeal();
        boolean before = !based && moments.timing(deal, beginNanos) == ServerMoments.Timing.BEFORE;
        if (memory.knows(deal) || before) {
            return;
        }
        if (holding) {
            readElsewhere.add(execution);
        } else {
            recovered(execution);
        }
    }

    /** A look-up that begins shows this: what is told from now on comes on top of it. */
    void holds(Holdings holdings) {
        seen = holdings;
        actual = holdings.copy();
        expected = told == null ? null : told.copy();
        heldInActual.clear();
        for (ProtoOADeal deal : held.fills()) {
            if (!memory.isTold(deal) && heldInActual.add(deal.getDealId()) && expected != null) {
                expected.apply(deal);
            }
        }
    }

    /** Whether what it holds shows that nothing happened that was not told, or waits. */
    boolean isExplained() {
        return seen != null && expected != null && expected.explain(seen);
    }

    /** A look-up begins. */
    void looking() {
        seen = null;
        actual = null;
        expected = null;
        heldInActual.clear();
    }

    /**
     * Takes what an account did until now for what was before it came into use, except for what is surely news.
     *
     * @return whether the look-up shows that this is all
     */
    boolean base(HistoryLookUp look, long from) {
        MissedExecutions search = look.search();
        for (ProtoOAExecutionEvent execution : search.found()) {
            switch (moments.timing(execution.getDeal(), beginNanos)) {
                case AFTER -> recovered(execution);
                case BEFORE -> memory.addOld(execution.getDeal());
                case UNKNOWN -> memory.addUntimed(execution.getDeal());
            }
        }
        based(search, from);
        return search.complete() && isMade(look);
    }

    /** What a search found and was surely executed after the account came into use. */
    List<ProtoOAExecutionEvent> news(MissedExecutions search) {
        return search.found().stream().filter(this::isNews).toList();
    }

    /** What a search found and comes after something newer was told. */
    List<ProtoOAExecutionEvent> late(MissedExecutions search) {
        return search.found().stream()
                .filter(execution -> isOlderThanTold(execution.getDeal()))
                .filter(execution -> timing(execution.getDeal()) == ServerMoments.Timing.AFTER)
                .toList();
    }

    /** Whether some of them were executed before a moment of this process. */
    boolean anyBefore(List<ProtoOAExecutionEvent> executions, long nanos) {
        return executions.stream()
                .anyMatch(execution -> moments.timing(execution.getDeal(), nanos) == ServerMoments.Timing.BEFORE);
    }

    private boolean isNews(ProtoOAExecutionEvent execution) {
        return moments.timing(execution.getDeal(), beginNanos) == ServerMoments.Timing.AFTER;
    }

    /**
     * Tells of what a search found, and of what waits and came before it.
     *
     * @return whether the search shows that this is all
     */
    boolean tell(HistoryLookUp look, long from) {
        MissedExecutions search = look.search();
        List<ProtoOAExecutionEvent> news = new ArrayList<>();
        boolean undecided = false;
        for (ProtoOAExecutionEvent execution : search.found()) {
            switch (timing(execution.getDeal())) {
                case AFTER -> news.add(execution);
                case BEFORE -> memory.addOld(execution.getDeal());
                case UNKNOWN -> {
                    memory.addUndecided(execution.getDeal());
                    undecided = true;
                }
            }
        }
        Set<Long> waiting = new HashSet<>();
        held.fills().forEach(deal -> waiting.add(deal.getDealId()));
        news.removeIf(execution -> waiting.contains(execution.getDeal().getDealId()));
        Set<Long> listed = new HashSet<>();
        news.forEach(execution -> listed.add(execution.getDeal().getDealId()));
        readElsewhere.stream()
                .filter(execution -> !waiting.contains(execution.getDeal().getDealId()))
                .filter(execution -> listed.add(execution.getDeal().getDealId()))
                .forEach(news::add);
        readElsewhere.clear();
        news.sort((one, other) -> HeldEvents.ORDER.compare(one.getDeal(), other.getDeal()));
        boolean shown = search.complete() && !undecided && explained(look, news);
        based(search, from);
        held.merge(news, this::recovered, this::publish);
        if (shown) {
            if (told == null) {
                rebase(true);
            } else {
                look.transfers().forEach(told::applyTransfer);
            }
        }
        return shown;
    }

    /** Live events pass again, those that waited first. */
    void release() {
        holding = false;
        List<ProtoOAExecutionEvent> read = List.copyOf(readElsewhere);
        readElsewhere.clear();
        held.merge(read, this::recovered, this::publish);
        held.release(this::publish);
    }

    /**
     * What was read last is what to compare with from now on, explained or not.
     *
     * @param comparable whether it is; what it holds is not known otherwise
     */
    void rebase(boolean comparable) {
        if (!comparable) {
            told = null;
        } else if (actual != null) {
            told = actual.copy();
        }
    }

    /** Nobody wanted to know what happened meanwhile: news begin anew. */
    void forget(long nowNanos) {
        beginNanos = nowNanos;
        based = false;
        told = null;
    }

    private void based(MissedExecutions search, long from) {
        if (search.complete()) {
            basedFrom = based ? Math.min(basedFrom, from) : from;
            based = true;
        }
    }

    private ServerMoments.Timing timing(ProtoOADeal deal) {
        if (based && !memory.isUndecided(deal) && deal.getExecutionTimestamp() >= basedFrom) {
            return ServerMoments.Timing.AFTER;
        }
        ServerMoments.Timing timing = moments.timing(deal, beginNanos);
        return timing == ServerMoments.Timing.UNKNOWN && based && !memory.isUndecided(deal)
                ? ServerMoments.Timing.BEFORE
                : timing;
    }

    private boolean explained(HistoryLookUp look, List<ProtoOAExecutionEvent> news) {
        if (seen == null || expected == null) {
            return isMade(look);
        }
        for (ProtoOAExecutionEvent execution : news) {
            if (!memory.isTold(execution.getDeal())) {
                expected.apply(execution.getDeal());
            }
        }
        look.transfers().forEach(expected::applyTransfer);
        return expected.explain(seen);
    }

    /** Whether the lists alone show how all came about that it holds. */
    private boolean isMade(HistoryLookUp look) {
        List<ProtoOADeal> listed = look.search().listed();
        return seen != null && seen.areMadeBy(listed) && seen.isBalanceMadeBy(listed, look.transfers());
    }

    private void recovered(ProtoOAExecutionEvent execution) {
        if (!memory.isTold(execution.getDeal())) {
            if (told != null) {
                told.apply(execution.getDeal());
            }
            memory.addTold(execution);
            tells(execution.getDeal());
            listener.recovered(execution);
        }
    }

    private void publish(ClientEvent event) {
        if (event.body() instanceof ProtoOAExecutionEvent execution) {
            if (Executions.isFill(execution)) {
                if (execution.hasExecutionType() && memory.repeats(execution.getDeal(), execution.getExecutionType())) {
                    LOG.debug("Deal {} was told of before", execution.getDeal().getDealId());
                    return;
                }
                applyLive(execution.getDeal());
                memory.addTold(execution);
                tells(execution.getDeal());
            } else {
                applyTransfer(execution);
            }
        }
        listener.live(event);
    }

    /** By its number too, since one deal that is dated ahead must not make all that follow look late. */
    private boolean isOlderThanTold(ProtoOADeal deal) {
        return deal.getDealId() < newestId && deal.getExecutionTimestamp() <= newestTime;
    }

    private void tells(ProtoOADeal deal) {
        newestId = Math.max(newestId, deal.getDealId());
        newestTime = Math.max(newestTime, deal.getExecutionTimestamp());
    }

    private void applyTransfer(ProtoOAExecutionEvent execution) {
        if (told != null) {
            told.applyTransfer(execution.getDepositWithdraw());
        }
        if (actual != null) {
            actual.applyTransfer(execution.getDepositWithdraw());
        }
    }

    private void applyLive(ProtoOADeal deal) {
        if (memory.isTold(deal)) {
            return;
        }
        if (told != null) {
            told.apply(deal);
        }
        if (actual != null && !heldInActual.remove(deal.getDealId())) {
            actual.apply(deal);
        }
    }
}
