package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.Ticker;
import java.time.Duration;

/**
 * When requests were sent, by the server's clock, and from when to when lists have to be read to hold what became of them. Our own
 * clock may be wrong: it counts only where the server has stamped nothing, and then for very little.
 */
@OnLoop
final class SendTimes {
    /** The server's clock may have been set back by this much since it was read. */
    static final long OVERLAP = Duration.ofMinutes(30).toMillis();

    /** How wrong our clock may be where nothing tells the server's time. */
    static final long MOST_APART = Duration.ofDays(3).toMillis();

    /** Beyond this, one of the two times is not to be trusted, and it is not known which. */
    static final long TOO_FAR_APART = Duration.ofDays(1).toMillis();

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final ServerTime serverTime;
    private final Ticker ticker;

    SendTimes(ServerTime serverTime, Ticker ticker) {
        this.serverTime = serverTime;
        this.ticker = ticker;
    }

    /** What a look-up will have to know of the time before the send. */
    OrderRecord.Before before(OrderRecord first, LastKnownState seen) {
        LastKnownState.State position = first.request() instanceof ProtoOAClosePositionReq close
                ? seen.position(first.accountId(), close.getPositionId())
                : null;
        return new OrderRecord.Before(
                serverNow(), position == null ? 0 : position.volume(), position == null ? 0 : position.changed());
    }

    /** What the server's clock says now or said a little before; 0 when nothing told it. */
    private long serverNow() {
        return serverTime.now().orElse(0);
    }

    /**
     * Unix ms by the server's clock, not later than the send. What was known before the send, unless more was learned since that
     * makes it earlier; 0 when nothing is known.
     */
    long sentAfter(OrderOperation operation) {
        long known = operation.record().before().serverMillis();
        long now = serverNow();
        if (now == 0 || operation.begunNanos() == OrderOperation.BEGUN_ELSEWHERE) {
            return known;
        }
        long learned = now
                - Duration.ofNanos(ticker.nanoTime() - operation.begunNanos()).toMillis();
        return known == 0 ? learned : Math.min(known, learned);
    }

    /** Where lists have to begin. */
    long readFrom(OrderOperation operation) {
        long sent = sentAfter(operation);
        return sent == 0 ? ourTime(operation) - MOST_APART : sent - OVERLAP;
    }

    /** Where lists have to end: later than any clock says. */
    long readTo() {
        long ours = ticker.now().toEpochMilli();
        return serverNow() == 0 ? ours + MOST_APART : Math.max(ours, serverNow()) + DAY;
    }

    /** Whether the two clocks differ so much that nothing follows from what is not in a list. */
    boolean tooFarApart(OrderOperation operation) {
        long sent = sentAfter(operation);
        return sent != 0 && Math.abs(sent - ourTime(operation)) > TOO_FAR_APART;
    }

    private static long ourTime(OrderOperation operation) {
        return operation.record().submittedAt().toEpochMilli();
    }
}
