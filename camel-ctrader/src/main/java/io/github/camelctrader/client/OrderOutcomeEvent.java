package io.github.camelctrader.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an order request whose caller got no answer: it got an
 * {@link OutcomeUnknownException}, or the process that sent it ended. Made by this client, not by the server.
 *
 * @param environment demo or live
 * @param time when it became known
 * @param accountId {@code ctidTraderAccountId}
 * @param operationId {@code clientOrderId} of a new order, else the id of the operation
 * @param requestType {@code NewOrderReq}, {@code CancelOrderReq}, ...
 * @param outcome the execution type that ended it ({@code ORDER_FILLED}, {@code ORDER_CANCELLED}, ...), {@code ORDER_ACCEPTED}
 *     for an order that still works, {@code ORDER_REJECTED}, {@code NOT_EXECUTED} when look-ups did not find the
 *     request, so that it is judged that it never took effect, or {@code ENDED} when a journal kept nothing of how it ended
 * @param orderId the order concerned, or 0
 * @param positionId the position concerned, or 0
 * @param executedVolume what was executed of the order, in 0.01 of a unit, or 0
 * @param errorCode the server's code if it rejected the request, else null
 * @param description the server's words if it rejected the request, or how the outcome was found; else null
 */
public record OrderOutcomeEvent(
        Environment environment,
        Instant time,
        long accountId,
        String operationId,
        String requestType,
        String outcome,
        long orderId,
        long positionId,
        long executedVolume,
        @Nullable String errorCode,
        @Nullable String description)
        implements ComponentEvent {

    /** The outcome of a request that never took effect. */
    public static final String NOT_EXECUTED = "NOT_EXECUTED";

    /** The outcome of a request that ended, where the order journal did not keep how. */
    public static final String ENDED = "ENDED";

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment.toString());
        map.put("timestamp", time.toEpochMilli());
        map.put("accountId", accountId);
        map.put("clientOrderId", operationId);
        map.put("requestType", requestType);
        map.put("outcome", outcome);
        putIfKnown(map, "orderId", orderId);
        putIfKnown(map, "positionId", positionId);
        map.put("executedVolume", executedVolume);
        if (errorCode != null) {
            map.put("errorCode", errorCode);
        }
        if (description != null) {
            map.put("description", description);
        }
        return map;
    }

    private static void putIfKnown(Map<String, Object> map, String name, long id) {
        if (id != 0) {
            map.put(name, id);
        }
    }
}
