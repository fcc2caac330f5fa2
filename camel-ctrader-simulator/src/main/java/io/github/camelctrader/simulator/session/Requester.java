package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.trading.AccountEvent;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import org.jspecify.annotations.Nullable;

/** Who sent a request, and how to answer it. */
final class Requester implements Originator {
    private final Session session;
    private final @Nullable String clientMsgId;
    private final long accountId;
    private final Delivery delivery;
    private boolean refused;

    /**
     * @param session the connection it came over
     * @param clientMsgId the request's id, echoed in every answer, or {@code null}
     * @param accountId the account it names, 0 for none
     * @param delivery the way of the answers
     */
    Requester(Session session, @Nullable String clientMsgId, long accountId, Delivery delivery) {
        this.session = session;
        this.clientMsgId = clientMsgId;
        this.accountId = accountId;
        this.delivery = delivery;
    }

    /** The same, answered in another way. */
    Requester by(Delivery other) {
        return new Requester(session, clientMsgId, accountId, other);
    }

    Session session() {
        return session;
    }

    @Nullable
    String clientMsgId() {
        return clientMsgId;
    }

    long accountId() {
        return accountId;
    }

    /** Whether the request was refused. */
    boolean refused() {
        return refused;
    }

    @Override
    public void tell(Session watcher, AccountEvent event) {
        if (watcher != session) {
            watcher.send(event.event(), null);
        } else if (event.answer()) {
            answer(event.event());
        } else {
            follow(event.event());
        }
    }

    void answer(Message message) {
        delivery.deliver(session, message, clientMsgId);
    }

    /** Sends an event that the request brings about but that does not carry its id. */
    void follow(Message event) {
        delivery.deliver(session, event, null);
    }

    void refuse(Enum<?> code, String description) {
        refuse(code.name(), description);
    }

    void refuse(String code, String description) {
        refused = true;
        answer(error(code, description).build());
    }

    void refuseUnauthorised() {
        refuse(ProtoErrorCode.INVALID_REQUEST, "Trading account is not authorized");
    }

    /** Above a limit, with the seconds to wait. */
    void refuseBlocked(long seconds) {
        refused = true;
        answer(error(ProtoErrorCode.BLOCKED_PAYLOAD_TYPE.name(), "Rate limit reached, payload type is blocked")
                .setRetryAfter(seconds)
                .build());
    }

    /** Above a limit, in the older form, whose account was seen to be 0. */
    void refuseTooFrequent() {
        refused = true;
        answer(error(ProtoOAErrorCode.REQUEST_FREQUENCY_EXCEEDED.name(), "You have reached the rate limit of requests")
                .setCtidTraderAccountId(0)
                .build());
    }

    ProtoOAErrorRes.Builder error(String code, String description) {
        ProtoOAErrorRes.Builder error =
                ProtoOAErrorRes.newBuilder().setErrorCode(code).setDescription(description);
        if (accountId != 0) {
            error.setCtidTraderAccountId(accountId);
        }
        return error;
    }

    /** Trade faults have an event of their own; it names an order that was not found, other ids stay zero and are in the text alone. */
    void refuse(TradeRefusedException refusal, boolean withIds) {
        refused = true;
        ProtoOAOrderErrorEvent.Builder error = ProtoOAOrderErrorEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setErrorCode(refusal.errorCode())
                .setDescription(refusal.description());
        if (refusal.errorCode().equals(ProtoOAErrorCode.ORDER_NOT_FOUND.name())) {
            error.setOrderId(refusal.orderId());
        } else {
            error.setOrderId(withIds ? refusal.orderId() : 0).setPositionId(withIds ? refusal.positionId() : 0);
        }
        answer(error.build());
    }

    /** The account the request names; the dispatcher has made sure that it is authorised. */
    AccountSession account() {
        return session.account(accountId)
                .orElseThrow(() -> new IllegalStateException("Account " + accountId + " is not authorised"));
    }
}
