package io.github.camelctrader.client.request;

import io.github.camelctrader.client.ClientReport;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Timings;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long requests waited and how long their answers took; and one line for each message, for those who have this logger write at
 * DEBUG. The lines tell what travelled and never what was in it, which may be a secret.
 */
@OnLoop
final class RequestTimes {
    private static final Logger MESSAGES = LoggerFactory.getLogger("io.github.camelctrader.messages");
    private static final long NANOS_OF_MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

    private final Environment environment;
    private final Timings waits = new Timings();
    private final Timings holds = new Timings();
    private final Timings answers = new Timings();
    private boolean held;
    private long heldSince;

    RequestTimes(Environment environment) {
        this.environment = environment;
    }

    /** A request was handed to the socket. */
    void sent(PendingRequest request, String clientMsgId, long now) {
        waits.add(now - request.waitingSince());
        if (MESSAGES.isDebugEnabled()) {
            MESSAGES.debug(
                    "{} > {} ({}), account {}, id {}, {} bytes, waited {} us",
                    environment,
                    PayloadTypes.shortName(request.message()),
                    request.payloadType(),
                    request.accountId(),
                    clientMsgId,
                    request.message().getSerializedSize(),
                    (now - request.waitingSince()) / NANOS_OF_MICROSECOND);
        }
    }

    /** The first answer to a request came in. */
    void answered(PendingRequest request, InboundMessage answer, long now) {
        long nanos = now - request.sentNanos();
        answers.add(nanos);
        if (MESSAGES.isDebugEnabled()) {
            log(answer, ", after " + nanos / NANOS_OF_MICROSECOND + " us");
        }
    }

    /** A message came in that is no answer to a request which waits for one. */
    void received(InboundMessage message) {
        if (MESSAGES.isDebugEnabled()) {
            log(message, "");
        }
    }

    private void log(InboundMessage message, String after) {
        MESSAGES.debug(
                "{} < {} ({}), account {}, id {}, {} bytes{}",
                environment,
                message.shortName(),
                message.payloadType(),
                PayloadTypes.accountIdOf(message.message()),
                message.clientMsgId(),
                message.message().getSerializedSize(),
                after);
    }

    /** The limits keep from going what else could. */
    void heldBack(long now) {
        if (!held) {
            held = true;
            heldSince = now;
        }
    }

    /** The limits keep nothing any more, or let something go. */
    void goesOn(long now) {
        if (held) {
            held = false;
            holds.add(now - heldSince);
        }
    }

    /** How long requests waited until they were sent. */
    ClientReport.Timing waits() {
        return waits.report();
    }

    /** How often and how long the limits held requests back. */
    ClientReport.Timing holds() {
        return holds.report();
    }

    /** How long answers took after their requests had been sent. */
    ClientReport.Timing answers() {
        return answers.report();
    }
}
