package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Prices;

/** Prices of requests: doubles on the grid of their symbol. */
final class PriceReader {
    private final boolean rounds;

    /** @param rounds whether prices off the grid are rounded instead of refused */
    PriceReader(boolean rounds) {
        this.rounds = rounds;
    }

    /** A price a request cannot do without. */
    long required(String field, boolean present, double value, Instrument instrument) throws TradeRefusedException {
        if (!present) {
            throw OrderValidator.invalid(field + " is required for this order type");
        }
        return price(field, value, instrument);
    }

    long price(String field, double value, Instrument instrument) throws TradeRefusedException {
        long price = rounds ? instrument.nearest(value) : Prices.fromDouble(value);
        if (price <= 0 || !instrument.onGrid(price)) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_BAD_PRICES,
                    "%s %s does not fit the %d digits of symbol %d",
                    field,
                    value,
                    instrument.symbol().digits(),
                    instrument.id());
        }
        return price;
    }
}
