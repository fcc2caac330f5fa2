package io.github.camelctrader;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.List;
import java.util.Set;

/** The options that stand in an endpoint's URI, told apart by who can use them. */
final class UriOptions {
    private static final List<String> CONSUMER_ONLY =
            List.of("eventTypes", "symbols", "trendbars", "depth", "spotTimestamps", "slowConsumer", "queueSize");
    private static final List<String> PRODUCER_ONLY =
            List.of("messageType", "orderReply", "pinAccount", "paging", "operation");

    private final Set<String> named;

    UriOptions(Set<String> named) {
        this.named = named;
    }

    void refuseConsumerOptions() {
        refuse(CONSUMER_ONLY, "is an option of consumers, and this endpoint produces");
    }

    void refuseProducerOptions() {
        refuse(PRODUCER_ONLY, "is an option of producers, and this endpoint consumes");
    }

    /** Whether the URI sets an option. Camel sets options whatever their case. */
    boolean names(String option) {
        return named.stream().anyMatch(option::equalsIgnoreCase);
    }

    private void refuse(List<String> options, String rule) {
        for (String option : options) {
            if (names(option)) {
                throw new InvalidRequestException(option, "(set)", rule);
            }
        }
    }
}
