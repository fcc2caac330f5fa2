package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestTimeoutException;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.Requests;
import io.github.camelctrader.client.subscription.Subscription.Standing;
import io.github.camelctrader.client.subscription.SubscriptionPlan.Step;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.Loop;
import io.github.camelctrader.client.time.Loop.Timer;
import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the subscriptions of one account from what stands at the server to what is wanted: few requests of a kind at a time, and
 * after each answer it looks again. No kind waits for an answer of another one, except that all wait for the spots of their symbol.
 */
@OnLoop
final class AccountSubscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSubscriptions.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    /** What is perhaps never given, such as a symbol that stays unknown, costs a request of its own each time, and there may be many. */
    private static final int MOST_DOUBLINGS_OF_UNKNOWN = 9;

    private final long accountId;
    private final Requests requests;
    private final Loop loop;
    private final SubscriptionProblems problems;
    private final TopicListener listener;
    private final Map<Topic, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<Topic.Kind, Integer> inFlight = new EnumMap<>(Topic.Kind.class);

    /** Counts links, so that an answer of an old one is known as such. */
    private int link;

    private boolean live;
    private @Nullable CompletableFuture<Void> restoring;

    AccountSubscriptions(long accountId, Requests requests, Loop loop, SymbolNames names, TopicListener listener) {
        this.accountId = accountId;
        this.requests = requests;
        this.loop = loop;
        this.listener = listener;
        this.problems = new SubscriptionProblems(accountId, names);
    }

    Lease want(Wanted wanted, Consumer<CTraderException> problems) {
        SubscriptionInterest want = new SubscriptionInterest(wanted.timestamps(), problems);
        List<Subscription> joined = new ArrayList<>();
        for (Topic topic : wanted.topics()) {
            Subscription subscription = subscriptions.computeIfAbsent(topic, this::subscription);
            if (subscription.wants().isEmpty()) {
                listener.begun(accountId, topic);
            }
            subscription.add(want);
            joined.add(subscription);
        }
        converge();
        return () -> {
            assert loop.inLoop();
            for (Subscription subscription : joined) {
                subscription.remove(want);
                if (subscription.wants().isEmpty()) {
                    listener.ended(accountId, subscription.topic());
                }
            }
            joined.clear();
            converge();
        };
    }

    private Subscription subscription(Topic topic) {
        return new Subscription(
                topic, topic.kind() == Topic.Kind.SPOTS ? null : subscriptions.get(Topic.spots(topic.symbolId())));
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

    boolean isActive(Topic topic) {
        Subscription subscription = subscriptions.get(topic);
        return subscription != null && subscription.stands();
    }

    /** How many stand, by kind. */
    Map<String, Integer> active() {
        Map<String, Integer> active = new TreeMap<>();
        subscriptions.forEach((topic, subscription) -> {
            if (subscription.stands()) {
                active.merge(topic.kind().name(), 1, Integer::sum);
            }
        });
        return active;
    }

    /** What is wanted and was not given at the last attempt. */
    List<Topic> refused() {
        return subscriptions.values().stream()
                .filter(each -> each.failures() > 0 && !each.wants().isEmpty() && !each.stands())
                .map(Subscription::topic)
                .toList();
    }

    /** What stands is subscribed from the start. */
    void renew(Topic topic) {
        Subscription subscription = subscriptions.get(topic);
        if (subscription != null) {
            subscription.renew();
            converge();
        }
    }

    /** What was refused on its own account may be given now; empty for all symbols. */
    void changed(Collection<Long> symbolIds) {
        subscriptions.values().stream()
                .filter(subscription -> symbolIds.isEmpty()
                        || symbolIds.contains(subscription.topic().symbolId()))
                .forEach(Subscription::retryRefused);
        converge();
    }

    private void forgetLink() {
        link++;
        inFlight.clear();
        subscriptions.values().forEach(Subscription::forgetLink);
        if (restoring != null) {
            restoring.cancel(false);
            restoring = null;
        }
    }

    private void converge() {
        prune();
        if (!live) {
            return;
        }
        // What hangs on spots is unsubscribed before them, and subscribed after them.
        for (Topic.Kind kind : List.of(Topic.Kind.DEPTH, Topic.Kind.BARS, Topic.Kind.SPOTS)) {
            boolean room = true;
            while (room && live) {
                room = sendNext(kind);
            }
        }
        if (isIdle(Topic.Kind.SPOTS) && isIdle(Topic.Kind.BARS)) {
            settled();
        }
    }

    private boolean isIdle(Topic.Kind kind) {
        return inFlight.getOrDefault(kind, 0) == 0;
    }

    /** Returns whether a request went out and another one may. */
    private boolean sendNext(Topic.Kind kind) {
        Step step = inFlight.getOrDefault(kind, 0) >= kind.mostInFlight
                ? null
                : SubscriptionPlan.next(subscriptions.values(), kind);
        if (step == null) {
            return false;
        }
        inFlight.merge(kind, 1, Integer::sum);
        step.subscriptions().forEach(subscription -> subscription.pending(true));
        int sentOn = link;
        Callbacks.whenDone(requests.send(step.request(accountId), Priority.SUBSCRIPTION), (answer, error) -> {
            if (sentOn == link) {
                settle(step, error == null ? null : typed(error));
                // Not before: the holder of a lease may close it when it hears of a problem.
                inFlight.merge(kind, -1, Integer::sum);
                step.subscriptions().forEach(subscription -> subscription.pending(false));
                converge();
            }
        });
        return true;
    }

    /** Spots that others hang on are kept until those are gone. */
    private void prune() {
        subscriptions.values().removeIf(subscription -> !subscription.isOf(Topic.Kind.SPOTS) && subscription.idle());
        subscriptions
                .values()
                .removeIf(subscription -> subscription.idle()
                        && subscriptions.values().stream().noneMatch(other -> other.dependsOn(subscription)));
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
        for (Subscription subscription : step.subscriptions()) {
            switch (verdict) {
                case DONE -> {
                    subscription.succeeded(after(step.change()));
                    if (step.change() == SubscriptionChange.UNSUBSCRIBE) {
                        dependents(subscription).forEach(dependent -> dependent.standing(Standing.OFF));
                    } else {
                        listener.anew(accountId, subscription.topic());
                    }
                }
                case FOUND -> {
                    if (subscription.foundStanding(after(step.change()))) {
                        listener.anew(accountId, subscription.topic());
                    }
                }
                case SPLIT -> {
                    if (step.kind() == Topic.Kind.SPOTS) {
                        subscription.standing(Standing.UNSURE);
                    }
                    subscription.splitOff();
                }
                case NOT_KNOWN, REFUSED ->
                    subscription.refused(
                            step.change() == SubscriptionChange.UNSUBSCRIBE ? Standing.UNSURE : Standing.OFF);
                case UNANSWERED -> subscription.standing(Standing.UNSURE);
                case ACCOUNT_REFUSED, POSTPONED -> {
                    // How the symbols stand is not affected.
                }
            }
        }
        if (error != null && verdict != SubscribeResult.DONE && verdict != SubscribeResult.FOUND) {
            LOG.debug(
                    "Account {}: {} of {} for {} symbols: {}",
                    accountId,
                    step.change(),
                    step.kind(),
                    step.subscriptions().size(),
                    verdict);
            if (verdict != SubscribeResult.SPLIT) {
                retryLater(step, verdict, error);
            }
        }
    }

    /** Servers may or may not end them with the spots: subscribing what is subscribed does no harm. */
    private List<Subscription> dependents(Subscription spots) {
        return subscriptions.values().stream()
                .filter(other -> other.dependsOn(spots))
                .toList();
    }

    private void retryLater(Step step, SubscribeResult verdict, CTraderException error) {
        List<Subscription> failed = step.subscriptions();
        failed.forEach(Subscription::countFailure);
        int failures = failed.stream().mapToInt(Subscription::failures).max().orElseThrow();
        boolean perhapsNever = verdict == SubscribeResult.NOT_KNOWN
                || step.kind() == Topic.Kind.DEPTH && verdict != SubscribeResult.POSTPONED;
        Duration delay = delay(failures, perhapsNever, error);
        Timer retry = loop.schedule(delay, () -> {
            failed.forEach(Subscription::unblock);
            converge();
        });
        failed.forEach(subscription -> subscription.block(retry));
        // A missing answer or a passing limit is worth a report only when it does not pass; where there is no order
        // book, no
        // answer is all that some brokers' servers say.
        boolean passing = verdict == SubscribeResult.POSTPONED
                || verdict == SubscribeResult.UNANSWERED && step.kind() != Topic.Kind.DEPTH;
        if (!passing || failures > 1) {
            LOG.warn(
                    "Account {}: {} of {} of {} symbols, the first {}, failed with {}; trying again in {}",
                    accountId,
                    step.change(),
                    step.kind(),
                    failed.size(),
                    failed.get(0).topic().symbolId(),
                    error.getClass().getSimpleName(),
                    delay);
            problems.report(
                    step,
                    error,
                    perhapsNever
                            ? "trying again less and less often, and at once when the broker changes it"
                            : "trying again");
        }
    }

    private static Duration delay(int failures, boolean perhapsNever, CTraderException error) {
        int doublings = perhapsNever ? MOST_DOUBLINGS_OF_UNKNOWN : MOST_DOUBLINGS;
        Duration backOff = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, doublings));
        return error instanceof RateLimitedException limited
                        && limited.getRetryAfter().compareTo(backOff) > 0
                ? limited.getRetryAfter()
                : backOff;
    }

    private static Standing after(SubscriptionChange change) {
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
