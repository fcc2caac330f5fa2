package io.github.camelctrader.client;

import java.time.Duration;

/**
 * How the outcome of an order request is looked up when no answer came.
 *
 * @param absenceGrace how long after its sending, or after the loss of the link that it was sent on, a request that left no
 *     trace may still be on its way; only look-ups that begin later let it count as not sent
 * @param answerGrace how long after its timeout a caller still waits for the look-up, before it is told that the outcome is not
 *     known
 * @param firstDelay between the first and the second look-up; it doubles from one to the next
 * @param maxDelay between two look-ups at most
 */
public record OutcomeSettings(Duration absenceGrace, Duration answerGrace, Duration firstDelay, Duration maxDelay) {
    /** With the default timeout of an order, a caller has an answer within 75 s. */
    public static final OutcomeSettings DEFAULT = new OutcomeSettings(
            Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(1), Duration.ofSeconds(30));

    public OutcomeSettings {
        Durations.positive("absenceGrace", absenceGrace);
        Durations.positive("answerGrace", answerGrace);
        Durations.positive("firstDelay", firstDelay);
        Durations.positive("maxDelay", maxDelay);
        if (maxDelay.compareTo(firstDelay) < 0) {
            throw new InvalidRequestException(
                    "maxDelay", maxDelay, "must not be shorter than firstDelay = " + firstDelay);
        }
    }

    /** The same with another grace. */
    public OutcomeSettings withAbsenceGrace(Duration grace) {
        return new OutcomeSettings(grace, answerGrace, firstDelay, maxDelay);
    }
}
