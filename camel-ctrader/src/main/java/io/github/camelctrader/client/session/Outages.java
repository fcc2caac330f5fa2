package io.github.camelctrader.client.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountDisconnectEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import io.github.camelctrader.client.market.IdMap;
import io.github.camelctrader.client.recovery.Outage;
import io.github.camelctrader.client.recovery.OutageTracker;
import io.github.camelctrader.client.recovery.Recovery;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From when to when the link or an account could not bring events, told to the recovery of executions and to each consumer.
 */
@OnLoop
final class Outages {
    private final Ticker ticker;
    private final Recovery recovery;
    private final List<Subscriber> subscribers;
    /** The accounts that have a session which nothing has called into doubt. */
    private final Set<Long> live = new HashSet<>();

    private final Map<Long, Outage> troubled = new HashMap<>();
    /** When the last message came in that only a live session of its account brings. */
    private final IdMap<Heard> heard = new IdMap<>();

    private @Nullable Outage ofLink;
    private boolean ready;
    private long lastReceivedNanos;

    private static final class Heard {
        private boolean live;
        private boolean ever;
        private long nanos;
    }

    /** @param subscribers those who are told, as they come and go */
    Outages(Ticker ticker, Recovery recovery, List<Subscriber> subscribers) {
        this.ticker = ticker;
        this.recovery = recovery;
        this.subscribers = subscribers;
        this.lastReceivedNanos = ticker.nanoTime();
    }

    /** A message came in, at that time in ns of the monotonic clock. */
    void received(long now) {
        lastReceivedNanos = now;
    }

    /** The same of a message of an account. A refusal does not show that the account has a session, nor does its end. */
    void received(long accountId, InboundMessage inbound, long now) {
        Message message = inbound.message();
        boolean shown = accountId != 0
                && !inbound.isDamaged()
                && !(message instanceof ProtoOAErrorRes)
                && !(message instanceof ProtoOAOrderErrorEvent)
                && !(message instanceof ProtoOAAccountDisconnectEvent)
                && !(message instanceof ProtoOAAccountsTokenInvalidatedEvent);
        Heard last = shown ? heard.get(accountId) : null;
        if (last != null && last.live) {
            last.ever = true;
            last.nanos = now;
        }
    }

    /** Where a consumer begins: told what has a session and what has none. */
    void begin(OutageTracker tracker) {
        tracker.begin(live, ready, ofLink);
        troubled.forEach(tracker::accountRefused);
    }

    /** The accounts that have a session which nothing has called into doubt. */
    Set<Long> live() {
        return Set.copyOf(live);
    }

    boolean isReady() {
        return ready;
    }

    /** The account was authorised. Returns whether it had no session before, so that all of it has to be put in place. */
    boolean restored(long accountId) {
        boolean anew = recovery.authorised(accountId);
        if (anew) {
            live.add(accountId);
            heard(accountId).live = true;
            troubled.remove(accountId);
            tell(each -> each.accountRestored(accountId));
        }
        return anew;
    }

    /** The connection is ready. */
    void ready() {
        ready = true;
        ofLink = null;
        recovery.ready();
        tell(OutageTracker::ready);
    }

    /** The server said that the account's session ends, or ended. */
    void ended(long accountId) {
        lost(accountId, new Outage(ticker.nanoTime(), "the session of account " + accountId + " ended"));
    }

    /** The account's session ended some time ago: nobody said when. */
    void endedUnnoticed(long accountId) {
        lost(
                accountId,
                new Outage(
                        lastHeardNanos(accountId),
                        "the session of account " + accountId + " had ended without a word of the server"));
    }

    /** An execution of the account came in that cannot be decoded: what was executed since it was last heard of is read. */
    void unreadable(long accountId) {
        if (!live.contains(accountId)) {
            return;
        }
        Outage outage =
                new Outage(lastHeardNanos(accountId), "an execution of account " + accountId + " could not be decoded");
        recovery.lost(accountId, outage);
        recovery.authorised(accountId);
        subscribers.stream()
                .filter(subscriber -> subscriber.wantsExecutionsOf(accountId))
                .map(Subscriber::outages)
                .forEach(tracker -> {
                    tracker.accountLost(accountId, outage);
                    tracker.accountRestored(accountId);
                });
        recovery.look(accountId);
    }

    /** The account's session ended because its token was replaced, and is being renewed with the new one. */
    void renewed(long accountId) {
        lost(accountId, renewal(accountId));
    }

    /** The account has no session until its token was replaced. */
    void awaitsTokens(long accountId) {
        refused(accountId, renewal(accountId));
    }

    /** The account did not get a session, and nothing has to wait for it. */
    void notAuthorised(long accountId) {
        refused(accountId, new Outage(ticker.nanoTime(), "account " + accountId + " was not authorised"));
        recovery.giveUp(accountId);
    }

    void linkLost() {
        Outage outage = new Outage(lastReceivedNanos, "the connection was interrupted");
        ready = false;
        ofLink = ofLink == null ? outage : ofLink;
        troubled.replaceAll((accountId, before) -> before.goingOn(outage));
        // Whoever begins before such an account is back misses what it does until then, even if the connection is ready
        // earlier.
        live.forEach(accountId -> troubled.put(accountId, outage));
        live.clear();
        heard.clear();
        recovery.linkLost(outage);
        tell(each -> each.linkLost(outage));
    }

    private Outage renewal(long accountId) {
        return Outage.brief(
                ticker.nanoTime(), "the session of account " + accountId + " was renewed with another token");
    }

    private Heard heard(long accountId) {
        Heard known = heard.get(accountId);
        if (known != null) {
            return known;
        }
        Heard made = new Heard();
        heard.put(accountId, made);
        return made;
    }

    private long lastHeardNanos(long accountId) {
        Heard last = heard.get(accountId);
        return last == null || !last.ever ? ticker.nanoTime() : last.nanos;
    }

    private void lost(long accountId, Outage outage) {
        Heard last = heard.get(accountId);
        if (last != null) {
            last.live = false;
        }
        if (live.remove(accountId)) {
            troubled.put(accountId, outage);
        } else {
            troubled.computeIfPresent(accountId, (id, before) -> before.goingOn(outage));
        }
        recovery.lost(accountId, outage);
        tell(each -> each.accountLost(accountId, outage));
    }

    private void refused(long accountId, Outage outage) {
        lost(accountId, outage);
        troubled.putIfAbsent(accountId, outage);
        recovery.refused(accountId, outage);
        tell(each -> each.accountRefused(accountId, outage));
    }

    private void tell(Consumer<OutageTracker> change) {
        subscribers.forEach(subscriber -> change.accept(subscriber.outages()));
    }
}
