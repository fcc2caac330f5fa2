package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADepthQuote;
import io.github.camelctrader.simulator.market.DepthBook;
import io.github.camelctrader.simulator.market.Instrument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The order book of one symbol for one account on one connection: what was sent, so that only changes are sent again. */
final class DepthSubscription {
    private final long accountId;
    private final Instrument instrument;
    private Set<Long> sent = new LinkedHashSet<>();

    DepthSubscription(long accountId, Instrument instrument) {
        this.accountId = accountId;
        this.instrument = instrument;
    }

    /** The event that brings the client up to date: the whole book the first time; nothing if nothing changed. */
    Optional<ProtoOADepthEvent> update(DepthBook book) {
        List<DepthBook.Offer> offers = book.offers();
        Set<Long> present =
                offers.stream().map(DepthBook.Offer::id).collect(Collectors.toCollection(LinkedHashSet::new));
        ProtoOADepthEvent.Builder event =
                ProtoOADepthEvent.newBuilder().setCtidTraderAccountId(accountId).setSymbolId(instrument.id());
        offers.stream().filter(offer -> !sent.contains(offer.id())).forEach(offer -> event.addNewQuotes(quote(offer)));
        sent.stream().filter(id -> !present.contains(id)).forEach(event::addDeletedQuotes);
        sent = present;
        return event.getNewQuotesCount() + event.getDeletedQuotesCount() > 0
                ? Optional.of(event.build())
                : Optional.empty();
    }

    private static ProtoOADepthQuote quote(DepthBook.Offer offer) {
        ProtoOADepthQuote.Builder quote =
                ProtoOADepthQuote.newBuilder().setId(offer.id()).setSize(offer.size());
        return (offer.isBid() ? quote.setBid(offer.price()) : quote.setAsk(offer.price())).build();
    }
}
