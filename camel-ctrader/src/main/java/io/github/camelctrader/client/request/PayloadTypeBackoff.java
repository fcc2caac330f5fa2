package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Payload types that the server wants no request of for a while. A block lasts for the time that the server named and a
 * margin, or for a back-off that doubles with every refusal in a row, whichever is longer. What the server refuses while a
 * block lasts was under way before it, and does not make the back-off grow.
 */
@OnLoop
final class PayloadTypeBackoff {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(120);
    private static final int DOUBLINGS_TO_MAX = 7;
    /** Without authorisation nothing works, so that a cause that is over must not be found out a day late. */
    private static final Duration MAX_OF_AUTHORISATION = Duration.ofMinutes(1);

    private final Duration margin;
    private final Map<Integer, Block> blocks = new HashMap<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();

    /** @param margin added to the time that the server names */
    PayloadTypeBackoff(Duration margin) {
        this.margin = margin;
    }

    /**
     * A block.
     *
     * @param until when it ends
     * @param refusal the server's words, with the time for which this side keeps quiet if that is longer
     */
    record Block(long until, RateLimitedException refusal) {}

    /** The server refused a request of this type. */
    Block refused(int payloadType, RateLimitedException told, long now) {
        boolean tooLong =
                RequestKind.isAuthorisation(payloadType) && told.getRetryAfter().compareTo(MAX_OF_AUTHORISATION) > 0;
        RateLimitedException refusal = tooLong
                ? lasting(
                        told,
                        MAX_OF_AUTHORISATION,
                        "for " + told.getRetryAfter().toSeconds() + " s as it says, which is looked into before")
                : told;
        Block present = presentBlock(payloadType, now);
        int inARow = refusals.merge(payloadType, present == null ? 1 : 0, Integer::sum);
        Duration named = refusal.getRetryAfter().plus(margin);
        Duration doubled = backOff(inARow);
        Duration backOff = RequestKind.isAuthorisation(payloadType) && doubled.compareTo(MAX_OF_AUTHORISATION) > 0
                ? MAX_OF_AUTHORISATION
                : doubled;
        Block block = named.compareTo(backOff) >= 0
                ? new Block(now + named.toNanos(), refusal)
                : new Block(
                        now + backOff.toNanos(), lasting(refusal, backOff, "refused " + inARow + " times in a row"));
        if (present != null && present.until() - block.until() >= 0) {
            return present;
        }
        blocks.put(payloadType, block);
        return block;
    }

    /** The server took a request of this type. */
    void taken(int payloadType, long now) {
        if (!refusals.isEmpty() && presentBlock(payloadType, now) == null) {
            refusals.remove(payloadType);
        }
    }

    /** How long each block lasts yet, by the name of its type. */
    Map<String, Duration> remaining(long now) {
        Map<String, Duration> remaining = new HashMap<>();
        blocks.forEach((type, block) -> {
            if (block.until() - now > 0) {
                Message blocked = Objects.requireNonNull(PayloadTypes.schema().prototype(type), "a request of ours");
                remaining.put(PayloadTypes.shortName(blocked), Duration.ofNanos(block.until() - now));
            }
        });
        return remaining;
    }

    /** How long a request of this type has to wait: 0 when it may go. */
    long nanosBlocked(int payloadType, long now) {
        Block present = presentBlock(payloadType, now);
        return present == null ? 0 : present.until() - now;
    }

    /** Whether any type may be blocked. */
    boolean any(long now) {
        blocks.values().removeIf(block -> block.until() - now <= 0);
        return !blocks.isEmpty();
    }

    /** What a request that has not been sent is told because its block outlives its deadline; null when it may wait. */
    @Nullable
    RateLimitedException hopeless(PendingRequest request, long now) {
        Block present = presentBlock(request.payloadType(), now);
        if (present == null || present.until() - request.deadlineNanos(now) < 0) {
            return null;
        }
        Duration left = Duration.ofNanos(present.until() - now)
                .plusNanos(Duration.ofSeconds(1).minusNanos(1).toNanos());
        return lasting(present.refusal(), Duration.ofSeconds(left.toSeconds()), "this request was not sent");
    }

    private @Nullable Block presentBlock(int payloadType, long now) {
        Block block = blocks.isEmpty() ? null : blocks.get(payloadType);
        if (block != null && block.until() - now <= 0) {
            blocks.remove(payloadType);
            return null;
        }
        return block;
    }

    private static Duration backOff(int inARow) {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(inARow - 1, DOUBLINGS_TO_MAX));
        return doubled.compareTo(MAX_BACK_OFF) < 0 ? doubled : MAX_BACK_OFF;
    }

    private static RateLimitedException lasting(RateLimitedException refusal, Duration wait, String why) {
        return new RateLimitedException(
                "The server limits this kind of request (" + refusal.getErrorCode() + "), " + why
                        + "; send it again after " + wait.toSeconds() + " s",
                String.valueOf(refusal.getErrorCode()),
                refusal.getDescription(),
                wait);
    }
}
