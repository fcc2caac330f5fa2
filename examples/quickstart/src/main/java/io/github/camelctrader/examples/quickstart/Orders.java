package io.github.camelctrader.examples.quickstart;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.CTraderConstants;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** Bodies of the requests that the trading route sends, as maps of field names to values. */
public final class Orders {
    private static final int UNITS = 10_000;
    private static final int STOP_LOSS_PIPS = 30;
    private static final int TAKE_PROFIT_PIPS = 60;

    private final References references;

    Orders(References references) {
        this.references = references;
    }

    /** NewOrderReq: symbol by name and volume in units, which the component turns into what the server wants. */
    public Map<String, Object> open(
            @Header(CTraderConstants.SYMBOL_NAME) String symbol, @ExchangeProperty("side") String side) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("symbolName", symbol);
        order.put("orderType", "MARKET");
        order.put("tradeSide", side);
        order.put("volumeInUnits", UNITS);
        return order;
    }

    /** AmendPositionSLTPReq: levels around the price that the order was filled at. */
    public Map<String, Object> protect(ProtoOAExecutionEvent fill) {
        ProtoOAPosition position = fill.getPosition();
        long symbolId = position.getTradeData().getSymbolId();
        boolean bought = position.getTradeData().getTradeSide() == ProtoOATradeSide.BUY;
        BigDecimal price = references.price(symbolId, position.getPrice());
        BigDecimal loss = references.distance(symbolId, bought ? -STOP_LOSS_PIPS : STOP_LOSS_PIPS);
        BigDecimal profit = references.distance(symbolId, bought ? TAKE_PROFIT_PIPS : -TAKE_PROFIT_PIPS);
        Map<String, Object> levels = new LinkedHashMap<>();
        levels.put("positionId", position.getPositionId());
        levels.put("stopLoss", price.add(loss));
        levels.put("takeProfit", price.add(profit));
        return levels;
    }

    /** ClosePositionReq: all of it. */
    public Map<String, Object> close(ProtoOAExecutionEvent latest) {
        Map<String, Object> close = new LinkedHashMap<>();
        close.put("positionId", latest.getPosition().getPositionId());
        close.put("volume", latest.getPosition().getTradeData().getVolume());
        return close;
    }
}
