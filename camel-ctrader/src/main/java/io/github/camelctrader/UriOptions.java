package io.github.camelctrader;

import io.github.camelctrader.client.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options that stand in an endpoint's URI, told apart by who can use them. */
final class UriOptions {
    private static final List<String> CONSUMER_ONLY =
            List.of("eventTypes", "symbols", "spotTimestamps", "slowConsumer", "queueSize");
    private static final List<String> PRODUCER_ONLY = List.of("messageType", "orderReply", "pinAccount");

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

    /**
     * Takes a comma-separated option apart.
     *
     * @throws InvalidRequestException when there is nothing between two commas
     */
    static List<String> list(String option, String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            if (item.isBlank()) {
                throw new InvalidRequestException(
                        option, value, "must be a list separated by commas, with no empty item");
            }
            items.add(item.trim());
        }
        return items;
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
