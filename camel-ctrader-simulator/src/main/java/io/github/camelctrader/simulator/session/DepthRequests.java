package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.market.Instrument;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Subscriptions to order books. A request is taken as a whole or refused as a whole. */
final class DepthRequests {
    private final Venue venue;

    DepthRequests(Venue venue) {
        this.venue = venue;
    }

    void register(RequestTable table) {
        table.on(ProtoOASubscribeDepthQuotesReq.getDefaultInstance(), Access.ACCOUNT, this::subscribe);
        table.on(ProtoOAUnsubscribeDepthQuotesReq.getDefaultInstance(), Access.ACCOUNT, this::unsubscribe);
    }

    private void subscribe(Requester caller, ProtoOASubscribeDepthQuotesReq request) {
        Map<Long, DepthSubscription> depths = caller.account().depths();
        Set<Long> wanted = new LinkedHashSet<>(request.getSymbolIdList());
        for (long symbolId : wanted) {
            if (!caller.account().spots().containsKey(symbolId)) {
                caller.refuse(
                        ProtoOAErrorCode.NOT_SUBSCRIBED_TO_SPOTS,
                        "Spots of symbol " + symbolId + " are not subscribed");
                return;
            }
            if (depths.containsKey(symbolId)) {
                caller.refuse(
                        ProtoOAErrorCode.ALREADY_SUBSCRIBED, "Depth of symbol " + symbolId + " is already subscribed");
                return;
            }
        }
        if (wanted.isEmpty()) {
            caller.refuse(ProtoErrorCode.INVALID_REQUEST, "No symbol to subscribe");
            return;
        }
        caller.answer(ProtoOASubscribeDepthQuotesRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
        for (long symbolId : wanted) {
            Instrument instrument = venue.market().instruments().find(symbolId).orElseThrow();
            DepthSubscription subscription = new DepthSubscription(caller.accountId(), instrument);
            depths.put(symbolId, subscription);
            subscription.update(venue.market().depth(instrument)).ifPresent(caller::follow);
        }
    }

    private void unsubscribe(Requester caller, ProtoOAUnsubscribeDepthQuotesReq request) {
        Map<Long, DepthSubscription> depths = caller.account().depths();
        for (long symbolId : request.getSymbolIdList()) {
            if (!depths.containsKey(symbolId)) {
                caller.refuse(ProtoErrorCode.INVALID_REQUEST, "Depth of symbol " + symbolId + " is not subscribed");
                return;
            }
        }
        request.getSymbolIdList().forEach(depths::remove);
        caller.answer(ProtoOAUnsubscribeDepthQuotesRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
    }
}
