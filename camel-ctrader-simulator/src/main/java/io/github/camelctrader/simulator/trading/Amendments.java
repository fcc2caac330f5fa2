package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import io.github.camelctrader.simulator.market.Instrument;
import java.time.Clock;

/**
 * What an amendment makes of a pending order. An amendment replaces: protection that it leaves out is taken away. Volume, entry
 * prices and expiration stay when they are left out, since the order could not exist without them.
 */
final class Amendments {
    private final PriceReader prices;
    private final StopReader stops;
    private final Clock clock;

    Amendments(PriceReader prices, StopReader stops, Clock clock) {
        this.prices = prices;
        this.stops = stops;
        this.clock = clock;
    }

    OrderTerms of(Order order, ProtoOAAmendOrderReq request) throws TradeRefusedException {
        OrderTerms terms = order.terms();
        Instrument instrument = order.instrument();
        long volume = request.hasVolume() ? request.getVolume() : terms.volume();
        OrderValidator.volume(volume, instrument.symbol());
        if (volume <= order.executedVolume()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_VOLUME,
                    "Order volume %s is not above the executed volume %s.",
                    Money.units(volume),
                    Money.units(order.executedVolume()));
        }
        Entry entry = entry(terms, request, instrument);
        Bracket bracket =
                stops.bracket(StopFields.of(request), instrument, terms.side(), Math.max(entry.limit(), entry.stop()));
        ProtoOATimeInForce timeInForce =
                request.hasExpirationTimestamp() ? ProtoOATimeInForce.GOOD_TILL_DATE : terms.timeInForce();
        long expiration = request.hasExpirationTimestamp() ? request.getExpirationTimestamp() : terms.expiration();
        return new OrderTerms(
                terms.type(),
                terms.side(),
                volume,
                entry,
                bracket,
                timeInForce,
                OrderValidator.expiration(timeInForce, expiration, clock.millis()),
                terms.texts());
    }

    private Entry entry(OrderTerms terms, ProtoOAAmendOrderReq request, Instrument instrument)
            throws TradeRefusedException {
        Entry entry = terms.entry();
        boolean limit = terms.type() == ProtoOAOrderType.LIMIT;
        boolean slips = terms.type() == ProtoOAOrderType.STOP_LIMIT;
        boolean stop = slips || terms.type() == ProtoOAOrderType.STOP;
        return new Entry(
                limit && request.hasLimitPrice()
                        ? prices.price("limitPrice", request.getLimitPrice(), instrument)
                        : entry.limit(),
                stop && request.hasStopPrice()
                        ? prices.price("stopPrice", request.getStopPrice(), instrument)
                        : entry.stop(),
                entry.base(),
                slips && request.hasSlippageInPoints()
                        ? OrderReader.slippage(true, request.getSlippageInPoints(), instrument)
                        : entry.slippage(),
                stop && request.hasStopTriggerMethod() ? request.getStopTriggerMethod() : entry.trigger());
    }
}
