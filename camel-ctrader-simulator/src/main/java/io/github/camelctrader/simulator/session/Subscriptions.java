package io.github.camelctrader.simulator.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one account is subscribed to on one connection. Live bars belong to the spots of their symbol. */
final class Subscriptions {
    private final Map<Long, SpotSubscription> spots = new HashMap<>();
    private final Map<Long, DepthSubscription> depths = new HashMap<>();
    private Optional<ProfitSubscription> profit = Optional.empty();

    /** By symbol id. */
    Map<Long, SpotSubscription> spots() {
        return spots;
    }

    /** By symbol id. */
    Map<Long, DepthSubscription> depths() {
        return depths;
    }

    Optional<ProfitSubscription> profit() {
        return profit;
    }

    void profit(Optional<ProfitSubscription> subscription) {
        profit = subscription;
    }
}
