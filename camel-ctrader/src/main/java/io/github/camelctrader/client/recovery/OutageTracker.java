package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.time.OnLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what was interrupted for one consumer. Each interruption is reported once it is over and history was read for what it
 * hid. If history did not show all, the interruption is reported once more when it does. An interruption of the link is over when
 * the connection is ready; that of an account that is not usable by then is reported when the account is. Attempts that fail in
 * between belong to the same interruption. Nothing here depends on a clock.
 */
@OnLoop
public final class OutageTracker {
    private final LongPredicate concerned;
    private final boolean allAccounts;
    private final boolean wantsExecutions;
    private final long beginNanos;
    private final Consumer<Over> report;
    private final Set<Long> usable = new HashSet<>();
    private final Map<Long, Outage> open = new HashMap<>();
    private final Map<Long, Standing> back = new LinkedHashMap<>();
    private final List<Unfilled> unfilled = new ArrayList<>();
    private final Map<Long, Boolean> owed = new HashMap<>();
    private final Set<Long> beganInSilence = new HashSet<>();
    private final Set<Long> gotSome = new HashSet<>();
    private final Set<Long> unsure = new HashSet<>();
    private @Nullable Outage ofLink;
    private boolean readyOnce;
    private boolean ready;

    /** How it stands with an account that is usable again. */
    private enum Standing {
        /** What it missed is being read. */
        READING,
        ALL_KNOWN,
        NOT_ALL_KNOWN
    }

    /** One that was reported, and of which something is still being looked for. */
    private record Unfilled(Set<Long> accounts, Outage outage, Set<Long> missing) {}

    /**
     * An interruption that is over.
     *
     * @param accounts those that are usable again
     * @param outage the earliest of theirs, or that of the link
     * @param filled whether the executions of each of them are all told
     * @param later whether it was reported before, and not filled then
     */
    public record Over(Set<Long> accounts, Outage outage, boolean filled, boolean later) {}

    /**
     * @param concerned which accounts the consumer hears of
     * @param allAccounts whether that is all of them
     * @param wantsExecutions whether it hears of executions
     * @param beginNanos when it began
     */
    public OutageTracker(
            LongPredicate concerned,
            boolean allAccounts,
            boolean wantsExecutions,
            long beginNanos,
            Consumer<Over> report) {
        this.concerned = concerned;
        this.allAccounts = allAccounts;
        this.wantsExecutions = wantsExecutions;
        this.beginNanos = beginNanos;
        this.report = report;
    }

    /**
     * Where the consumer began.
     *
     * @param accounts those that have a session
     * @param linkReady whether the connection is ready
     * @param lost the interruption of the link that lasts, or null
     */
    public void begin(Set<Long> accounts, boolean linkReady, @Nullable Outage lost) {
        accounts.stream().filter(concerned::test).forEach(usable::add);
        ready = linkReady;
        readyOnce = linkReady;
        ofLink = lost == null ? null : lost.since(beginNanos);
    }

    /** The link is lost, or an attempt to make one failed. */
    public void linkLost(Outage outage) {
        open.replaceAll((accountId, before) -> before.goingOn(outage));
        usable.forEach(accountId -> open.putIfAbsent(accountId, outage));
        usable.clear();
        back.clear();
        ready = false;
        if (ofLink == null) {
            ofLink = readyOnce ? outage : outage.since(beginNanos);
        }
    }

    /** The account has no session any more. */
    public void accountLost(long accountId, Outage outage) {
        back.remove(accountId);
        open.computeIfPresent(accountId, (id, before) -> before.goingOn(outage));
        if (usable.remove(accountId)) {
            open.putIfAbsent(accountId, outage);
        }
        // The others may have waited for this one only.
        report();
    }

    /** The account did not get a session. */
    public void accountRefused(long accountId, Outage outage) {
        if (concerned.test(accountId)) {
            open.compute(accountId, (id, before) -> before == null ? outage.since(beginNanos) : before.goingOn(outage));
        }
    }

    /** The account has a session; {@link #looked} tells what history shows. */
    public void accountRestored(long accountId) {
        if (!concerned.test(accountId)) {
            return;
        }
        usable.add(accountId);
        Outage outage = open.getOrDefault(accountId, ofLink);
        if (outage != null) {
            open.put(accountId, outage);
            // History shows all interruptions together that it was looked at for in vain.
            if (outage.fromNanos() < beginNanos) {
                beganInSilence.add(accountId);
            }
            owed.merge(accountId, !outage.within(), Boolean::logicalAnd);
            back.put(accountId, wantsExecutions ? Standing.READING : Standing.NOT_ALL_KNOWN);
            report();
        }
    }

    /** Whether the consumer was there when the account was interrupted, so that all that was missed is for it. */
    public boolean isOwedAll(long accountId) {
        return owed.getOrDefault(accountId, false);
    }

    /** Whether it began after the last message before the interruption, so that older executions were missed too. */
    public boolean beganInSilence(long accountId) {
        return beganInSilence.contains(accountId);
    }

    /** An execution that was missed was given to the consumer. */
    public void given(long accountId) {
        gotSome.add(accountId);
    }

    /** Whether history is looked at for an interruption of the account within which the consumer began. */
    public boolean beganMeanwhile(long accountId) {
        return owed.containsKey(accountId) && !isOwedAll(accountId);
    }

    /** An execution that was missed was not given to the consumer, since nobody knows whether it began before. */
    public void notGiven(long accountId) {
        unsure.add(accountId);
    }

    /** Executions come late, after newer ones: a gap is reported before them, unless one was reported already. */
    public void late(long accountId, Outage outage) {
        if (unfilled.stream().noneMatch(admitted -> admitted.missing.contains(accountId))) {
            Outage since = outage.fromNanos() < beginNanos ? outage.since(beginNanos) : outage;
            unfilled.add(new Unfilled(Set.of(accountId), since, new LinkedHashSet<>(Set.of(accountId))));
            report.accept(new Over(Set.of(accountId), since, false, false));
        }
    }

    /**
     * The route of the consumer was stopped, and was given what was collected for it meanwhile. What is still looked for may have been
     * executed in that time too.
     *
     * @param accounts those that it names; empty for all
     */
    public void wasAway(Outage stop, Set<Long> accounts) {
        Set<Long> missing = new LinkedHashSet<>(open.keySet());
        unfilled.forEach(reported -> missing.addAll(reported.missing));
        if (ofLink != null) {
            missing.addAll(accounts);
        }
        boolean filled = missing.isEmpty() && ofLink == null;
        report.accept(new Over(accounts, stop, filled, false));
        if (!missing.isEmpty()) {
            unfilled.add(new Unfilled(accounts, stop, missing));
        }
    }

    /** What history shows of the account was told. */
    public void looked(long accountId, boolean all) {
        boolean known = all && !unsure.contains(accountId);
        if (known) {
            resolve(accountId);
        }
        if (back.containsKey(accountId)) {
            back.put(accountId, known ? Standing.ALL_KNOWN : Standing.NOT_ALL_KNOWN);
            report();
        }
    }

    /** History tells no more of the interruptions until now. */
    public void lookedForTheLastTime(long accountId) {
        owed.remove(accountId);
        beganInSilence.remove(accountId);
        unsure.remove(accountId);
        gotSome.remove(accountId);
        unfilled.removeIf(reported -> reported.missing.contains(accountId));
    }

    /** The connection is ready. Accounts that were interrupted may still be on their way. */
    public void ready() {
        ready = true;
        readyOnce = true;
        Outage link = ofLink;
        ofLink = null;
        if (link != null && !link.within() && allAccounts && back.isEmpty()) {
            report.accept(new Over(Set.of(), link, false, false));
        }
        report();
    }

    private void report() {
        if (!ready || back.isEmpty() || back.containsValue(Standing.READING)) {
            return;
        }
        Map<Long, Outage> over = new LinkedHashMap<>();
        Set<Long> missing = new LinkedHashSet<>();
        back.forEach((accountId, standing) -> {
            Outage outage = open.remove(accountId);
            if (outage != null) {
                over.put(accountId, outage);
                if (standing == Standing.NOT_ALL_KNOWN) {
                    missing.add(accountId);
                }
            }
        });
        back.clear();
        Outage earliest = over.values().stream()
                .min(Comparator.comparingLong(Outage::fromNanos))
                .orElseThrow();
        boolean wasThere = over.values().stream().anyMatch(outage -> !outage.within() && !outage.brief());
        boolean concerns =
                wantsExecutions && (!missing.isEmpty() || over.keySet().stream().anyMatch(gotSome::contains));
        if (wasThere || concerns) {
            report.accept(new Over(over.keySet(), earliest, missing.isEmpty(), false));
            if (wantsExecutions && !missing.isEmpty()) {
                unfilled.add(new Unfilled(over.keySet(), earliest, missing));
            }
        }
    }

    private void resolve(long accountId) {
        unfilled.forEach(reported -> reported.missing.remove(accountId));
        List<Unfilled> over =
                unfilled.stream().filter(reported -> reported.missing.isEmpty()).toList();
        unfilled.removeAll(over);
        over.forEach(reported -> report.accept(new Over(reported.accounts, reported.outage, true, true)));
    }
}
