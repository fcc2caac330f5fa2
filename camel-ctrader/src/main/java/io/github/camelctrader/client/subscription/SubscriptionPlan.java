package io.github.camelctrader.client.subscription;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the next request on the way from what stands at the server to what is wanted. */
final class SubscriptionPlan {
    private SubscriptionPlan() {}

    /** One request and the subscriptions of one kind that it is about. */
    record Step(SubscriptionChange change, List<Subscription> subscriptions) {
        Message request(long accountId) {
            return change.request(
                    accountId, subscriptions.stream().map(Subscription::topic).toList());
        }

        Topic.Kind kind() {
            return subscriptions.get(0).topic().kind();
        }
    }

    /**
     * The next request of a kind; null when nothing is left of it that can be asked for now. Batches come first: what needs a
     * request of its own makes nobody else wait.
     */
    static @Nullable Step next(Collection<Subscription> subscriptions, Topic.Kind kind) {
        for (SubscriptionChange change : SubscriptionChange.values()) {
            List<Subscription> batch = new ArrayList<>();
            for (Subscription subscription : subscriptions) {
                if (subscription.isOf(kind)
                        && !subscription.alone()
                        && subscription.isFree()
                        && subscription.change() == change) {
                    batch.add(subscription);
                    if (batch.size() == kind.batch) {
                        break;
                    }
                }
            }
            if (!batch.isEmpty()) {
                return new Step(change, batch);
            }
        }
        for (Subscription subscription : subscriptions) {
            SubscriptionChange change = subscription.change();
            if (subscription.isOf(kind) && subscription.alone() && subscription.isFree() && change != null) {
                return new Step(change, List.of(subscription));
            }
        }
        return null;
    }
}
