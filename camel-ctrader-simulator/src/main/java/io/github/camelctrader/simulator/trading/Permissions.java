package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAAccessRights;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradingMode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.market.Conditions;
import io.github.camelctrader.simulator.market.Instrument;
import io.github.camelctrader.simulator.market.Market;
import java.time.Clock;

/** What the broker lets an account do at present. */
final class Permissions {
    private final Book book;
    private final Market market;
    private final Clock clock;
    private ProtoOAAccessRights rights = ProtoOAAccessRights.FULL_ACCESS;
    private int maxPositions = Integer.MAX_VALUE;

    Permissions(Book book, Market market, Clock clock) {
        this.book = book;
        this.market = market;
        this.clock = clock;
    }

    ProtoOAAccessRights rights() {
        return rights;
    }

    void rights(ProtoOAAccessRights newRights) {
        rights = newRights;
    }

    /** Bounds open positions and pending orders together. */
    void maxPositions(int bound) {
        maxPositions = bound;
    }

    /** Refuses an order that the broker would not take now. */
    void checkOrder(Instrument instrument, OrderTerms terms, boolean reduces) throws TradeRefusedException {
        checkTrading(instrument, reduces);
        checkOpen(instrument, terms);
        if (reduces) {
            return;
        }
        if (terms.side() == ProtoOATradeSide.SELL && !instrument.symbol().shortSelling()) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.SHORT_SELLING_NOT_ALLOWED,
                    "Short selling of symbol %d is not allowed",
                    instrument.id());
        }
        if (book.load() >= maxPositions) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TOO_MANY_POSITIONS, "Positions and orders are limited to %d", maxPositions);
        }
    }

    /** Refuses to close a position that the broker would not let go now. */
    void checkClose(Instrument instrument, OrderTerms terms) throws TradeRefusedException {
        checkTrading(instrument, true);
        checkOpen(instrument, terms);
    }

    /** Refuses to change or cancel anything where trading is switched off. */
    void checkTrading(Instrument instrument, boolean reduces) throws TradeRefusedException {
        ProtoOATradingMode mode = market.conditions(instrument).mode();
        if (mode != ProtoOATradingMode.ENABLED && !(mode == ProtoOATradingMode.CLOSE_ONLY_MODE && reduces)) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_DISABLED, "Trading of symbol %d is disabled", instrument.id());
        }
        if (rights != ProtoOAAccessRights.FULL_ACCESS && !(rights == ProtoOAAccessRights.CLOSE_ONLY && reduces)) {
            throw OrderValidator.refusal(
                    ProtoOAErrorCode.TRADING_DISABLED, "Trading is disabled, the account's access is %s", rights);
        }
    }

    /** Pending orders are taken at any time; they rest until the market opens. */
    private void checkOpen(Instrument instrument, OrderTerms terms) throws TradeRefusedException {
        Conditions conditions = market.conditions(instrument);
        if (!conditions.isOpen(clock.millis()) && !terms.isPending() && !terms.waitsForOpening()) {
            throw new TradeRefusedException(
                    ProtoErrorCode.MARKET_CLOSED, "Market of symbol " + instrument.id() + " is closed");
        }
    }
}
