package io.github.camelctrader.simulator.session;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import io.github.camelctrader.simulator.trading.Outcome;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import io.github.camelctrader.simulator.trading.TradingAccount;

/** Requests that change orders and positions. Orders that meet the market are executed after the fill delay. */
final class TradeRequests {
    private final Venue venue;
    private final ServerRules rules;
    private final Scheduler scheduler;

    TradeRequests(Venue venue, ServerRules rules, Scheduler scheduler) {
        this.venue = venue;
        this.rules = rules;
        this.scheduler = scheduler;
    }

    void register(RequestTable table) {
        table.on(
                ProtoOANewOrderReq.getDefaultInstance(),
                Access.TRADING,
                (caller, request) -> conclude(caller, account(caller).place(request)));
        table.on(
                ProtoOAClosePositionReq.getDefaultInstance(),
                Access.TRADING,
                (caller, request) -> conclude(caller, account(caller).close(request)));
        table.on(
                ProtoOAAmendOrderReq.getDefaultInstance(),
                Access.TRADING,
                (caller, request) -> conclude(caller, account(caller).amend(request)));
        table.on(
                ProtoOACancelOrderReq.getDefaultInstance(),
                Access.TRADING,
                (caller, request) ->
                        venue.publish(caller.accountId(), account(caller).cancel(request), caller));
        table.on(
                ProtoOAAmendPositionSLTPReq.getDefaultInstance(),
                Access.TRADING,
                (caller, request) ->
                        venue.publish(caller.accountId(), account(caller).protect(request), caller));
    }

    private static TradingAccount account(Caller caller) {
        return caller.account().account();
    }

    private void conclude(Caller caller, Outcome outcome) {
        TradingAccount account = account(caller);
        venue.publish(caller.accountId(), outcome.events(), caller);
        venue.remember(outcome.events().get(0).event().getOrder().getOrderId(), caller);
        outcome.orderToExecute()
                .ifPresent(orderId -> scheduler.after(
                        rules.fillDelay(), () -> venue.publish(caller.accountId(), account.execute(orderId), caller)));
    }

    static TradeRefusedException viewOnly() {
        return new TradeRefusedException(
                ProtoOAErrorCode.TRADING_NOT_ALLOWED, "The access token allows to view the account, not to trade");
    }
}
