package io.github.camelctrader.client.recovery;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what was interrupted since when, so that each interruption is reported once, when it is over. An
 * interruption of the link is over when the connection is ready; accounts that are not usable by then have theirs reported
 * when they are. Attempts that fail in between belong to the same interruption. Confined to the loop.
 */
public final class Interruptions {
    private final Report report;
    private final Map<Long, Outage> open = new HashMap<>();
    private final Map<Long, Boolean> ended = new LinkedHashMap<>();
    private final Set<Long> usable = new HashSet<>();
    private @Nullable Outage ofLink;
    private boolean readyOnce;
    private boolean ready;

    /** Is told of interruptions that are over. */
    public interface Report {
        /**
         * @param accounts the outages of those that are usable again
         * @param filled whether the executions of each of them are all known
         * @param link the outage of the link that caused this, null when a session was renewed in place
         */
        void over(Map<Long, Outage> accounts, Map<Long, Boolean> filled, @Nullable Outage link);
    }

    public Interruptions(Report report) {
        this.report = report;
    }

    /** The link is lost, or an attempt to make one failed. */
    public void linkLost(Outage outage) {
        usable.forEach(accountId -> open.putIfAbsent(accountId, outage));
        usable.clear();
        ended.clear();
        ready = false;
        if (readyOnce && ofLink == null) {
            ofLink = outage;
        }
    }

    /** The account has no session on this link any more; ignored when it had none. */
    public void accountLost(long accountId, Instant from) {
        ended.remove(accountId);
        if (usable.remove(accountId)) {
            open.putIfAbsent(accountId, new Outage(from, from, "the session of account " + accountId + " ended"));
        }
    }

    /** What is to be recovered of an account that is authorised again; null when nothing was interrupted. */
    public @Nullable Outage outageOf(long accountId) {
        return open.get(accountId);
    }

    /** The account is usable. */
    public void accountRestored(long accountId, boolean filled) {
        usable.add(accountId);
        if (open.containsKey(accountId)) {
            ended.put(accountId, filled);
            if (ready) {
                reportEnded(null);
            }
        }
    }

    /** The connection is ready. Before it was so for the first time, nobody could miss anything. */
    public void ready() {
        Outage link = ofLink;
        ready = true;
        ofLink = null;
        if (!readyOnce) {
            readyOnce = true;
            open.clear();
            ended.clear();
        } else if (link != null) {
            reportEnded(link);
        }
    }

    private void reportEnded(@Nullable Outage link) {
        Map<Long, Outage> accounts = new LinkedHashMap<>();
        for (long accountId : ended.keySet()) {
            Outage outage = open.remove(accountId);
            if (outage != null) {
                accounts.put(accountId, outage);
            }
        }
        Map<Long, Boolean> filled = Map.copyOf(ended);
        ended.clear();
        report.over(accounts, filled, link);
    }
}
