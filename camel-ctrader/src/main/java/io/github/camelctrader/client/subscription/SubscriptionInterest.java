package io.github.camelctrader.client.subscription;

import io.github.camelctrader.client.CTraderException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one lease asks for, and what its holder was told so far. */
final class SubscriptionInterest {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionInterest.class);

    private final boolean timestamps;
    private final Consumer<CTraderException> problems;
    private final Map<Topic, String> told = new HashMap<>();

    SubscriptionInterest(boolean timestamps, Consumer<CTraderException> problems) {
        this.timestamps = timestamps;
        this.problems = problems;
    }

    boolean timestamps() {
        return timestamps;
    }

    /** Remembers that the holder hears of this kind of failure; false when it has heard of it already. */
    boolean firstToHear(Topic topic, String kindOfFailure) {
        return !kindOfFailure.equals(told.put(topic, kindOfFailure));
    }

    void tell(CTraderException problem) {
        try {
            problems.accept(problem);
        } catch (RuntimeException e) {
            // Whoever cannot be told must not keep others from their quotes.
            LOG.warn(
                    "The holder of a subscription failed on hearing of {}",
                    problem.getClass().getSimpleName(),
                    e);
        }
    }

    void works(Topic topic) {
        told.remove(topic);
    }
}
