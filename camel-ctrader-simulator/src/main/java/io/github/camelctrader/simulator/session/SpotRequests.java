package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.PriceHistory;
import io.github.camelctrader.simulator.PriceSwitch;
import io.github.camelctrader.simulator.market.Instrument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscriptions to quotes. A request is taken as a whole or refused as a whole, for its first symbol that does not fit. */
final class SpotRequests {
    private final Venue venue;
    private final PriceHistory prices;

    SpotRequests(Venue venue, ServerRules rules) {
        this.venue = venue;
        this.prices = rules.prices();
    }

    void register(RequestTable table) {
        table.on(ProtoOASubscribeSpotsReq.getDefaultInstance(), Access.ACCOUNT, this::subscribe);
        table.on(ProtoOAUnsubscribeSpotsReq.getDefaultInstance(), Access.ACCOUNT, this::unsubscribe);
    }

    private void subscribe(Requester caller, ProtoOASubscribeSpotsReq request) {
        Map<Long, SpotSubscription> spots = caller.account().spots();
        List<Instrument> wanted = new ArrayList<>();
        for (long symbolId : symbols(request.getSymbolIdList())) {
            Optional<Instrument> instrument = venue.market().instruments().find(symbolId);
            if (instrument.isEmpty()) {
                caller.refuse(ProtoOAErrorCode.SYMBOL_NOT_FOUND, "Symbol not found with id " + symbolId);
                return;
            }
            if (spots.containsKey(symbolId)) {
                caller.refuse(
                        ProtoOAErrorCode.ALREADY_SUBSCRIBED, "Spots of symbol " + symbolId + " are already subscribed");
                return;
            }
            wanted.add(instrument.get());
        }
        if (wanted.isEmpty()) {
            caller.refuse(ProtoErrorCode.INVALID_REQUEST, "No symbol to subscribe");
            return;
        }
        caller.answer(ProtoOASubscribeSpotsRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
        for (Instrument instrument : wanted) {
            SpotSubscription subscription = new SpotSubscription(
                    caller.accountId(),
                    instrument,
                    request.getSubscribeToSpotTimestamp(),
                    prices.is(PriceSwitch.LIVE_DELTA_HIGH_LOST));
            spots.put(instrument.id(), subscription);
            caller.follow(subscription.whole(
                    venue.market().tick(instrument),
                    venue.market().bars(instrument),
                    venue.market().sessionClose(instrument, venue.clock().millis())));
        }
    }

    private void unsubscribe(Requester caller, ProtoOAUnsubscribeSpotsReq request) {
        Map<Long, SpotSubscription> spots = caller.account().spots();
        Set<Long> unwanted = symbols(request.getSymbolIdList());
        for (long symbolId : unwanted) {
            if (!spots.containsKey(symbolId)) {
                caller.refuse(
                        ProtoOAErrorCode.NOT_SUBSCRIBED_TO_SPOTS,
                        "Spots of symbol " + symbolId + " are not subscribed");
                return;
            }
        }
        spots.keySet().removeAll(unwanted);
        caller.account().depths().keySet().removeAll(unwanted);
        caller.answer(ProtoOAUnsubscribeSpotsRes.newBuilder()
                .setCtidTraderAccountId(caller.accountId())
                .build());
    }

    private static Set<Long> symbols(List<Long> ids) {
        return new LinkedHashSet<>(ids);
    }
}
