package io.github.camelctrader.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an order request is to be carried out.
 *
 * @param reply when it counts as answered
 * @param timeout how long it may wait unsent and for its answer, together; after that its outcome is looked up
 * @param operationId what makes a repetition recognisable: a call with the id of an earlier one returns the earlier one's
 *     outcome instead of sending anything again. For a new order it becomes the {@code clientOrderId} if the request has
 *     none, and has at most {@value #MAX_ID_LENGTH} characters. Null for an id that never comes again
 */
public record OrderOptions(
        OrderReply reply, Duration timeout, @Nullable String operationId) {
    /** The server's bound on a {@code clientOrderId} (cTrader Open API, new order request). */
    public static final int MAX_ID_LENGTH = 50;

    public OrderOptions {
        Durations.positive("timeout", timeout);
        if (operationId != null) {
            checkId("operationId", operationId);
        }
    }

    /**
     * Checks an id that the user gave: the server must return it as it was sent, or the order could not be recognised by it. A
     * server may remove blanks at either end, and may not keep control characters.
     *
     * @param field the name under which the user knows it
     * @throws InvalidRequestException when it is blank, longer than {@value #MAX_ID_LENGTH} characters as Java counts them (UTF-16
     *     units), or has blanks at an end, control characters or half of a surrogate pair
     */
    public static void checkId(String field, String id) {
        RequestTexts.checkText(field, id);
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw new InvalidRequestException(
                    field,
                    id,
                    "must have between 1 and " + MAX_ID_LENGTH + " characters (UTF-16 units), and has " + id.length());
        }
        if (!id.equals(id.strip()) || id.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(
                    field, id, "must not begin or end with a blank, nor have control characters in it");
        }
    }
}
