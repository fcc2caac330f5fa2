package io.github.camelctrader.examples.quickstart;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.Money;
import io.github.camelctrader.client.Profit;
import java.util.Locale;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to the order: {@code >>} goes to the server, {@code <<} is an event that came from it, {@code ==}
 * is what the answer to a request says.
 */
public final class OrderStory {
    private final Console console;
    private final References references;
    private String currency = "";
    private volatile boolean filled;
    private volatile @Nullable String profit;

    OrderStory(Console console, References references) {
        this.console = console;
        this.references = references;
    }

    /** A request is about to be sent. */
    public void sends(String request, Object body) {
        console.tell(">>  %-22s %s", request, body);
    }

    /** An execution event arrived. */
    public void happened(
            @Header(CTraderConstants.EXECUTION_TYPE) String type, @Header(CTraderConstants.ORDER_ID) Long orderId) {
        console.tell("<<  %-22s %s", type, orderId == null ? "" : "order " + orderId);
    }

    /** The order was filled. */
    public void opened(ProtoOAExecutionEvent fill, @Header(CTraderConstants.SYMBOL_NAME) String symbol) {
        ProtoOADeal deal = fill.getDeal();
        filled = true;
        currency = references.currency(fill.getCtidTraderAccountId());
        console.tell(
                "==  %s %,d %s at %s: deal %d, position %d",
                deal.getTradeSide() == ProtoOATradeSide.BUY ? "bought" : "sold",
                deal.getFilledVolume() / 100,
                symbol,
                references.price(deal.getSymbolId(), deal.getExecutionPrice()),
                deal.getDealId(),
                deal.getPositionId());
    }

    /** The position has its levels. */
    public void guarded(ProtoOAExecutionEvent amended) {
        ProtoOAPosition position = amended.getPosition();
        long symbolId = position.getTradeData().getSymbolId();
        console.tell(
                "==  position %d has stop loss %s and take profit %s",
                position.getPositionId(),
                references.price(symbolId, position.getStopLoss()),
                references.price(symbolId, position.getTakeProfit()));
    }

    /** The position was closed. */
    public void closed(ProtoOAExecutionEvent close) {
        ProtoOADeal deal = close.getDeal();
        ProtoOAClosePositionDetail detail = deal.getClosePositionDetail();
        Profit booked = Profit.of(detail);
        profit = String.format(Locale.ROOT, "%+,.2f %s", booked.net(), currency);
        console.tell(
                "==  closed at %s: deal %d, profit %s (price %+,.2f, commission and swap %+,.2f), balance %,.2f %s",
                references.price(deal.getSymbolId(), deal.getExecutionPrice()),
                deal.getDealId(),
                profit,
                booked.gross(),
                booked.net().subtract(booked.gross()),
                Money.of(detail.getBalance(), detail.getMoneyDigits()),
                currency);
    }

    /** A request failed. */
    public void refused(Exception failure) {
        console.tell("==  failed: %s", Failures.reason(failure));
    }

    /** What became of the order, in half a sentence. */
    String summary() {
        if (!filled) {
            return "no order";
        }
        return profit == null ? "one order, its position is still open" : "one order, profit " + profit;
    }
}
