package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeSubscribeRes;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeReq;
import com.xtrader.protocol.openapi.v2.ProtoOAv1PnLChangeUnSubscribeRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import java.util.Optional;

/** Subscriptions to the open profit of accounts. */
final class ProfitRequests {
    private final Venue venue;

    ProfitRequests(Venue venue) {
        this.venue = venue;
    }

    void register(RequestTable table) {
        table.on(ProtoOAv1PnLChangeSubscribeReq.getDefaultInstance(), Access.ACCOUNT, this::subscribe);
        table.on(ProtoOAv1PnLChangeUnSubscribeReq.getDefaultInstance(), Access.ACCOUNT, this::unsubscribe);
    }

    private void subscribe(Requester caller, ProtoOAv1PnLChangeSubscribeReq request) {
        Subscriptions subscriptions = caller.account().subscriptions();
        if (subscriptions.profit().isPresent()) {
            caller.refuse(ProtoOAErrorCode.ALREADY_SUBSCRIBED, "Profit and loss are already subscribed");
            return;
        }
        ProfitSubscription subscription = new ProfitSubscription(
                caller.accountId(), caller.account().account().report());
        subscriptions.profit(Optional.of(subscription));
        caller.answer(ProtoOAv1PnLChangeSubscribeRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
        subscription.update(venue.clock().millis()).ifPresent(caller::follow);
    }

    private void unsubscribe(Requester caller, ProtoOAv1PnLChangeUnSubscribeReq request) {
        Subscriptions subscriptions = caller.account().subscriptions();
        if (subscriptions.profit().isEmpty()) {
            caller.refuse(ProtoOAErrorCode.NOT_SUBSCRIBED_TO_PNL, "Profit and loss are not subscribed");
            return;
        }
        subscriptions.profit(Optional.empty());
        caller.answer(ProtoOAv1PnLChangeUnSubscribeRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
    }
}
