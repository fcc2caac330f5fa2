package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;

/** Subscriptions to bars that are being formed; they come inside of spot events and end with them. */
final class BarRequests {
    private final Venue venue;

    BarRequests(Venue venue) {
        this.venue = venue;
    }

    void register(RequestTable table) {
        table.on(ProtoOASubscribeLiveTrendbarReq.getDefaultInstance(), Access.ACCOUNT, this::subscribe);
        table.on(ProtoOAUnsubscribeLiveTrendbarReq.getDefaultInstance(), Access.ACCOUNT, this::unsubscribe);
    }

    private void subscribe(Requester caller, ProtoOASubscribeLiveTrendbarReq request) {
        SpotSubscription spots = caller.account().spots().get(request.getSymbolId());
        if (spots == null) {
            caller.refuse(ProtoErrorCode.INVALID_REQUEST, "Impossible to get trendbars before the spot subscribing");
            return;
        }
        if (!spots.addBars(request.getPeriod())) {
            caller.refuse(
                    ProtoOAErrorCode.ALREADY_SUBSCRIBED,
                    request.getPeriod() + " trendbars of symbol " + request.getSymbolId() + " are already subscribed");
            return;
        }
        caller.answer(ProtoOASubscribeLiveTrendbarRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
        Market market = venue.market();
        Instrument instrument = spots.instrument();
        caller.follow(spots.whole(
                market.tick(instrument),
                market.bars(instrument),
                market.sessionClose(instrument, venue.clock().millis())));
    }

    private void unsubscribe(Requester caller, ProtoOAUnsubscribeLiveTrendbarReq request) {
        SpotSubscription spots = caller.account().spots().get(request.getSymbolId());
        if (spots == null || !spots.removeBars(request.getPeriod())) {
            caller.refuse(
                    ProtoErrorCode.INVALID_REQUEST,
                    request.getPeriod() + " trendbars of symbol " + request.getSymbolId() + " are not subscribed");
            return;
        }
        caller.answer(ProtoOAUnsubscribeLiveTrendbarRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
    }
}
