package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.subscription.SpotPlan.Step;
import io.github.camelctrader.client.subscription.SpotSubscription.Standing;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.Loop.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spots of one account from what stands at the server to what is wanted: one request at a time, and after
 * each answer it looks again.
 */
final class AccountSpots {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSpots.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    /** A symbol that stays unknown costs a request of its own each time, and there may be many. */
    private static final int MOST_DOUBLINGS_OF_UNKNOWN = 9;

    private final long accountId;
    private final Requests requests;
    private final Loop loop;
    private final SpotProblems problems;
    private final Map<Long, SpotSubscription> spots = new LinkedHashMap<>();

    /** Counts links, so that an answer of an old one is known as such. */
    private int link;

    private boolean live;
    private boolean inFlight;
    private @Nullable CompletableFuture<Void> restoring;

    AccountSpots(long accountId, Requests requests, Loop loop, SymbolNames names) {
        this.accountId = accountId;
        this.requests = requests;
        this.loop = loop;
        this.problems = new SpotProblems(accountId, names);
    }

    Lease want(Set<Long> symbolIds, boolean timestamps, Consumer<CTraderException> problems) {
        SpotInterest want = new SpotInterest(timestamps, problems);
        List<SpotSubscription> wanted = new ArrayList<>();
        for (long symbolId : symbolIds) {
            SpotSubscription spot = spots.computeIfAbsent(symbolId, SpotSubscription::new);
            spot.add(want);
            wanted.add(spot);
        }
        converge();
        return () -> {
            assert loop.inLoop();
            wanted.forEach(spot -> spot.remove(want));
            wanted.clear();
            converge();
        };
    }

    CompletableFuture<Void> restore() {
        forgetLink();
        live = true;
        CompletableFuture<Void> restored = new CompletableFuture<>();
        restoring = restored;
        converge();
        return restored;
    }

    void lost() {
        forgetLink();
        live = false;
        prune();
    }

    boolean isActive(long symbolId) {
        SpotSubscription spot = spots.get(symbolId);
        return spot != null && (spot.standing() == Standing.ON || spot.standing() == Standing.ON_WITH_TIMESTAMPS);
    }

    /** What was refused on its own account may be given now; empty for all symbols. */
    void changed(Collection<Long> symbolIds) {
        spots.values().stream()
                .filter(spot -> symbolIds.isEmpty() || symbolIds.contains(spot.symbolId()))
                .forEach(SpotSubscription::hopeAgain);
        converge();
    }

    private void forgetLink() {
        link++;
        inFlight = false;
        spots.values().forEach(SpotSubscription::forgetLink);
        if (restoring != null) {
            restoring.cancel(false);
            restoring = null;
        }
    }

    private void converge() {
        if (inFlight) {
            return;
        }
        prune();
        if (!live) {
            return;
        }
        Step step = SpotPlan.next(spots.values());
        if (step == null) {
            settled();
            return;
        }
        inFlight = true;
        int sentOn = link;
        Callbacks.whenDone(requests.send(step.request(accountId), Priority.SUBSCRIPTION), (answer, error) -> {
            if (sentOn == link) {
                settle(step, error == null ? null : typed(error));
                // Not before: the holder of a lease may close it when it hears of a problem.
                inFlight = false;
                converge();
            }
        });
    }

    private void prune() {
        spots.values().removeIf(SpotSubscription::idle);
    }

    private void settled() {
        if (restoring != null) {
            CompletableFuture<Void> restored = restoring;
            restoring = null;
            restored.complete(null);
        }
    }

    private void settle(Step step, @Nullable CTraderException error) {
        SubscribeResult verdict = SubscribeResult.of(step, error);
        for (SpotSubscription spot : step.spots()) {
            switch (verdict) {
                case DONE -> spot.succeeded(after(step.change()));
                case SPLIT -> {
                    spot.standing(Standing.UNSURE);
                    spot.splitOff();
                }
                case NOT_KNOWN, REFUSED ->
                    spot.refused(step.change() == SpotChange.UNSUBSCRIBE ? Standing.UNSURE : Standing.OFF);
                case UNANSWERED -> spot.standing(Standing.UNSURE);
                case ACCOUNT_REFUSED, POSTPONED -> {
                    // How the symbols stand is not affected.
                }
            }
        }
        if (error != null && verdict != SubscribeResult.DONE) {
            LOG.debug(
                    "Account {}: {} for {} symbols: {}",
                    accountId,
                    step.change(),
                    step.spots().size(),
                    verdict);
            if (verdict != SubscribeResult.SPLIT) {
                retryLater(step, verdict, error);
            }
        }
    }

    private void retryLater(Step step, SubscribeResult verdict, CTraderException error) {
        step.spots().forEach(SpotSubscription::countFailure);
        int failures =
                step.spots().stream().mapToInt(SpotSubscription::failures).max().orElseThrow();
        Duration delay = delay(failures, verdict, error);
        Timer retry = loop.schedule(delay, () -> {
            step.spots().forEach(SpotSubscription::unblock);
            converge();
        });
        step.spots().forEach(spot -> spot.block(retry));
        // A missing answer or a passing limit is worth a report only when it does not pass.
        boolean passing = verdict == SubscribeResult.POSTPONED || verdict == SubscribeResult.UNANSWERED;
        if (!passing || failures > 1) {
            LOG.warn(
                    "Account {}: {} of {} symbols, the first {}, failed with {}; trying again in {}",
                    accountId,
                    step.change(),
                    step.spots().size(),
                    step.spots().get(0).symbolId(),
                    error.getClass().getSimpleName(),
                    delay);
            problems.report(
                    step,
                    error,
                    verdict == SubscribeResult.NOT_KNOWN
                            ? "trying again less and less often, and at once when the broker changes it"
                            : "trying again");
        }
    }

    private static Duration delay(int failures, SubscribeResult verdict, CTraderException error) {
        int doublings = verdict == SubscribeResult.NOT_KNOWN ? MOST_DOUBLINGS_OF_UNKNOWN : MOST_DOUBLINGS;
        Duration backOff = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, doublings));
        return error instanceof RateLimitedException limited
                        && limited.getRetryAfter().compareTo(backOff) > 0
                ? limited.getRetryAfter()
                : backOff;
    }

    private static Standing after(SpotChange change) {
        return switch (change) {
            case UNSUBSCRIBE -> Standing.OFF;
            case SUBSCRIBE_WITH_TIMESTAMPS -> Standing.ON_WITH_TIMESTAMPS;
            case SUBSCRIBE -> Standing.ON;
        };
    }

    private static CTraderException typed(Throwable error) {
        Throwable cause = Callbacks.causeOf(error);
        return cause instanceof CTraderException typed
                ? typed
                : new RequestTimeoutException("The subscription request got no usable answer", cause);
    }
}
