package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.InboundMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests on the wire, by the ids under which they went out, and what their answers say about the limits. */
@OnLoop
final class RequestsInFlight {
    private final RequestLimits limits;
    private final Map<String, PendingRequest> awaited = new HashMap<>();

    /** Nobody waits for these any more, but a late answer still tells how far the server has read. */
    private final Map<String, PendingRequest> expired = new HashMap<>();

    /** Refresh tokens by the ids under which they went out: what they are exchanged for counts for as long as the link lives. */
    private final Map<String, String> refreshTokens = new HashMap<>();

    RequestsInFlight(RequestLimits limits) {
        this.limits = limits;
    }

    void sent(String clientMsgId, PendingRequest request) {
        awaited.put(clientMsgId, request);
        if (request.message() instanceof ProtoOARefreshTokenReq refresh) {
            refreshTokens.put(clientMsgId, refresh.getRefreshToken());
        }
    }

    /** The refresh token that the first answer with this id exchanges, also a late one; null for any other answer. */
    @Nullable
    String refreshTokenOf(@Nullable String clientMsgId) {
        return clientMsgId == null ? null : refreshTokens.remove(clientMsgId);
    }

    /**
     * The request that this message answers, which from now on does not wait for an answer; null when there is none. An event may
     * carry the id of the request that caused it and come before the answer; only requests that change orders are answered by one.
     */
    @Nullable
    PendingRequest answered(InboundMessage inbound, Ticker ticker) {
        PendingRequest awaiting = inbound.clientMsgId() == null ? null : awaited.get(inbound.clientMsgId());
        boolean causedOnly = awaiting != null
                && !RequestKind.changesOrders(awaiting.payloadType())
                && inbound.message().getDescriptorForType().getName().endsWith("Event")
                && ServerErrors.refusal(inbound.message()) == null;
        return causedOnly ? null : answered(inbound.clientMsgId(), ticker);
    }

    private @Nullable PendingRequest answered(@Nullable String clientMsgId, Ticker ticker) {
        if (clientMsgId == null) {
            return null;
        }
        PendingRequest awaiting = awaited.remove(clientMsgId);
        PendingRequest answered = awaiting == null ? expired.get(clientMsgId) : awaiting;
        if (answered != null) {
            limits.answered(answered, ticker.nanoTime());
            // What went out earlier was read earlier: late answers to that tell nothing new.
            expired.values().removeIf(earlier -> earlier.permits() <= answered.permits());
        }
        return awaiting;
    }

    /**
     * The application's authorisation, which an error without an id and without an account is the answer to while nothing else waits
     * for one. A proxy in front of the server may refuse so, as in maintenance. Null when that is not so.
     */
    @Nullable
    PendingRequest refusedWithoutId(Message error, Ticker ticker) {
        boolean ofLink =
                error instanceof ProtoErrorRes || error instanceof ProtoOAErrorRes no && !no.hasCtidTraderAccountId();
        if (!ofLink || awaited.size() != 1) {
            return null;
        }
        PendingRequest only = awaited.values().iterator().next();
        return only.internal() && only.message() instanceof ProtoOAApplicationAuthReq
                ? answered(only.clientMsgId(), ticker)
                : null;
    }

    /** Nobody waits any more for the answer to a request that was sent. */
    void expire(PendingRequest request) {
        String id = String.valueOf(request.clientMsgId());
        awaited.remove(id);
        expired.put(id, request);
    }

    /** Takes out all that will get no answer any more. */
    List<PendingRequest> linkLost(long now) {
        List<PendingRequest> lost = List.copyOf(awaited.values());
        awaited.clear();
        expired.clear();
        refreshTokens.clear();
        limits.linkLost(now);
        return lost;
    }

    /** How many wait for an answer. */
    int size() {
        return awaited.size();
    }

    /** Whether nobody waits for an answer. */
    boolean isEmpty() {
        return awaited.isEmpty();
    }
}
