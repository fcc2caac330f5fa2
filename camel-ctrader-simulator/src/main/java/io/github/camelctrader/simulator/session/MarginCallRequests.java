package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.trading.MarginCalls;

/** Requests about the margin levels an account is warned at. Their answers do not name the account. */
final class MarginCallRequests {
    private final Venue venue;

    MarginCallRequests(Venue venue) {
        this.venue = venue;
    }

    void register(RequestTable table) {
        table.on(
                ProtoOAMarginCallListReq.getDefaultInstance(),
                Access.ACCOUNT,
                (caller, request) -> caller.answer(ProtoOAMarginCallListRes.newBuilder()
                        .addAllMarginCall(calls(caller).list())
                        .build()));
        table.on(ProtoOAMarginCallUpdateReq.getDefaultInstance(), Access.ACCOUNT, this::update);
    }

    private static MarginCalls calls(Requester caller) {
        return caller.account().account().marginCalls();
    }

    private void update(Requester caller, ProtoOAMarginCallUpdateReq request) {
        double threshold = request.getMarginCall().getMarginLevelThreshold();
        if (!(threshold >= 0)) {
            caller.refuse(ProtoErrorCode.INVALID_REQUEST, "Margin level threshold " + threshold + " is negative");
            return;
        }
        ProtoOAMarginCall changed = calls(caller).update(request.getMarginCall().getMarginCallType(), threshold);
        caller.answer(ProtoOAMarginCallUpdateRes.getDefaultInstance());
        venue.broadcast(ProtoOAMarginCallUpdateEvent.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .setMarginCall(changed)
                .build());
    }
}
